/** Every word that a person reads or hears in the editor, in one table. */
import type { PortKind } from '@neuroloom/core';
import type { Face, PortFace } from './model/face.ts';

/** A duration as people say it: `45 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
}

/** Biological time: `350 ms`, `12.5 s`. */
export const bioTime = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : duration1(ms / 1000));
const duration1 = (s: number): string => (s < 60 ? `${s.toFixed(1)} s` : duration(s));

export const factor = (x: number): string =>
  !Number.isFinite(x) || x <= 0 ? '–' : x >= 100 ? `${Math.round(x)}×` : x >= 10 ? `${x.toFixed(0)}×` : x >= 0.1 ? `${x.toFixed(1)}×` : `${x.toPrecision(1)}×`;

export const many = (n: number, one: string, more = `${one}s`): string => `${n.toLocaleString('en')} ${n === 1 ? one : more}`;

const KINDS: Readonly<Record<PortKind, string>> = {
  spikes: 'spikes: which elements fired in this tick',
  signal: 'signal: a number per element at every tick',
  increment: 'increment: what synaptic events deliver',
  event: 'event: something that happens between ticks',
  weights: 'weights of a projection',
  dw: 'change of weight that a learning rule sends',
  mask: 'mask: which synapses are alive',
  dataset: 'data set: samples and labels by index',
  trial: 'trial: the start of one presentation',
  sample: 'sample: numbers, once per trial',
  label: 'label of a sample',
  metric: 'metric: a number over the run',
  frame: 'frame: something to look at',
};

