/** State: what a node remembers. Its unit is the unit of its first value. */
import type { AxisName } from './port.ts';
import type { Quantity } from '../units/quantity.ts';

export interface StateDef {
  /** The first value: a formula over params, `rand()` and `index(axis)`, or a quantity. */
  readonly init: string | number;
  readonly doc: string;
  readonly axis: AxisName;
  /** `steps` counts whole ticks down to 0 by itself, once at the start of every tick. */
  readonly kind: 'real' | 'steps';
  /** Survives the end of a trial (thresholds that adapt, weights, masks); other states start each trial anew. */
  readonly keep: boolean;
  /** `weights` and `mask` states of a projection can be saved, shown, and used to shrink the compiled network. */
  readonly role?: 'weights' | 'mask';
}

export const state = (
  init: Quantity | (string & {}),
  doc: string,
  axis: AxisName = 'neuron',
  more: { keep?: boolean; role?: 'weights' | 'mask' } = {},
): StateDef => ({ init, doc, axis, kind: 'real', keep: more.keep ?? false, ...(more.role ? { role: more.role } : {}) });

export const steps = (init: number, doc: string, axis: AxisName = 'neuron'): StateDef => ({
  init,
  doc,
  axis,
  kind: 'steps',
  keep: false,
});
