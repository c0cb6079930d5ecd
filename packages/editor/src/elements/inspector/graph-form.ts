/** The graph's own settings: title, description, time base, seed, precision. */
import type { GraphDocument, Quantity } from '@neuroloom/core';
import { html, nothing, type TemplateResult } from 'lit';
import { timeOf } from '../../model/fields.ts';
import type { Workspace } from '../../model/workspace.ts';
import { STRINGS } from '../../strings.ts';
import { problemsSection, source } from './node-sections.ts';
import { trialForm } from './trial-form.ts';

export function graphForm(ws: Workspace): TemplateResult {
  const S = STRINGS.inspector;
  const doc = ws.document;
  const general = ws.problems.filter((p) => p.node === undefined);
  return html`
    <div class="top"><h2>${S.graph}</h2><p>${S.hint}</p></div>
    ${problemsSection(general)}
    <section>
      <label class="pair"><span>${S.title}</span><input type="text" .value=${doc.title} ?readonly=${ws.readonly}
        @input=${(e: Event) => ws.edit({ kind: 'set-meta', title: value(e) }, STRINGS.edit.title, 'title')} @blur=${() => ws.seal()} /></label>
      <label><span class="quiet">${S.description}</span><textarea rows="4" .value=${doc.description ?? ''} ?readonly=${ws.readonly}
        @input=${(e: Event) => ws.edit({ kind: 'set-meta', description: value(e) || null }, STRINGS.edit.description, 'description')} @blur=${() => ws.seal()}></textarea></label>
    </section>
    <section>
      <label class="pair"><span>${S.dt}</span><input type="text" .value=${String(doc.time.dt)} ?readonly=${ws.readonly} data-testid="dt"
        @change=${(e: Event) => setTime(ws, e, (dt) => (dt === undefined ? undefined : { ...doc.time, dt }), String(doc.time.dt))} /></label>
      ${
        doc.time.phases
          ? nothing
          : html`<label class="pair" title=${S.durationHint}><span>${S.duration}</span><input type="text" .value=${doc.time.duration === undefined ? '' : String(doc.time.duration)} ?readonly=${ws.readonly}
        @change=${(e: Event) =>
          setTime(
            ws,
            e,
            (duration) => {
              if (duration !== undefined) return { ...doc.time, duration };
              if (value(e).trim() !== '') return undefined;
              const { duration: _, ...rest } = doc.time;
              return rest;
            },
            String(doc.time.duration ?? ''),
          )} /></label>`
      }
      ${trialForm(ws)}
      <label class="pair"><span>${S.seed}</span><input type="number" min="0" step="1" .value=${String(doc.seed)} ?readonly=${ws.readonly} data-testid="seed"
        @change=${(e: Event) => {
          const seed = Number(value(e));
          if (Number.isSafeInteger(seed) && seed >= 0) ws.edit({ kind: 'set-seed', seed }, STRINGS.edit.seed);
        }} /></label>
      <label class="pair"><span>${S.precision}</span><select ?disabled=${ws.readonly}
        @change=${(e: Event) => ws.edit({ kind: 'set-meta', precision: value(e) as 'f32' | 'f64' }, STRINGS.edit.precision)}>
        ${(['f32', 'f64'] as const).map((p) => html`<option value=${p} ?selected=${(doc.precision ?? 'f32') === p}>${p}</option>`)}</select></label>
    </section>
    <section><ul class="plain">
      <li class="quiet">${STRINGS.status.counts(Object.keys(doc.nodes).length, doc.wires.length)}</li>
      ${(doc.cite ?? []).map((c) => html`<li class="cite">${source(c, ws.library.references)}</li>`)}
    </ul></section>`;
}

const value = (e: Event): string => (e.target as HTMLInputElement).value;

function setTime(
  ws: Workspace,
  e: Event,
  make: (time: Quantity | undefined) => GraphDocument['time'] | undefined,
  before: string,
): void {
  const time = make(timeOf(value(e)));
  if (!time || !ws.edit({ kind: 'set-time', time }, STRINGS.edit.time)) (e.target as HTMLInputElement).value = before;
}
