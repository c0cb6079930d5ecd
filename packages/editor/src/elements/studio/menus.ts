/** The studio's menus as lists of items. */
import { type Definition, endOf, EQUATIONS, type GraphDocument } from '@neuroloom/core';
import { copyText, duplicate, removeSelection, selectAll } from '../../model/actions.ts';
import { endText } from '../../model/face.ts';
import type { Workspace } from '../../model/workspace.ts';
import type { Run, Step } from '../../run/run.ts';
import type { DocumentEntry } from '../../store/document-store.ts';
import { STRINGS } from '../../strings.ts';
import type { MenuRequest } from '../canvas/canvas.ts';
import type { MenuItem } from '../menu/menu.ts';
import type { Documents, Example } from './documents.ts';

export function graphMenu(
  docs: Documents,
  { versions, link }: { readonly versions?: () => void; readonly link?: () => void },
  examples: readonly Example[],
  stored: readonly DocumentEntry[],
): readonly MenuItem[] {
  const S = STRINGS.toolbar;
  const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  const kept = stored.slice(0, 8).map(
    (d): MenuItem => ({
      label: d.title || STRINGS.app.untitled,
      detail: when.format(d.updated),
      checked: d.id === docs.autosave?.id,
      run: () => void docs.openStored(d.id),
      testid: `document-${d.id}`,
    }),
  );
  return [
    { label: S.create, icon: 'plus', run: () => void docs.create(), testid: 'menu-new' },
    { label: S.open, keys: 'Ctrl+O', run: () => void docs.openFile(), testid: 'menu-open' },
    { label: S.save, keys: 'Ctrl+S', run: () => void docs.saveFile(), testid: 'menu-save' },
    { label: S.saveAs, run: () => void docs.saveFile(true) },
    ...(link ? [{ label: S.link, run: link, testid: 'menu-link' } as const] : []),
    ...(versions ? [{ label: S.versions, run: versions, testid: 'menu-versions' } as const] : []),
    ...(examples.length > 0 ? (['line', { heading: S.examples }] as const) : []),
    ...examples.map(
      (x): MenuItem => ({
        label: x.title,
        ...(x.detail ? { detail: x.detail } : {}),
        run: () => void docs.openExample(x),
        testid: `example-${x.id}`,
      }),
    ),
    ...(docs.store ? (['line', { heading: S.documents }] as const) : []),
    ...(docs.store && kept.length === 0 ? [{ note: S.noGraphs }] : kept),
  ];
}

export function stepMenu(run: Run, chosen: (what: Step) => void): readonly MenuItem[] {
  const S = STRINGS.run;
  const item = (what: Step): MenuItem => ({
    label: S[what],
    testid: `step-${what}`,
    run: () => {
      chosen(what);
      void run.step(what);
    },
  });
  return [item('tick'), item('trial'), item('spike')];
}

/** What a graph can be run on. */
export interface TargetChoice {
  readonly name: string;
  /** What it is, in a few words. */
  readonly detail?: string;
  /** Why it cannot be chosen here, in a sentence. */
  readonly missing?: string;
}

export function runMenu(run: Run, doc: GraphDocument, targets: readonly TargetChoice[]): readonly MenuItem[] {
  const S = STRINGS.run;
  return [
    { heading: S.target },
    ...targets.map(
      ({ name, detail, missing }): MenuItem => ({
        label: name,
        ...(detail === undefined ? {} : { detail }),
        checked: (run.target ?? targets[0]?.name) === name,
        off: missing !== undefined,
        run: () => void run.setTarget(name),
        testid: `target-${name}`,
      }),
    ),
    ...targets.flatMap(({ missing }) => (missing === undefined ? [] : [{ note: missing }])),
    'line',
    { note: `${S.seed} ${doc.seed}. ${S.seedHint}` },
  ];
}

