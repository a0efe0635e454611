import { describe, expect, test } from 'vitest';
import { breakEven, type Search } from './break-even.ts';
import { marginAt, marginOf } from './margin.ts';
import { refine } from './refine.ts';

const search = (low: number, high: number, more: Partial<Search> = {}): Search => ({
  low,
  high,
  own: low,
  whole: false,
  ...more,
});
const found = (f: (x: number) => number, s: Search) => breakEven((xs) => xs.map(f), s);

describe('where a margin crosses 0', () => {
  test.each([
    ['a line', (x: number) => 3 * x - 7, 7 / 3],
    ['a falling line', (x: number) => 7 - 3 * x, 7 / 3],
    ['a cube', (x: number) => x * x * x - 2, Math.cbrt(2)],
    ['a flat bend', (x: number) => (x - 1.1) ** 9, 1.1],
    ['an exponential', (x: number) => Math.exp(9 * x) - 1e6, Math.log(1e6) / 9],
    ['a hyperbola', (x: number) => 1 / x - 0.3, 1 / 0.3],
  ])('%s', (_, f, root) => {
    const r = found(f, search(0.5, 4.9));
    expect(r.found && r.value).toBeCloseTo(root, 9);
    // The value given meets the target.
    if (r.found) expect(f(r.value)).toBeGreaterThanOrEqual(0);
  });

  test('few evaluations on smooth curves, and an end to those on jumps', () => {
    let n = 0;
    const counted = (f: (x: number) => number) => (x: number) => {
      n++;
      return f(x);
    };
    const ends = (f: (x: number) => number) => [0, 3].map((x) => ({ x, margin: f(x) })) as [never, never];
    const smooth = (x: number) => Math.exp(x) - 5;
    expect(refine(counted(smooth), ...ends(smooth), false)).toBeCloseTo(Math.log(5), 12);
    expect(n).toBeLessThan(15);
    n = 0;
    const jump = (x: number) => (x < 1 ? -1e9 : 1);
    const at = refine(counted(jump), ...ends(jump), false);
    expect(at).toBeGreaterThanOrEqual(1);
    expect(at).toBeCloseTo(1, 11);
    expect(n).toBeLessThan(60);
  });

  test.each([
    ['points that fall at 4.2', (x: number) => (x <= 4.2 ? 0 : -1), 4.2, 'up_to'],
    ['points that rise at 1.3', (x: number) => (x >= 1.3 ? 0 : -2), 1.3, 'from'],
    ['two steps up, the first is enough', (x: number) => (x >= 3.5 ? 1 : x >= 2.9 ? 0 : -1), 2.9, 'from'],
    ['whole credits', (x: number) => Math.floor(3.25 * x) - 9, 9 / 3.25, 'from'],
  ])('the edge of a plateau: %s', (_, f, edge, side) => {
    const r = found(f, search(0.5, 4.9));
    expect(r).toMatchObject({ found: true, side });
    expect(r.found && r.value).toBeCloseTo(edge, 11);
    if (r.found) expect(f(r.value)).toBeGreaterThanOrEqual(0);
  });

  test('a margin that is undefined on one side', () => {
    const r = found((x) => (x < 2 ? Number.NEGATIVE_INFINITY : 5 - x), search(0, 4));
    expect(r.found && r.value).toBeCloseTo(2, 10);
  });

  test('of several crossings the one nearest to the plan counts', () => {
    const f = (x: number) => (x - 1) * (x - 2) * (x - 3);
    for (const [own, root] of [
      [0, 1],
      [2.2, 2],
      [9, 3],
    ] as const) {
      const r = found(f, search(0, 4, { own }));
      expect(r).toMatchObject({ found: true, crossings: 3 });
      expect(r.found && r.value).toBeCloseTo(root, 9);
    }
  });

  test('whole numbers: the nearest one that meets the target', () => {
    expect(found((x) => x - 17.2, search(1, 1000, { whole: true }))).toMatchObject({ value: 18 });
    expect(found((x) => 17.2 - x, search(1, 1000, { whole: true }))).toMatchObject({ value: 17 });
    expect(found((x) => x - 17, search(15, 18, { whole: true }))).toMatchObject({ value: 17 });
  });

  test('none', () => {
    expect(found((x) => x - 5, search(0, 4))).toEqual({ found: false, reason: 'never_within' });
    expect(found((x) => x + 5, search(0, 4))).toEqual({ found: false, reason: 'always_within' });
    expect(found(() => -1, search(0, 4))).toEqual({ found: false, reason: 'never_within' });
  });
});

describe('margins', () => {
  test('less may be better', () => {
    expect(marginOf(7, { op: '>=', value: 5 })).toBe(2);
    expect(marginOf(7, { op: '<=', value: 5 })).toBe(-2);
    expect(marginOf(Number.NaN, { op: '<=', value: 5 })).toBe(Number.NEGATIVE_INFINITY);
  });

  test('a strict target is not met by the number itself', () => {
    expect(marginOf(3, { op: '>', value: 3 })).toBeLessThan(0);
    expect(marginOf(4, { op: '>', value: 3 })).toBe(1);
    expect(marginOf(3, { op: '<', value: 3 })).toBeLessThan(0);
    expect(marginOf(3, { op: '<=', value: 3 })).toBe(0);
  });

  test('rounding misses nothing and makes no crossing', () => {
    expect(marginOf(4000.0000000000005, { op: '<=', value: 4000 })).toBe(0);
    expect(marginOf(4000.0000000000005, { op: '>', value: 4000 })).toBeLessThan(0);
    expect(marginOf(4000.0000001, { op: '<=', value: 4000 })).toBeLessThan(0);
  });

  test('a share of all draws: what that share has at least', () => {
    const draws = Float64Array.of(5, 1, 4, 2, 3);
    // 3 or more has 60 % of them; exactly that share is enough.
    expect(marginAt(draws, { op: '>=', value: 0 }, 0.6)).toBe(3);
    expect(marginAt(draws, { op: '>=', value: 0 }, 0.61)).toBe(2);
    expect(marginAt(draws, { op: '<=', value: 0 }, 0.8)).toBe(-4);
    expect(marginAt(draws, { op: '>=', value: 0 }, 1)).toBe(1);
    // An undefined draw counts as missed.
    expect(marginAt(Float64Array.of(5, Number.NaN, 4), { op: '>=', value: 0 }, 0.9)).toBe(Number.NEGATIVE_INFINITY);
  });
});
