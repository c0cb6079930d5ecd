/** The order in which a kernel's loop visits its elements: always ascending, sources before targets. */
import type { Layout } from '../../compile/memory.ts';
import type { Live, Loop, Program, Space, Sparse, Stretches } from '../../program.ts';
import type { Cursor } from './interpret.ts';

interface Lists {
  readonly program: Program;
  readonly layout: Layout;
  slot(list: string, delay: number): Int32Array;
}

export function forEachIteration(m: Lists, loop: Loop, c: Cursor, body: () => void): void {
  switch (loop.over) {
    case 'axis':
      for (let k = 0; k < loop.length; k++) {
        at(c, k, loop.columns);
        body();
      }
      return;
    case 'events':
      forEachEvent(m.slot(loop.list, loop.delay), (id) => {
        at(c, id, loop.columns);
        body();
      });
      return;
    case 'rows': {
      const space = m.program.spaces.get(loop.space)!;
      if (space.sparse?.stretches) {
        forEachStretch(m, loop.list, space.sparse, space.sparse.stretches, c, body);
        return;
      }
      forEachEvent(m.slot(loop.list, space.delay), (row) =>
        space.live ? forEachLive(space, space.live, row, c, body) : forEachInRow(space, row, c, body),
      );
      return;
    }
    case 'columns': {
      const space = m.program.spaces.get(loop.space)!;
      forEachEvent(m.slot(loop.list, 0), (column) => {
        for (let row = 0; row < space.rows; row++)
          forEachInRow(space, row, c, () => {
            if (c.column === column) body();
          });
      });
      return;
    }
    case 'synapses': {
      const space = m.program.spaces.get(loop.space)!;
      for (let row = 0; row < space.rows; row++) forEachInRow(space, row, c, body);
    }
  }
}

/** Row and column of an element of a plain product axis. */
function at(c: Cursor, element: number, columns: number | undefined): void {
  c.element = element;
  if (columns === undefined) return;
  c.row = Math.floor(element / columns);
  c.column = element % columns;
}

function forEachEvent(slot: Int32Array, f: (id: number) => void): void {
  const ids = slot.slice(4, 4 + slot[0]!);
  for (const id of ids) f(id);
}

/** The longest delay first, so that what was sent first arrives first. */
function forEachStretch(m: Lists, list: string, sparse: Sparse, s: Stretches, c: Cursor, body: () => void): void {
  for (let j = s.delays.length - 1; j >= 0; j--) {
    forEachEvent(m.slot(list, s.delays[j]!), (row) => {
      c.row = row;
      const at = row * (s.delays.length + 1) + j;
      for (let k = s.at[at]!; k < s.at[at + 1]!; k++) {
        c.column = sparse.target[k]!;
        c.element = k;
        body();
      }
    });
  }
}

/** Stretches in which a synapse is left. */
function forEachLive(space: Space, live: Live, row: number, c: Cursor, body: () => void): void {
  c.row = row;
  for (let k = live.start[row]!; k < live.start[row + 1]!; k++) {
    for (let column = live.from[k]!; column < Math.min(space.columns, live.to[k]!); column++) {
      c.column = column;
      c.element = row * space.stride + column;
      body();
    }
  }
}

function forEachInRow(space: Space, row: number, c: Cursor, body: () => void): void {
  c.row = row;
  if (!space.sparse) {
    for (let column = 0; column < space.columns; column++) {
      c.column = column;
      c.element = row * space.stride + column;
      body();
    }
    return;
  }
  for (let k = space.sparse.start[row]!; k < space.sparse.start[row + 1]!; k++) {
    c.column = space.sparse.target[k]!;
    c.element = k;
    body();
  }
}