export const STRINGS = {
  app: { name: 'Neuroloom', untitled: 'Untitled graph', regions: { toolbar: 'Run and file', palette: 'Nodes to add', canvas: 'Graph', inspector: 'Inspector', dock: 'Live views', status: 'Status' } },
  kinds: KINDS,
  toolbar: {
    title: 'Title of the graph', menu: 'Graph menu', create: 'New graph', open: 'Open file…', save: 'Save to file', saveAs: 'Save a copy to file…',
    examples: 'Examples', documents: 'Your graphs', versions: 'Earlier versions…', undo: 'Undo', redo: 'Redo',
    undoWhat: (label: string) => (label ? `Undo: ${label}` : 'Undo'), redoWhat: (label: string) => (label ? `Redo: ${label}` : 'Redo'),
    theme: { auto: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' }, help: 'Keyboard shortcuts', palette: 'Add node',
    noGraphs: 'Graphs you edit are kept in this browser and appear here.',
  },
  run: {
    run: 'Run', pause: 'Pause', resume: 'Resume', step: 'Step', stepMenu: 'Choose a step', reset: 'Reset to the start', settings: 'Run settings',
    again: 'Run again', tick: 'One tick', trial: 'One trial', spike: 'To the next spike', speed: 'Speed limit', asFast: 'as fast as it goes',
    measured: (x: string) => `${x} real time`, target: 'Target', seed: 'Seed', seedHint: 'The same seed gives the same run.',
    perSecond: (rate: number) => `${rate >= 100 ? Math.round(rate) : rate.toFixed(1)}/s`, left: (s: string) => `${s} left`,
    progress: 'Progress of the run', restarted: 'Started again: the structure of the graph changed.',
    stale: 'The run shows the graph as it was before your last change.', restart: 'Restart',
    starting: 'Compiling…', cancelled: 'Stopped', failed: 'The run failed', done: 'Done', paused: 'Paused', idle: 'Ready',
    noEngine: 'This page has no engine, so graphs cannot run here.', noNodes: 'Add nodes to the canvas before you run.',
    setRefused: (where: string) => `${where} could not be changed while running.`,
    phase: { starting: 'Compiling', running: 'Running', paused: 'Paused', done: 'Done', cancelled: 'Stopped', failed: 'Failed' },
    slow: 'Realtime factor that the run may not exceed; the measured one stands beside it.',
  },
  palette: {
    search: 'Find a node', placeholder: 'Find by name, unit, kind, author…', none: (q: string) => `Nothing is called '${q}'.`,
    noneFor: (port: string) => `No node of the library can be wired to ${port}.`, hint: 'Drag onto the canvas, or press Enter.',
    empty: 'The library is empty.', count: (n: number) => many(n, 'node'), filtered: (port: string) => `What fits ${port}`, all: 'Show all nodes', add: (title: string) => `Add ${title}`,
    keys: '↑ ↓ choose · Enter adds · Esc closes',
  },
  canvas: {
    role: 'graph canvas',
    help: 'Tab goes from node to node. Arrow keys move a node, Enter opens it in the inspector, C starts a wire, Delete removes, Escape leaves.',
    label: (nodes: number, wires: number) => `Graph with ${many(nodes, 'node')} and ${many(wires, 'wire')}`,
    empty: { title: 'Build a network', lines: ['Drag a node from the left, or press', 'to search for one.', 'Then draw a wire from a port on the right of a node to one on the left of another.'], example: 'Start from an example' },
    fit: 'Show the whole graph', layout: 'Arrange nodes', zoomIn: 'Zoom in', zoomOut: 'Zoom out', zoom: (k: number) => `${Math.round(k * 100)} %`, legend: 'What the ports mean',
    readonly: 'This view cannot be edited.',
  },
  node: {
    role: 'node', problem: (text: string) => `Problem: ${text}`,
    label: (face: Face, selected: boolean, problem: string) => {
      const list = (ports: readonly PortFace[]): string => ports.map((p) => p.key).join(', ') || 'none';
      return `${face.title}, ${face.id}. Inputs: ${list(face.inputs)}. Outputs: ${list(face.outputs)}.${selected ? ' Selected.' : ''}${problem ? ` Problem: ${problem}` : ''}`;
    },
    unknown: (type: string) => `This library has no node of type '${type}'. It is kept as it is, and cannot run.`,
  },
  port: {
    title: (p: PortFace) => `${p.key}${p.unit ? ` (${p.unit})` : ''}: ${p.doc}${p.kind ? `\n${p.kind}${p.axis && p.axis !== 'scalar' ? ` per ${p.axis}` : ''}` : ''}`,
    watch: (name: string) => `Watch ${name}`, wireFrom: (name: string) => `Start a wire at ${name}`, inputs: 'Inputs', outputs: 'Outputs', state: 'State',
  },
  wiring: {
    started: (from: string, n: number) => `Wire from ${from}. ${n === 0 ? 'Nothing in the graph fits.' : `${many(n, 'port fits', 'ports fit')}; arrows choose, Enter connects, Escape cancels.`}`,
    choose: 'Choose a port to start from', target: (to: string, i: number, n: number) => `${to}, ${i} of ${n}`, made: (from: string, to: string) => `Wired ${from} to ${to}.`, cancelled: 'Wire dropped.', dropHere: 'Release to choose a node that fits',
  },
  edit: {
    add: (what: string) => `Add ${what}`, remove: (n: number) => (n === 1 ? 'Delete' : `Delete ${n}`), move: 'Move', connect: 'Wire', disconnect: 'Unwire', param: (key: string) => `Change ${key}`, resetParam: (key: string) => `Reset ${key}`,
    rename: 'Rename', paste: 'Paste', duplicate: 'Duplicate', layout: 'Arrange nodes', title: 'Rename graph', seed: 'Change seed', time: 'Change time base', description: 'Change description', definition: 'Change equations', precision: 'Change precision', cut: 'Cut',
    pasted: (n: number) => `Pasted ${many(n, 'node')}.`, copied: (n: number) => `Copied ${many(n, 'node')} as text.`, nothingToPaste: 'The clipboard holds no nodes of a graph.', undone: (l: string) => `Undone: ${l}.`, redone: (l: string) => `Done again: ${l}.`, removed: (n: number) => `Removed ${many(n, 'thing')}.`,
  },
  menu: { cut: 'Cut', copy: 'Copy', paste: 'Paste', duplicate: 'Duplicate', remove: 'Delete', addHere: 'Add node here…', selectAll: 'Select all', wire: 'Start a wire', inspect: 'Show in inspector', watch: 'Watch', layout: 'Arrange nodes', fit: 'Show the whole graph' },
  inspector: {
    nothing: 'Nothing selected', graph: 'Graph', hint: 'Select a node to see its params, ports and equations.', several: (n: number) => `${n} nodes selected`,
    params: 'Params', noParams: 'This node has no params.', ports: 'Ports', equations: 'Equations', cite: 'Sources', about: 'About', wires: 'Wires', problems: 'Problems', id: 'Name', title: 'Title', reset: (key: string, value: string) => `Reset ${key} to ${value}`, unitOf: (key: string) => `Unit of ${key}`, isDefault: 'default', removeWire: (from: string, to: string) => `Remove the wire from ${from} to ${to}`, description: 'Description', seed: 'Seed', dt: 'Time step', duration: 'Length of a run', durationHint: 'Leave empty to run until you stop it.', precision: 'Precision', trial: 'One trial', blank: 'blank', nodes: 'Nodes', definition: 'Definition', definitionHint: 'Edit the equations as text; they are checked while you type.', definitionGood: 'The definition is sound.', notWired: 'not wired', live: 'A change takes effect while the graph runs.', restarts: 'A change starts the run again.', idTaken: (id: string) => `'${id}' is the name of another node`, idWrong: 'a name starts with a letter and has letters, digits, - and _', method: 'Integration', on: (e: string) => `when ${e}`, emits: 'emits', starts: 'starts at', phaseFor: 'for', copyOf: 'Several nodes: change one at a time, or delete, duplicate and move them together.',
  },
  dock: { title: 'Live views', empty: 'Views appear here while the graph runs. Add one from the palette, or right-click a port and choose Watch.', noViews: 'This graph has no view yet. Right-click any port and choose Watch, or add a view from the palette.', waiting: 'Waiting for the first picture', unwatch: (name: string) => `Stop watching ${name}`, watching: 'watch', grow: 'Enlarge', shrink: 'Back to the row', resize: 'Height of the live views', hide: 'Hide live views', show: 'Show live views', watchNeedsRun: 'Run the graph to watch a port.' },
  status: {
    saved: 'Saved in this browser', saving: 'Saving…', unsaved: 'Not saved yet', elsewhere: 'Open in another tab: read-only here.', takeOver: 'Edit here instead', lost: 'Another tab took over this graph; read-only here.', full: 'The browser has no room left for this graph. Download it so that nothing is lost.', download: 'Download', failed: (why: string) => `Could not save: ${why}`, conflict: 'A newer version was saved elsewhere; this one is kept as a copy of its own.', off: 'This browser keeps nothing: save to a file.', recovered: 'Recovered what was not saved when the page closed.', problems: (n: number) => many(n, 'problem'), noProblems: 'No problems', counts: (nodes: number, wires: number) => `${many(nodes, 'node')}, ${many(wires, 'wire')}`, dismiss: 'Dismiss', selected: (n: number) => `${n} selected`,
  },
  store: { versions: 'Earlier versions', restore: 'Restore', noVersions: 'No earlier version yet. One is kept every time something is saved.', restored: 'Restored an earlier version. Undo brings the other back.', delete: 'Delete from this browser', autosaved: 'autosaved', opened: (name: string) => `Opened ${name}.`, savedFile: (name: string) => `Saved to ${name}.`, newerFile: (name: string) => `${name} was changed by something else since it was opened here. Save a copy under another name, so that nothing is lost.`, notAGraph: (name: string, why: string) => `${name} is not a graph: ${why}`, tooLarge: (name: string, mib: number) => `${name} has ${mib} MiB; a graph file has at most 32 MiB.` },
  dialog: { close: 'Close' },
  shortcuts: {
    title: 'Keyboard', list: [
      ['Space', 'Run or pause'], ['Mod+Z', 'Undo'], ['Shift+Mod+Z', 'Redo'], ['A or /', 'Find a node to add'], ['C', 'Start a wire from the node in focus'], ['Arrows', 'Move the selection; with Shift by a finer step'], ['Enter', 'Open the node in the inspector'], ['Delete', 'Remove what is selected'], ['Mod+C, Mod+X, Mod+V', 'Copy, cut, paste as text'], ['Mod+D', 'Duplicate'], ['Mod+A', 'Select all'], ['Mod+S', 'Save to file'], ['Mod+O', 'Open file'], ['F', 'Show the whole graph'], ['L', 'Arrange nodes'], ['+ and -', 'Zoom'], ['F6', 'Next part of the window'], ['.', 'One tick'], ['?', 'This list'],
    ] as readonly (readonly [string, string])[],
  },
} as const;
