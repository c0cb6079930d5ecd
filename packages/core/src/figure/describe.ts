/** A figure in words, for those who cannot see it. */
import type { Frame } from '../engine/frames.ts';
import { accuracyText, score } from './draw-confusion.ts';
import { lastValue } from './draw-series.ts';
import { counted, formatCount, formatNumber, withUnit } from './format.ts';
import type { Shown } from './rolling.ts';
import { extent } from './scale.ts';
import { isTiled } from './tile.ts';

const range = (low: number, high: number, unit: string | undefined): string =>
  low > high ? 'no finite value' : `from ${formatNumber(low)} to ${withUnit(formatNumber(high), unit)}`;

const KINDS: Record<Frame['kind'], string> = {
  spikes: 'spikes',
  signal: 'traces',
  matrix: 'a matrix',
  confusion: 'answers',
  series: 'a series',
};

/** What an empty figure waits for, in words. */
export function describeWait(expects: Frame['kind'] | undefined, label: string): string {
  const what = expects ? KINDS[expects] : 'a first frame';
  return label ? `Waiting for ${what} from ${label}` : `Waiting for ${what}`;
}

/** `raster of exc: 412 spikes of 400 neurons in the last 500 ms` */
export function describeShown(shown: Shown, label?: string): string {
  switch (shown.kind) {
    case 'spikes': {
      const first = shown.pieces[0]?.frame;
      if (!first) return 'raster';
      let spikes = 0;
      for (const { at, ticks, frame } of shown.pieces) {
        const [from, to] = [frame.start + Math.max(0, shown.begin - at), frame.start + ticks];
        for (const tick of frame.tick) if (tick >= from && tick < to) spikes++;
      }
      const time = formatNumber((shown.end - shown.begin) * first.dt);
      const who = `${counted(spikes, 'spike')} of ${counted(first.size, 'neuron')}`;
      return `raster of ${label ?? first.from}: ${who} in the last ${time} ms`;
    }
    case 'signal': {
      const frame = shown.pieces.at(-1)?.frame;
      if (!frame) return 'traces';
      const { low, high } = extent(frame.data);
      const time = formatNumber((shown.end - shown.begin) * frame.dt);
      const who = counted(frame.picks.length, 'element');
      return `traces of ${label ?? frame.from}: ${who}, now ${range(low, high, frame.unit)}, over the last ${time} ms`;
    }
    case 'matrix': {
      const { low, high } = extent(shown.data);
      const size = isTiled(shown)
        ? `${counted(shown.columns, 'picture')} of ${shown.tile?.join(' × ') ?? ''}`
        : `${formatCount(shown.rows)} rows × ${formatCount(shown.columns)} columns`;
      return `map of ${label ?? shown.from}: ${size}, ${range(low, high, shown.unit)}`;
    }
    case 'confusion': {
      const result = score(shown);
      const of = `${formatCount(result.right)} of ${formatCount(result.total)} right`;
      return `confusion matrix of ${label ?? shown.from}: accuracy ${accuracyText(result)}, ${of}, ${counted(shown.classes, 'class', 'classes')}`;
    }
    case 'series': {
      const { low, high } = extent(shown.y);
      const points = counted(shown.y.length, 'point');
      return `${shown.name} of ${label ?? shown.from}: now ${lastValue(shown)}, ${range(low, high, shown.unit)} over ${points}`;
    }
  }
}
