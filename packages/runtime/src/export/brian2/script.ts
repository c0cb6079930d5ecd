/** The script as it grows: objects in order, functions they need, arrays that lie beside it. */
import { brian2Quantity } from '@neuroloom/core';
import type { Cells } from './cells.ts';
import type { Resolved } from '../../compile/resolve.ts';
import { Names } from './names.ts';
import { presence } from './trial.ts';

export interface ArrayFile {
  readonly data: Float64Array | Float32Array | Int32Array;
  /** Rows and columns, or the length. */
  readonly shape: readonly number[];
}
/** The values of a state at the start, where it has memory. */
export type Start = (buffer: string) => Float64Array | Float32Array | Int32Array | undefined;

export class Script {
  readonly names = new Names();
  readonly functions: (readonly string[])[] = [];
  readonly cells = new Map<string, Cells>();
  /** Groups that hold what synapses have added up for other synapses, by the node that adds. */
  readonly relays = new Map<string, Cells>();
  /** Nodes whose own random numbers differ in Brian2. */
  readonly statistical: string[] = [];
  readonly arrays = new Map<string, ArrayFile>();
  readonly objects: { readonly python: string; readonly id: string; readonly lines: readonly string[] }[] = [];
  /** Where each state is: group, variable, and the unit in which Neuroloom keeps it. */
  readonly states: {
    readonly name: string;
    readonly group: string;
    readonly variable: string;
    readonly unit: string;
    readonly stays?: boolean;
  }[] = [];
  /** What is linked once all populations are there. */
  readonly links: (() => string)[] = [];
  readonly #start: Start;
  #order = 0;
  #presence: string | undefined;
  readonly #trains = new Map<string, string>();

  constructor(start: Start) {
    this.#start = start;
  }

  object(python: string, id: string, lines: readonly string[]): void {
    this.objects.push({ python, id, lines });
  }

  /** Projections deliver in the order of the document, as sums of floats depend on it. */
  nextOrder(): number {
    return this.#order++;
  }

  /** An array beside the script; the text that loads it. */
  array(name: string, data: ArrayFile['data'], shape: readonly number[] = [data.length]): string {
    this.arrays.set(name, { data, shape });
    return `load('${name}')`;
  }

  /**
   * Sets a variable to its first values; nothing where they are Brian2's own, 0. `constant` is the first value of a
   * state that has no memory, because nothing changes it.
   */
  start(buffer: string, variable: string, unit: string, { at = '', constant = 0 } = {}): string[] {
    const values = this.#start(buffer) ?? Float64Array.of(constant);
    if (values.length === 0) return [];
    const [first = 0] = values;
    const times = unit === '1' ? '' : ` * ${unit}`;
    if (values.every((v) => Object.is(v, first)))
      return first === 0 ? [] : [`${variable} = ${brian2Quantity(first, [0, 0, 0, 0, 0])}${times}`];
    return [`${variable} = ${this.array(buffer, values)}${at}${times}`];
  }

  /** The function of time that is 1 while the sample of a trial is there. */
  presence(resolved: Resolved): string {
    if (this.#presence === undefined) {
      this.#presence = this.names.of('presence', 'shown');
      const values = this.array('shown', presence(resolved));
      this.object(this.#presence, '', [
        `${this.#presence} = TimedArray(${values}, dt=defaultclock.dt, name='${this.#presence}')`,
      ]);
    }
    return this.#presence;
  }

  /** The function of time that replays a signal. */
  train(node: string, port: string): string {
    return this.#trains.get(`${node}.${port}`)!;
  }
  setTrain(node: string, port: string, python: string): void {
    this.#trains.set(`${node}.${port}`, python);
  }
}
