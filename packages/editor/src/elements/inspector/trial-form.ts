/** The parts of a trial in the graph's settings: their names, how long they are, and which are blank. */
import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { timeOf } from '../../model/fields.ts';
import { withChanged, withoutPart, withPart } from '../../model/trial-parts.ts';
import type { Workspace } from '../../model/workspace.ts';
import { STRINGS } from '../../strings.ts';
import { icon } from '../icon/icons.ts';

const S = STRINGS.inspector;

export function trialForm(ws: Workspace): TemplateResult {
  const { time } = ws.document;
  const phases = time.phases ?? [];
  const edit = (to: typeof time | undefined): boolean =>
    to !== undefined && ws.edit({ kind: 'set-time', time: to }, STRINGS.edit.time);
  /** What cannot be goes back to what it was. */
  const take = (e: Event, to: (text: string) => typeof time | undefined, before: string): void => {
    const input = e.target as HTMLInputElement;
    if (!edit(to(input.value))) input.value = before;
  };
  return html`
    ${phases.length > 0 ? html`<h3 id="trial">${S.trial}</h3>` : ''}
    <ul class="plain parts" aria-labelledby="trial">${repeat(
      phases,
      (_, k) => k,
      (p, k) => html`<li class="part">
        <input type="text" aria-label=${S.partName(k + 1)} .value=${p.name} ?readonly=${ws.readonly} spellcheck="false" data-testid="part-name-${k}"
          @change=${(e: Event) => take(e, (name) => withChanged(time, k, { name }), p.name)} />
        <input type="text" class="num" aria-label=${S.partLength(p.name)} .value=${String(p.for)} ?readonly=${ws.readonly} data-testid="part-for-${k}"
          @change=${(e: Event) =>
            take(
              e,
              (text) => {
                const length = timeOf(text);
                return length === undefined ? undefined : withChanged(time, k, { for: length });
              },
              String(p.for),
            )} />
        <label title=${S.blankHint}><input type="checkbox" .checked=${p.blank ?? false} ?disabled=${ws.readonly} data-testid="part-blank-${k}"
          @change=${(e: Event) => edit(withChanged(time, k, { blank: (e.target as HTMLInputElement).checked }))} />${S.blank}</label>
        <button class="icon" title=${S.removePart(p.name)} aria-label=${S.removePart(p.name)} ?disabled=${ws.readonly} data-testid="part-remove-${k}"
          @click=${() => edit(withoutPart(time, k))}>${icon('close', 14)}</button></li>`,
    )}</ul>
    <button class="add" title=${S.addPartHint} ?disabled=${ws.readonly} data-testid="add-part" @click=${() => edit(withPart(time))}>${icon('plus', 14)}${S.addPart}</button>`;
}
