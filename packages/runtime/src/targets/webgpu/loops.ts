/** The loop nest of one share of a kernel: which iterations a thread does, in the reference's order. */
import type { Loop, Space } from '../../program.ts';
import type { Context } from './context.ts';
import { block, slotText, tableText } from './context.ts';
import type { Shape } from '../../compile/shape.ts';

/** Threads that go along one row together. */
const TEAM = 32;
/** Shares of a fold over everything; fixed, so that the sum does not depend on the device. */
export const CHUNKS = 256;

export interface Nest {
  readonly lines: readonly string[];
  /** Threads that would find something to do, at most or by experience. */
  readonly work: number;
}

type Lines = readonly string[];

/** `inside` finds the indices in e, r and c; `first` and `last` are done once per share of a `reduce`. */
export function nest(c: Context, loop: Loop, shape: Shape, inside: Lines, first: Lines = [], last: Lines = []): Nest {
  if (shape === 'reduce') {
    const share = [...first, ...everything(c, loop, 'chunk', `${CHUNKS}u`, inside), ...last];
    return { lines: block(`for (var chunk = id; chunk < ${CHUNKS}u; chunk += threads)`, share), work: CHUNKS };
  }
  if (shape === 'serial')
    return { lines: block('if (id == 0u)', [...first, ...serial(c, loop, inside), ...last]), work: 1 };
  switch (loop.over) {
    case 'axis':
      return axis(loop, shape, inside);
    case 'events': {
      const split = loop.columns === undefined ? [] : pair('e', loop.columns);
      const each = events(c, loop.list, loop.delay, 'id', 'threads', (id) => [`let e = ${id};`, ...split, ...inside]);
      return { lines: each, work: spread(c, loop.list, 1) };
    }
    case 'rows':
      return rows(c, c.program.spaces.get(loop.space)!, loop.list, shape, inside);
    case 'columns':
      return columns(c, c.program.spaces.get(loop.space)!, loop.list, shape, inside);
    case 'synapses':
      return synapses(c, c.program.spaces.get(loop.space)!, shape, inside);
  }
}

/** Events are rarer than neurons: threads for a part of them are enough. */
const spread = (c: Context, list: string, each: number): number =>
  Math.max(TEAM, Math.ceil((c.program.lists.get(list)!.length * each) / 8));

const count = (v: string, from: string, to: string, step: string, lines: Lines): string[] =>
  block(`for (var ${v} = ${from}; ${v} < ${to}; ${v} += ${step})`, lines);

const pair = (of: string, columnCount: number): string[] => [
  `let r = ${of} / ${columnCount}u;`,
  `let c = ${of} % ${columnCount}u;`,
];

/** For events number `from`, `from + step` …; of `each` the argument is the id. */
function events(
  c: Context,
  list: string,
  delay: number | string,
  from: string,
  step: string,
  each: (id: string) => Lines,
): string[] {
  return [
    `let fired = ${slotText(c, list, delay)};`,
    ...count('k', from, 'memory[fired]', step, each('memory[fired + 4u + k]')),
  ];
}

function axis(loop: Extract<Loop, { over: 'axis' }>, shape: Shape, inside: Lines): Nest {
  if (shape === 'element' || loop.columns === undefined) {
    const split = loop.columns === undefined ? [] : pair('e', loop.columns);
    return { lines: count('e', 'id', `${loop.length}u`, 'threads', [...split, ...inside]), work: loop.length };
  }
  const [m, n] = [loop.length / loop.columns, loop.columns];
  const element = `let e = r * ${n}u + c;`;
  return shape === 'row'
    ? { lines: count('r', 'id', `${m}u`, 'threads', count('c', '0u', `${n}u`, '1u', [element, ...inside])), work: m }
    : { lines: count('c', 'id', `${n}u`, 'threads', count('r', '0u', `${m}u`, '1u', [element, ...inside])), work: n };
}

/** Synapses of row `r`, by every `step`th. */
function alongRow(c: Context, s: Space, from: string, step: string, inside: Lines): string[] {
  if (!s.sparse) return count('c', from, `${s.columns}u`, step, [`let e = r * ${s.stride}u + c;`, ...inside]);
  return alongStretch(c, s, `${tableText(c, s.name, 'start')} + r`, from, step, inside);
}

/** Synapses of a sparse row from where one entry of a table says to where the next does. */
function alongStretch(c: Context, s: Space, entry: string, from: string, step: string, inside: Lines): string[] {
  return [
    `let last = memory[${entry} + 1u];`,
    ...count('e', `memory[${entry}] + ${from}`, 'last', step, [
      `let c = memory[${tableText(c, s.name, 'target')} + e];`,
      ...inside,
    ]),
  ];
}

/** For events that arrive over synapses now, each of the threads' `teams` or all alone: along the row of each. */
function arriving(c: Context, s: Space, list: string, who: 'team' | 'thread' | 'alone', inside: Lines): string[] {
  const [from, step] = {
    team: [`id / ${TEAM}u`, `threads / ${TEAM}u`],
    thread: ['id', 'threads'],
    alone: ['0u', '1u'],
  }[who];
  const [first, stride] = who === 'team' ? [`id % ${TEAM}u`, `${TEAM}u`] : ['0u', '1u'];
  const stretches = s.sparse?.stretches;
  if (!stretches)
    return events(c, list, s.delay, from!, step!, (id) => [`let r = ${id};`, ...alongRow(c, s, first, stride, inside)]);
  // The longest delay first, so that what was sent first arrives first.
  const delays = stretches.delays.length;
  return block(`for (var which = ${delays - 1}; which >= 0; which--)`, [
    `let delay = i32(memory[${tableText(c, s.name, 'delays')} + u32(which)]);`,
    ...events(c, list, 'delay', from!, step!, (id) => [
      `let r = ${id};`,
      ...alongStretch(
        c,
        s,
        `${tableText(c, s.name, 'stretch')} + r * ${delays + 1}u + u32(which)`,
        first,
        stride,
        inside,
      ),
    ]),
  ]);
}

