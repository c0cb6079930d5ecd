/** The studio's dialogs: the list of keys, and earlier versions of a document. */
import { html, type TemplateResult } from 'lit';
import type { VersionEntry } from '../../store/document-store.ts';
import { many, STRINGS } from '../../strings.ts';
import { icon } from '../icon/icons.ts';

export const dialog = (
  id: string,
  title: string,
  content: TemplateResult,
): TemplateResult => html`<dialog id=${id} aria-labelledby="${id}-title" data-testid="dialog-${id}"
    @click=${(e: MouseEvent) => e.target === e.currentTarget && (e.currentTarget as HTMLDialogElement).close()}>
    <header role="none"><h2 id="${id}-title">${title}</h2><button class="icon" aria-label=${STRINGS.dialog.close} title=${STRINGS.dialog.close}
      @click=${(e: Event) => (e.currentTarget as HTMLElement).closest('dialog')?.close()}>${icon('close')}</button></header>
    <div class="content scroll">${content}</div>
  </dialog>`;

const onMac = (): boolean => /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

export function shortcutList(): TemplateResult {
  const mod = onMac() ? '⌘' : 'Ctrl';
  return html`<ul>${STRINGS.shortcuts.list.map(
    ([keys, what]) =>
      html`<li><span>${what}</span><span>${keys
        .split(/(, | or | and )/)
        .map((k) =>
          /^(, | or | and )$/.test(k)
            ? html`<span class="quiet">${k}</span>`
            : html`<kbd>${k.replace('Mod', mod)}</kbd>`,
        )}</span></li>`,
  )}</ul>`;
}

export function versionList(versions: readonly VersionEntry[], restore: (revision: number) => void): TemplateResult {
  const S = STRINGS.store;
  if (versions.length === 0) return html`<p class="quiet">${S.noVersions}</p>`;
  return html`<ul>${versions.map(
    (
      v,
    ) => html`<li><span><strong>${v.title || STRINGS.app.untitled}</strong><br /><span class="quiet num">${when(v.at)} · ${many(v.nodes, 'node')}</span></span>
    <button class="outlined" data-testid="restore-${v.revision}" @click=${() => restore(v.revision)}>${S.restore}</button></li>`,
  )}</ul>`;
}

const when = (at: number): string => new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
