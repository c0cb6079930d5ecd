/**
 * A compiled graph: buffers, event lists and kernels in the order they run. Targets execute a program; nothing
 * here knows one. A kernel is a loop and a body whose right-hand sides all read memory as it was before the
 * iteration.
 */
import type { Place, Term, TermType } from './term.ts';

/** A stretch of memory: one number per element of an axis. */
export interface Buffer {
  /** `node.state`, `node.port`, or a name beginning with `$` for the compiler's own. */
  readonly name: string;
  readonly type: 'real' | 'int';
  /** Elements. For a dense matrix rows × stride, for a sparse one its synapses. */
  readonly length: number;
  /** Kept between trials; saved in a checkpoint; part of the result's digest. */
  readonly keep: boolean;
  readonly role?: 'weights' | 'mask';
  /**
   * A signal that is so many ticks late: a ring of so many slots, of which a tick reads its own and then writes it.
   * Each trial begins with zeros.
   */
  readonly slots?: number;
  /** The synapses it belongs to, when it holds one number for each. */
  readonly space?: string;
  /** The axis it lies along otherwise, by the name of the class of all axes that are one. */
  readonly axis?: string;
}

/** The events of one population: ids in ascending order, for this tick and as many before it as delays need. */
export interface EventList {
  /** `node.port`. */
  readonly name: string;
  readonly length: number;
  /** Ticks remembered, this one included. */
  readonly slots: number;
  /** Whose ids these are. */
  readonly axis?: string;
  /** The host writes it before each tick, from the frames of an operator's output; no kernel does. */
  readonly fed?: true;
}

/** The synapses between two axes. Rows are sources. Row `r` of a sparse one is `target[start[r] … start[r+1])`. */
export interface Space {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** The axes of sources and targets. */
  readonly rowAxis?: string;
  readonly columnAxis?: string;
  /** Distance between rows of a dense matrix: the columns, padded to whole vectors of four. */
  readonly stride: number;
  readonly sparse: Sparse | null;
  /** What pruning has left of a dense matrix; without it, everything. */
  readonly live?: Live;
  /** Ticks from a source's event to its arrival; the longest, where synapses differ. */
  readonly delay: number;
}

