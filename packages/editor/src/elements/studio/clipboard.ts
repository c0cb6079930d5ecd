/** Copy and paste as text: the same text works in another tab, a file or a message. */
import { copyText, duplicate, pasteText, removeSelection } from '../../model/actions.ts';
import type { Point } from '../../model/geometry.ts';
import type { Workspace } from '../../model/workspace.ts';
import { STRINGS } from '../../strings.ts';
import { inText } from './shortcuts.ts';

interface Host extends HTMLElement {
  readonly workspace: Workspace | undefined;
}

export class Clipboard {
  readonly #host: Host;
  /** For browsers that do not let a page read the clipboard. */
  #last = '';

  constructor(host: Host) {
    this.#host = host;
  }

  listen(): void {
    document.addEventListener('paste', this.#pasted);
  }
  deafen(): void {
    document.removeEventListener('paste', this.#pasted);
  }

  copy(): void {
    const ws = this.#host.workspace;
    const text = ws ? copyText(ws) : '';
    if (!ws || text === '') return;
    this.write(text);
    ws.say(STRINGS.edit.copied(ws.selection.nodes.size));
  }
  cut(): void {
    this.copy();
    if (this.#host.workspace) removeSelection(this.#host.workspace, STRINGS.edit.cut);
  }
  duplicate(): void {
    if (this.#host.workspace) duplicate(this.#host.workspace);
  }

  write(text: string): void {
    if (text === '') return;
    this.#last = text;
    // Where the page may not write the clipboard, the copy still works within it.
    void globalThis.navigator.clipboard?.writeText(text).catch(() => undefined);
  }

  async paste(at?: Point): Promise<void> {
    const text = await (globalThis.navigator.clipboard?.readText?.() ?? Promise.resolve('')).catch(() => '');
    const ws = this.#host.workspace;
    if (ws) pasteText(ws, text || this.#last, at);
  }

  // The key's own event brings the text without asking the person for leave.
  readonly #pasted = (e: ClipboardEvent): void => {
    const ws = this.#host.workspace;
    if (!ws || inText(e) || !this.#host.matches(':focus-within')) return;
    e.preventDefault();
    pasteText(ws, e.clipboardData?.getData('text/plain') || this.#last);
  };
}