function rows(c: Context, s: Space, list: string, shape: Shape, inside: Lines): Nest {
  if (shape === 'column') {
    const each = events(c, list, s.delay, '0u', '1u', (id) => [
      `let r = ${id};`,
      `let e = r * ${s.stride}u + c;`,
      ...inside,
    ]);
    const [slot, ...loop] = each;
    return { lines: [slot!, ...count('c', 'id', `${s.columns}u`, 'threads', loop)], work: s.columns };
  }
  const team = shape === 'element';
  return { lines: arriving(c, s, list, team ? 'team' : 'thread', inside), work: spread(c, list, team ? TEAM : 1) };
}

/** Synapses onto column `c`. */
function alongColumn(c: Context, s: Space, from: string, step: string, inside: Lines): string[] {
  if (!s.sparse) return count('r', from, `${s.rows}u`, step, [`let e = r * ${s.stride}u + c;`, ...inside]);
  const starts = `${c.own.columnStarts(s)}u`;
  return [
    `let last = scratch[${starts} + c + 1u];`,
    ...count('entry', `scratch[${starts} + c] + ${from}`, 'last', step, [
      `let e = scratch[${c.own.columnElements(s)}u + entry];`,
      `let r = row_of(e, ${tableText(c, s.name, 'start')}, ${s.rows}u);`,
      ...inside,
    ]),
  ];
}

function columns(c: Context, s: Space, list: string, shape: Shape, inside: Lines): Nest {
  if (shape === 'row') {
    const each = events(c, list, 0, '0u', '1u', (id) => [`let c = ${id};`, `let e = r * ${s.stride}u + c;`, ...inside]);
    const [slot, ...loop] = each;
    return { lines: [slot!, ...count('r', 'id', `${s.rows}u`, 'threads', loop)], work: s.rows };
  }
  const team = shape === 'element';
  const along = (id: string): Lines => [
    `let c = ${id};`,
    ...alongColumn(c, s, team ? `id % ${TEAM}u` : '0u', team ? `${TEAM}u` : '1u', inside),
  ];
  const lines = team
    ? events(c, list, 0, `id / ${TEAM}u`, `threads / ${TEAM}u`, along)
    : events(c, list, 0, 'id', 'threads', along);
  return { lines, work: spread(c, list, team ? TEAM : 1) };
}

function synapses(c: Context, s: Space, shape: Shape, inside: Lines): Nest {
  if (shape === 'row')
    return { lines: count('r', 'id', `${s.rows}u`, 'threads', alongRow(c, s, '0u', '1u', inside)), work: s.rows };
  if (shape === 'column')
    return {
      lines: count('c', 'id', `${s.columns}u`, 'threads', alongColumn(c, s, '0u', '1u', inside)),
      work: s.columns,
    };
  if (s.sparse) {
    const lines = count(
      'r',
      `id / ${TEAM}u`,
      `${s.rows}u`,
      `threads / ${TEAM}u`,
      alongRow(c, s, `id % ${TEAM}u`, `${TEAM}u`, inside),
    );
    return { lines, work: s.rows * TEAM };
  }
  return {
    lines: everything(c, { over: 'synapses', space: s.name }, 'id', 'threads', inside),
    work: s.rows * s.columns,
  };
}

/** Iterations number `from`, `from + step` … of an axis or of all synapses. */
function everything(c: Context, loop: Loop, from: string, step: string, inside: Lines): string[] {
  if (loop.over === 'axis') {
    const split = loop.columns === undefined ? [] : pair('e', loop.columns);
    return count('e', from, `${loop.length}u`, step, [...split, ...inside]);
  }
  if (loop.over !== 'synapses') throw new Error(`a fold over ${loop.over} has one share`);
  const s = c.program.spaces.get(loop.space)!;
  if (s.sparse) return count('r', from, `${s.rows}u`, step, alongRow(c, s, '0u', '1u', inside));
  return count('i', from, `${s.rows * s.columns}u`, step, [
    ...pair('i', s.columns),
    `let e = r * ${s.stride}u + c;`,
    ...inside,
  ]);
}

function serial(c: Context, loop: Loop, inside: Lines): string[] {
  switch (loop.over) {
    case 'axis':
    case 'synapses':
      return everything(c, loop, '0u', '1u', inside);
    case 'events': {
      const split = loop.columns === undefined ? [] : pair('e', loop.columns);
      return events(c, loop.list, loop.delay, '0u', '1u', (id) => [`let e = ${id};`, ...split, ...inside]);
    }
    case 'rows': {
      return arriving(c, c.program.spaces.get(loop.space)!, loop.list, 'alone', inside);
    }
    case 'columns': {
      const s = c.program.spaces.get(loop.space)!;
      return events(c, loop.list, 0, '0u', '1u', (id) => [`let c = ${id};`, ...alongColumn(c, s, '0u', '1u', inside)]);
    }
  }
}
