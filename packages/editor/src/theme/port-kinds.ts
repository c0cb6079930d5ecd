/**
 * What a port kind looks like: a hue from the tokens and a shape, so that kinds can be told apart without
 * colour. The drawing fits a box from -8 to 8.
 */
import { type PortKind, STREAM_KINDS, TICK_KINDS } from '@neuroloom/core';

const SHAPES = {
  spikes: 'M-2-6h4v12h-4z M-6-3h2v6h-2z M4-3h2v6h-2z',
  signal: 'M6 0A6 6 0 1 1-6 0A6 6 0 1 1 6 0z',
  increment: 'M-2-6h4v4h4v4h-4v4h-4v-4h-4v-4h4z',
  event: 'M-4-6L6 0L-4 6z',
  weights: 'M-5.5-5.5h11v11h-11z',
  dw: 'M0-6L6 5H-6z',
  mask: 'M-5.5-5.5h11v11h-11z M-5.5 5.5L5.5-5.5V5.5z',
  dataset: 'M-6-5h12v3h-12z M-6-1h12v3h-12z M-6 3h12v3h-12z',
  trial: 'M-6-5H2L6 0L2 5H-6z',
  sample: 'M0-6.5L5.6-3.2V3.2L0 6.5L-5.6 3.2V-3.2z',
  label: 'M-6 0L-2-5H6V5H-2z',
  metric: 'M-6 1h3v5h-3z M-1.5-2h3v8h-3z M3-6h3v12h-3z',
  frame: 'M-6.5-5h13v10h-13z M-4.5-3v6h9v-6z',
} as const satisfies Record<PortKind, string>;

export const shapeOf = (kind: PortKind): string => SHAPES[kind];
/** Name of the custom property that holds the hue of a kind. */
export const hueOf = (kind: PortKind): string => `--nl-${kind}`;
export const PORT_KINDS: readonly PortKind[] = [...TICK_KINDS, ...STREAM_KINDS];
