/** Keys that work anywhere in the studio. In a text field only those that no field needs; undo there is the field's own. */

export interface Shortcuts {
  readonly undo: () => void;
  readonly redo: () => void;
  readonly copy: () => void;
  readonly cut: () => void;
  readonly duplicate: () => void;
  readonly selectAll: () => void;
  readonly save: () => void;
  readonly open: () => void;
  readonly toggleRun: () => void;
  readonly tick: () => void;
  readonly palette: () => void;
  readonly fit: () => void;
  readonly layout: () => void;
  readonly help: () => void;
  readonly region: (step: 1 | -1) => void;
}

/** What has the keyboard, looked for inside shadow roots, where `event.target` does not reach. */
export function inText(e: Event): boolean {
  const target = e.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(target.type);
}
const onControl = (e: Event): boolean => {
  const target = e.composedPath()[0];
  return (
    target instanceof HTMLButtonElement || target instanceof HTMLInputElement || target instanceof HTMLAnchorElement
  );
};

/** Runs the shortcut of a key. True when there was one. */
export function shortcut(e: KeyboardEvent, act: Shortcuts): boolean {
  const text = inText(e);
  const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
  if (e.key === 'F6') return run(() => act.region(e.shiftKey ? -1 : 1));
  if (e.ctrlKey || e.metaKey) {
    if (e.altKey) return false;
    if (key === 's') return run(act.save);
    if (key === 'o') return run(act.open);
    if (text) return false;
    if (key === 'z') return run(e.shiftKey ? act.redo : act.undo);
    if (key === 'y') return run(act.redo);
    if (key === 'd') return run(act.duplicate);
    if (key === 'a') return run(act.selectAll);
    // A selection of text elsewhere on the page is what the person means to copy.
    if (getSelection()?.isCollapsed === false) return false;
    if (key === 'c') return run(act.copy);
    if (key === 'x') return run(act.cut);
    return false;
  }
  if (text || e.altKey) return false;
  switch (key) {
    case ' ':
      return !onControl(e) && run(act.toggleRun);
    case '.':
      return run(act.tick);
    case 'a':
    case '/':
      return run(act.palette);
    case 'f':
      return run(act.fit);
    case 'l':
      return run(act.layout);
    case '?':
      return run(act.help);
    default:
      return false;
  }
}

function run(what: () => void): true {
  what();
  return true;
}

const REGIONS = ['nl-toolbar', 'nl-palette', 'nl-canvas', 'nl-inspector', 'nl-dock'];

/** Moves the keyboard to the next part of the window, or the one before. */
export function nextRegion(root: ParentNode, step: 1 | -1): void {
  const all = REGIONS.flatMap((name) => root.querySelector<HTMLElement>(name) ?? []);
  const here = all.findIndex((e) => e.matches(':focus-within'));
  all[(here + step + all.length) % all.length]?.focus();
}
