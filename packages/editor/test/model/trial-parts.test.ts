import type { GraphDocument } from '@neuroloom/core';
import { describe, expect, it } from 'vitest';
import { timeOf } from '../../src/model/fields.ts';
import { withChanged, withoutPart, withPart } from '../../src/model/trial-parts.ts';

const time: GraphDocument['time'] = {
  dt: '0.5 ms',
  phases: [
    { name: 'show', for: '350 ms' },
    { name: 'rest', for: '150 ms', blank: true },
  ],
};

describe('parts of a trial', () => {
  it('make a run without parts a trial as long, and back', () => {
    const run = { dt: '0.1 ms', duration: '2 s' } as const;
    const one = withPart(run);
    expect(one).toEqual({ dt: '0.1 ms', phases: [{ name: 'part 1', for: '2 s' }] });
    expect(withoutPart(one, 0)).toEqual(run);
    expect(withPart({ dt: '1 ms' }).phases).toEqual([{ name: 'part 1', for: '100 ms' }]);
  });

  it('are added under a free name and taken away', () => {
    const more = withPart(withPart({ ...time, phases: [...time.phases!, { name: 'part 4', for: '1 ms' }] }));
    expect(more.phases!.map((p) => p.name)).toEqual(['show', 'rest', 'part 4', 'part 5', 'part 6']);
    expect(withoutPart(time, 0).phases).toEqual([time.phases![1]]);
  });

  it('change one at a time, and keep names apart', () => {
    expect(withChanged(time, 0, { for: '0.3 s' })?.phases?.[0]).toEqual({ name: 'show', for: '0.3 s' });
    expect(withChanged(time, 1, { blank: false })?.phases?.[1]).toEqual({ name: 'rest', for: '150 ms' });
    expect(withChanged(time, 0, { blank: true })?.phases?.[0]).toEqual({ name: 'show', for: '350 ms', blank: true });
    expect(withChanged(time, 0, { name: ' present ' })?.phases?.[0]?.name).toBe('present');
    expect(withChanged(time, 0, { name: 'rest' })).toBeUndefined();
    expect(withChanged(time, 0, { name: '  ' })).toBeUndefined();
  });
});

describe('a length of time', () => {
  it('is read in any unit, in ms without one, and above zero only', () => {
    expect(timeOf('350')).toBe('350 ms');
    expect(timeOf(' 0.35 s ')).toBe('0.35 s');
    for (const text of ['', '0', '-5 ms', '5 mV', 'long', '1e999 ms']) expect(timeOf(text), text).toBeUndefined();
  });
});
