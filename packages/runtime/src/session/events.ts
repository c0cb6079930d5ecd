/** Who fired, read from the slots of event lists; those that pruning left go by the numbers they began with. */
import type { Compiled } from '../compile/compile.ts';
import type { SpikeBuffer } from './spike-buffer.ts';

const NONE = new Int32Array(0);

/** Ids that fired in a tick, maybe a view into memory. `words` is all of memory. */
export function firedIn(compiled: Compiled, words: Int32Array, list: string, tick: number): Int32Array {
  const { at, slotBytes, slots } = compiled.layout.lists.get(list)!;
  const slot = (at + (tick % slots) * slotBytes) / 4;
  const count = words[slot]!;
  if (count === 0) return NONE;
  const ids = words.subarray(slot + 4, slot + 4 + count);
  const left = leftOf(compiled, list);
  return left ? ids.map((k) => left[k]!) : ids;
}

/** Adds who fired in ticks `from … to - 1`, no more of them than the list has slots. */
export function gather(
  compiled: Compiled,
  words: Int32Array,
  list: string,
  from: number,
  to: number,
  into: SpikeBuffer,
): void {
  const { at, slotBytes, slots } = compiled.layout.lists.get(list)!;
  const left = leftOf(compiled, list);
  for (let tick = from; tick < to; tick++) {
    const slot = (at + (tick % slots) * slotBytes) / 4;
    const count = words[slot]!;
    if (count > 0) into.add(tick, words, slot + 4, count, left);
  }
}

function leftOf({ program, left }: Compiled, list: string): Int32Array | undefined {
  return left.size === 0 ? undefined : left.get(program.lists.get(list)!.axis ?? '');
}