export interface CanvasMenu {
  readonly add: () => void;
  readonly inspect: (node: string) => void;
  readonly watch: (node: string, of: string) => void;
  readonly layout: () => void;
  readonly fit: () => void;
  readonly equations: (node: string) => void;
  readonly toClipboard: (text: string) => void;
  readonly paste: () => void;
}

export function canvasMenu(ws: Workspace, { hit }: MenuRequest, act: CanvasMenu): readonly MenuItem[] {
  const S = STRINGS.menu;
  const off = ws.readonly;
  if (hit.at === 'nothing') {
    return [
      { label: S.addHere, icon: 'plus', keys: 'A', off, run: act.add, testid: 'menu-add' },
      { label: S.paste, keys: 'Ctrl+V', off, run: act.paste },
      'line',
      { label: S.selectAll, keys: 'Ctrl+A', run: () => selectAll(ws) },
      { label: S.layout, icon: 'layout', keys: 'L', off, run: act.layout },
      { label: S.fit, icon: 'fit', keys: 'F', run: act.fit },
    ];
  }
  if (hit.at === 'wire') {
    const wire = ws.scene.wires.get(hit.key);
    const from = wire && endOf(wire.from);
    return [
      ...(from
        ? [
            {
              label: STRINGS.port.watch(wire.from),
              icon: 'eye',
              run: () => act.watch(from.node, from.port),
              testid: 'menu-watch',
            } as const,
          ]
        : []),
      { label: S.remove, icon: 'trash', keys: 'Del', off, run: () => removeSelection(ws) },
    ];
  }
  const node = ws.document.nodes[hit.node];
  const definition = node && ws.resolve(node);
  const port = hit.at === 'port' ? watchable(definition, hit.node, hit.side, hit.key, ws.document) : [];
  return [
    ...port.map(
      ([n, of]): MenuItem => ({
        label: STRINGS.port.watch(endText(n, of)),
        icon: 'eye',
        run: () => act.watch(n, of),
        testid: 'menu-watch',
      }),
    ),
    ...(port.length > 0 ? (['line'] as const) : []),
    { label: S.inspect, keys: 'Enter', run: () => act.inspect(hit.node) },
    ...(definition?.plane === 'tick' && node?.type !== EQUATIONS
      ? [{ label: STRINGS.equations.take, off, run: () => act.equations(hit.node), testid: 'menu-equations' } as const]
      : []),
    ...(hit.at === 'node' && definition?.plane === 'tick' ? watchItems(definition, hit.node, act) : []),
    'line',
    {
      label: S.cut,
      keys: 'Ctrl+X',
      off,
      run: () => {
        act.toClipboard(copyText(ws));
        removeSelection(ws, STRINGS.edit.cut);
      },
    },
    { label: S.copy, icon: 'copy', keys: 'Ctrl+C', run: () => act.toClipboard(copyText(ws)) },
    { label: S.duplicate, keys: 'Ctrl+D', off, run: () => duplicate(ws) },
    { label: S.remove, icon: 'trash', keys: 'Del', off, run: () => removeSelection(ws), testid: 'menu-delete' },
  ];
}

/** A port that can be watched: an output, or for an input the output that feeds it. */
function watchable(
  definition: Definition | undefined,
  node: string,
  side: 'input' | 'output',
  key: string,
  doc: GraphDocument,
): readonly (readonly [string, string])[] {
  if (side === 'output') return definition ? [[node, key]] : [];
  const feeds = doc.wires.filter((w) => w.to === endText(node, key)).map((w) => endOf(w.from));
  return feeds.map((e) => [e.node, e.port] as const);
}

function watchItems(
  definition: Extract<Definition, { plane: 'tick' }>,
  node: string,
  act: CanvasMenu,
): readonly MenuItem[] {
  const names = [...Object.keys(definition.outputs), ...Object.keys(definition.state)].slice(0, 8);
  if (names.length === 0) return [];
  return [
    'line',
    { heading: STRINGS.menu.watch },
    ...names.map((of): MenuItem => ({ label: endText(node, of), icon: 'eye', run: () => act.watch(node, of) })),
  ];
}
