import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCount, formatNumber, formatTick } from '../../src/figure/format.ts';
import { extent, linearScale } from '../../src/figure/scale.ts';
import { axisTicks, multiple, niceRange, stepFor } from '../../src/figure/ticks.ts';

const magnitude = fc.double({ min: -8, max: 8, noNaN: true }).map((p) => 10 ** p);
const range = fc
  .tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), magnitude)
  .map(([low, span]) => [low, low + span] as const);

describe('linear scale', () => {
  it('inverts itself', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e3, max: 1e3, noNaN: true }),
        magnitude,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (low, span, t) => {
          const scale = linearScale(low, low + span, 20, 620);
          const value = low + t * span;
          // each direction rounds twice, relative to the largest number in sight
          const room = 8 * 2 ** -52 * (Math.abs(low) + span) * (1 + (Math.abs(low) + span) / span);
          expect(Math.abs(scale.back(scale.at(value)) - value)).toBeLessThanOrEqual(room + 1e-12 * span);
        },
      ),
    );
  });
  it('puts the ends of the range at the ends of the page', () => {
    const scale = linearScale(-70, -50, 200, 0);
    expect([scale.at(-70), scale.at(-60), scale.at(-50)]).toEqual([200, 100, 0]);
  });
  it('takes least and greatest of the finite values', () => {
    expect(extent([3, Number.NaN, -2, Number.POSITIVE_INFINITY, 5])).toEqual({ low: -2, high: 5, missing: 2 });
  });
});

describe('axis ticks', () => {
  it('are multiples of 1, 2 or 5 times a power of ten, inside the range, evenly spaced, and not too many', () => {
    fc.assert(
      fc.property(range, fc.integer({ min: 1, max: 20 }), ([low, high], most) => {
        fc.pre(high > low);
        const { step, values } = axisTicks(low, high, most);
        const size = multiple(step, 1);
        expect([1, 2, 5]).toContain(step.factor);
        expect(Number.isInteger(step.power)).toBe(true);
        expect(values.length).toBeLessThanOrEqual(most + 1);
        values.forEach((value, k) => {
          expect(value).toBe(multiple(step, Math.round(value / size)));
          expect(value).toBeGreaterThanOrEqual(low - 2e-9 * Math.max(size, Math.abs(low)));
          expect(value).toBeLessThanOrEqual(high + 2e-9 * Math.max(size, Math.abs(high)));
          if (k > 0) expect(Math.round((value - values[k - 1]!) / size)).toBe(1);
        });
      }),
    );
  });
  it('use the smallest step that is coarse enough', () => {
    expect(axisTicks(0, 500, 5).values).toEqual([0, 100, 200, 300, 400, 500]);
    expect(axisTicks(0, 1, 4).values).toEqual([0, 0.5, 1]);
    expect(axisTicks(-0.31, 0.31, 7).values).toEqual([-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]);
    expect(axisTicks(0, 0.3, 3).values).toEqual([0, 0.1, 0.2, 0.3]);
    expect(stepFor(1, 1)).toEqual({ factor: 1, power: 0 });
  });
  it.each([
    [1, 1],
    [2, 1],
    [Number.NaN, 1],
    [0, Number.POSITIVE_INFINITY],
    [1e300, 1.0000000001e300],
  ])('has none, and no endless loop, on [%d, %d]', (low, high) => {
    expect(axisTicks(low, high, 5).values.length).toBeLessThan(8);
  });
});

describe('nice range', () => {
  it('holds the range and ends on whole steps', () => {
    fc.assert(
      fc.property(range, ([low, high]) => {
        fc.pre(high - low > 1e-6 * Math.max(Math.abs(low), Math.abs(high)));
        const [from, to] = niceRange(low, high, 5);
        const room = 1e-8 * (to - from);
        expect(from).toBeLessThanOrEqual(low + room);
        expect(to).toBeGreaterThanOrEqual(high - room);
        expect(to - from).toBeLessThanOrEqual(3.5 * (high - low));
      }),
    );
  });
  it('gives a single value room', () => {
    for (const v of [0, -70, 1e-9, 3e8]) {
      const [low, high] = niceRange(v, v, 5);
      expect(low).toBeLessThan(v);
      expect(high).toBeGreaterThan(v);
    }
    expect(niceRange(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5)).toEqual([0, 1]);
  });
});

describe('numbers', () => {
  it.each([
    [0, '0'],
    [-70, '−70'],
    [0.1 + 0.2, '0.3'],
    [12500, '12\u2009500'],
    [1234, '1234'],
    [0.00012346, '0.0001235'],
    [1.5e-7, '1.5×10⁻⁷'],
    [-6.02e23, '−6.02×10²³'],
    [Number.NaN, 'not a number'],
    [Number.NEGATIVE_INFINITY, '−∞'],
  ])('prints %d as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
  it('prints marks with the decimals of their step', () => {
    const { step, values } = axisTicks(-0.2, 0.2, 4);
    expect(values.map((v) => formatTick(v, step))).toEqual(['−0.2', '−0.1', '0', '0.1', '0.2']);
    const half = axisTicks(0, 1.5, 3);
    expect(half.values.map((v) => formatTick(v, half.step))).toEqual(['0', '0.5', '1.0', '1.5']);
    expect(formatCount(313600)).toBe('313\u2009600');
  });
});