export interface Sparse {
  /** How many synapses there are. The arrays are empty in a plan that is only to be measured. */
  readonly synapses: number;
  readonly start: Int32Array;
  readonly target: Int32Array;
  /** Where synapses differ in delay. */
  readonly stretches?: Stretches;
  /** The same pairs by target, for rules at postsynaptic events: of each, the source and where the synapse is stored. */
  readonly byTarget?: { readonly start: Int32Array; readonly source: Int32Array; readonly element: Int32Array };
}
/** Rows sorted by delay: the synapses of row `r` that are `delays[j]` ticks long begin at `at[r · (delays.length + 1) + j]`. */
export interface Stretches {
  /** Ascending, each above 0. */
  readonly delays: Int32Array;
  readonly at: Int32Array;
}
/** Stretches of columns, in whole vectors, that still have synapses: of row `r`, number `start[r] … start[r+1] - 1`. */
export interface Live {
  readonly start: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

export type Loop =
  /** Every element of an axis. `columns` is set when the axis is a product: row = ⌊element / columns⌋. */
  | { readonly over: 'axis'; readonly length: number; readonly axis?: string; readonly columns?: number }
  /** The elements that fired `delay` ticks ago. */
  | { readonly over: 'events'; readonly list: string; readonly delay: number; readonly columns?: number }
  /** For each source that fired, all its synapses; the delay is the space's. */
  | { readonly over: 'rows'; readonly list: string; readonly space: string }
  /** For each target that fired in this tick, all its synapses. */
  | { readonly over: 'columns'; readonly list: string; readonly space: string }
  /** All synapses. */
  | { readonly over: 'synapses'; readonly space: string };

export interface Store {
  readonly buffer: string;
  readonly place: Place;
  readonly value: Term;
}
/** Appends the element to an event list where the condition holds. */
export interface Emit {
  readonly list: string;
  readonly when: Term;
}
/** Folds a term over the loop into a buffer (at the row, the column, or a single number), in ascending order. */
export interface Fold {
  readonly op: 'sum' | 'least' | 'most' | 'quantile';
  readonly into: string;
  readonly place: 'row' | 'column' | 'zero';
  readonly value: Term;
  /** quantile: which, in [0, 1]. */
  readonly q?: Term;
}

export interface Body {
  readonly stores: readonly Store[];
  readonly emits: readonly Emit[];
  readonly folds: readonly Fold[];
}

export interface Kernel {
  /** What it does, for a reader of the emitted text: `exc flow, emit`. */
  readonly name: string;
  readonly loop: Loop;
  readonly body: Body;
  /** A condition that no iteration changes; where it fails, `otherwise` runs. */
  readonly when?: Term;
  readonly otherwise?: Body;
  /** Only blocks of four elements in which this buffer is above zero can do anything. */
  readonly active?: string;
  /** Elements that one run left as they were need no other, until somebody wakes them. */
  readonly rests?: string;
  /** Whose rest this kernel disturbs: that of the elements its events name, of those it changes, or everybody's. */
  readonly wakes?: readonly { readonly rest: string; readonly whom: 'named' | 'changed' | 'all' }[];
  /** Columns that are not stirred need no visit in rows that have been seen. */
  readonly quiet?: Quiet;
  /** Whose columns this kernel stirs: those that its events name. */
  readonly stirs?: readonly string[];
}

/** The columns of one rule, over the rows of a dense space, at which nothing happens while what targets remember is 0. */
export interface Quiet {
  readonly name: string;
  readonly space: string;
  /** Buffers over the targets. Where all are 0, in every bit, a synapse that the rule has left as it was stays so. */
  readonly zero: readonly string[];
  /** Uniforms that are to be positive numbers, or a zero would not stay one. */
  readonly factors: readonly number[];
}

/** The elements of one kernel that may rest. */
export interface Rest {
  readonly name: string;
  readonly length: number;
  /** Deadlines that the kernel waits for: until they are past, nobody rests. */
  readonly until: readonly string[];
}

/** One value for all synapses of a space, which therefore takes no memory. */
export interface Constant {
  readonly space: string;
  readonly value: Term;
}

/** When kernels run. `event:node.port` groups run between ticks, when the stream plane says so. */
export type Group = 'init-run' | 'init-trial' | 'hold' | 'tick' | `event:${string}`;

/** A number computed on the host in double precision from params, rounded once. */
export interface Uniform {
  readonly slot: number;
  readonly term: Term;
  readonly type: TermType;
}

/** Functions of one state and of params, in rows by the state's value (compile/rows.ts). */
export interface Table {
  readonly name: string;
  /** The state: a load. */
  readonly argument: Term;
  readonly functions: readonly Term[];
}

/** An entry of exp(A dt) or of its integral, for flows that are solved exactly. */
export interface MatrixEntry {
  readonly of: 'P' | 'Φ';
  readonly entries: readonly (readonly Term[])[];
  readonly row: number;
  readonly column: number;
}

/** A tick-plane input that the host fills: held for a phase of a trial. */
export interface Held {
  /** `node.port` of the input, and the buffer behind it. */
  readonly port: string;
  readonly buffer: string;
  readonly length: number;
  /** Stays through blank phases. */
  readonly steady: boolean;
}

export interface Program {
  readonly precision: 'f32' | 'f64';
  /** Milliseconds. */
  readonly dt: number;
  readonly seed: number;
  readonly buffers: ReadonlyMap<string, Buffer>;
  /** What stands in place of buffers that hold one value for all synapses: a formula of params. */
  readonly constants: ReadonlyMap<string, Constant>;
  /** First values that are listed, by buffer; no kernel makes them. */
  readonly given: ReadonlyMap<string, Float64Array>;
  readonly lists: ReadonlyMap<string, EventList>;
  readonly spaces: ReadonlyMap<string, Space>;
  readonly groups: ReadonlyMap<Group, readonly Kernel[]>;
  readonly rests: ReadonlyMap<string, Rest>;
  readonly quiets: ReadonlyMap<string, Quiet>;
  readonly uniforms: readonly Uniform[];
  readonly tables: ReadonlyMap<string, Table>;
  /** What names of terms that are no param stand for. */
  readonly coefficients: ReadonlyMap<string, MatrixEntry>;
  /** Values of params in the coherent system, by `node.param`; a live edit changes one. */
  readonly params: ReadonlyMap<string, number>;
  readonly held: readonly Held[];
  /** Where a tick-plane output or state can be read: `node.name` → buffer or list. */
  readonly readable: ReadonlyMap<string, Readable>;
}

export interface Readable {
  readonly kind: 'buffer' | 'list';
  readonly name: string;
  readonly length: number;
  readonly unit: string;
  readonly shape: readonly number[];
}

export const emptyBody: Body = { stores: [], emits: [], folds: [] };

/** Elements of an array, padded to whole vectors of four. */
export const padded = (n: number): number => Math.ceil(n / 4) * 4;
