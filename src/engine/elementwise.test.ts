import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BINARY, interpolate, power, stepValue, UNARY } from './elementwise.ts';

/** One number through an operation. */
function run(op: string, x: number, y: number): number {
  const b = Float64Array.from([x, y, 0]);
  const at = (i: number) => ({ at: i, stride: 0 });
  BINARY[op]!(b, at(2), at(0), at(1), 0, 1, 1);
  return b[2]!;
}

const COST = [
  [4000, 5],
  [5000, 4],
  [6000, 3],
  [7000, 2],
  [8000, 1],
] as const;
const TONNES = [
  [1000, 1],
  [5000, 2],
  [10000, 3],
  [50000, 4],
  [100000, 5],
] as const;
const costPoints = (yenPerTonne: number) => stepValue(run('ceil', yenPerTonne, 1), COST, 'up_to', 0);
const reductionPoints = (tonnes: number) => stepValue(run('floor', tonnes, 1), TONNES, 'from', 0);

describe('points of the city-to-city programme at the edges of their bands', () => {
  test.each([
    [0, 5],
    [3999.9999996, 5],
    [4000, 5],
    [4000.0000001, 5],
    [4000.0000004, 5],
    [4000.000001, 4],
    [4000.4, 4],
    [4001, 4],
    [5000, 4],
    [5000.0000001, 4],
    [5000.01, 3],
    [6000, 3],
    [6001, 2],
    [7000, 2],
    [7000.5, 1],
    [8000, 1],
    [8000.0000003, 1],
    [8000.1, 0],
    [1e9, 0],
  ])('%d yen/t: %i points', (figure, points) => {
    expect(costPoints(figure)).toBe(points);
  });

  test.each([
    [-5, 0],
    [0, 0],
    [999.9, 0],
    [999.9999, 0],
    [999.9999994, 0],
    [999.9999996, 1],
    [1000, 1],
    [4999.9, 1],
    [4999.99999999, 2],
    [5000, 2],
    [9999.999, 2],
    [10000, 3],
    [49999, 3],
    [50000, 4],
    [99999.99, 4],
    [99999.9999999, 5],
    [100000, 5],
    [1e8, 5],
  ])('%d t/year: %i points', (tonnes, points) => {
    expect(reductionPoints(tonnes)).toBe(points);
  });

  test('an undefined figure has no points', () => {
    expect(costPoints(Number.NaN)).toBeNaN();
    expect(reductionPoints(Number.NaN)).toBeNaN();
  });
});

describe('floor and ceil to multiples', () => {
  test.each([
    ['floor', 3999.9999996, 1, 4000],
    ['floor', 3999.999999, 1, 3999],
    ['floor', 4000.0000001, 1, 4000],
    ['ceil', 3999.9999996, 1, 4000],
    ['ceil', 4000.0000001, 1, 4000],
    ['ceil', 4000.000001, 1, 4001],
    // 0.3 / 0.1 is 2.9999999999999996 in floating point.
    ['floor', 0.3, 0.1, 0.3],
    ['ceil', 0.7, 0.1, 0.7],
    ['floor', 1234, 100, 1200],
    ['ceil', 1234, 100, 1300],
    ['floor', -0.5, 1, -1],
    ['ceil', -0.5, 1, 0],
    ['floor', -2, 1, -2],
    ['floor', 17.99, 0.25, 17.75],
  ])('%s(%d, %d) = %d', (op, x, q, expected) => {
    expect(run(op, x, q) + 0).toBeCloseTo(expected, 12);
  });

  test('floor ≤ x ≤ ceil within the rounding, both whole multiples', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constantFrom(1, 10, 0.25), (x, q) => {
        const [down, up] = [run('floor', x, q), run('ceil', x, q)];
        expect(Number.isInteger(down / q) && Number.isInteger(up / q)).toBe(true);
        expect(down).toBeLessThanOrEqual(x + 1e-6 * q);
        expect(up).toBeGreaterThanOrEqual(x - 1e-6 * q);
        expect(up - down === 0 || up - down === q).toBe(true);
      }),
    );
  });
});

describe('steps', () => {
  test('up_to closes on the right, from on the left', () => {
    const points = [
      [10, 1],
      [20, 2],
    ] as const;
    expect([-1, 10, 10.1, 20, 20.1].map((x) => stepValue(x, points, 'up_to', 9))).toEqual([1, 1, 2, 2, 9]);
    expect([-1, 9.9, 10, 19.9, 20, 1e9].map((x) => stepValue(x, points, 'from', 9))).toEqual([9, 9, 1, 1, 2, 2]);
  });

  test('rates by number of earlier projects: 50 % for none, 40 % up to three, then 30 %', () => {
    const tiers = [
      [0, 50],
      [1, 40],
      [4, 30],
    ] as const;
    expect([0, 1, 2, 3, 4, 5, 100].map((n) => stepValue(n, tiers, 'from', 0))).toEqual([50, 40, 40, 40, 30, 30, 30]);
  });
});

describe('interpolation', () => {
  const points = [
    [0, 100],
    [10, 200],
    [20, 0],
  ] as const;
  test('is straight between points and flat beyond', () => {
    expect([-5, 0, 5, 10, 15, 20, 99].map((x) => interpolate(x, points))).toEqual([100, 100, 150, 200, 100, 0, 0]);
    expect(interpolate(Number.NaN, points)).toBeNaN();
  });

  test('stays between its neighbours', () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 30, noNaN: true }), (x) => {
        const y = interpolate(x, points);
        expect(y >= 0 && y <= 200).toBe(true);
      }),
    );
  });
});

describe('powers', () => {
  test.each([
    [2, 3, 8],
    [2, -2, 0.25],
    [-3, 2, 9],
    [-3, 3, -27],
    [10, 8, 1e8],
    [0, 2, 0],
    [0, -1, Infinity],
  ])('%d^%d = %d', (x, n, y) => {
    expect(power(x, n)).toBe(y);
  });

  test('is the plain product from the left', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e3, max: 1e3, noNaN: true }), (x) => {
        expect(power(x, 5)).toBe(x * x * x * x * x);
        expect(power(x, -2)).toBe(1 / (x * x));
      }),
    );
  });
});

describe('every operation, number by number', () => {
  const known = (x: number, y: number, c: boolean) => (Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : Number(c));
  const TWO: Readonly<Record<string, (x: number, y: number) => number>> = {
    add: (x, y) => x + y,
    sub: (x, y) => x - y,
    mul: (x, y) => x * y,
    div: (x, y) => x / y,
    min: (x, y) => (Number.isNaN(x + y) ? Number.NaN : x - y < 0 ? x : y),
    max: (x, y) => (Number.isNaN(x + y) ? Number.NaN : x - y > 0 ? x : y),
    lt: (x, y) => known(x, y, x < y),
    le: (x, y) => known(x, y, x <= y),
    gt: (x, y) => known(x, y, x > y),
    ge: (x, y) => known(x, y, x >= y),
    eq: (x, y) => known(x, y, x === y),
    ne: (x, y) => known(x, y, x !== y),
  };
  const numbers = fc.oneof(fc.constantFrom(0, 1, -1, 2, Number.NaN, 0.5), fc.double({ min: -1e6, max: 1e6 }));

  test.each(Object.keys(TWO))('%s', (op) => {
    fc.assert(
      fc.property(numbers, numbers, (x, y) => {
        expect(Object.is(run(op, x, y) + 0, TWO[op]!(x, y) + 0)).toBe(true);
      }),
    );
  });

  test('no operation is left out', () => {
    expect(Object.keys(BINARY).sort()).toEqual([...Object.keys(TWO), 'floor', 'ceil'].sort());
  });

  test('of one number', () => {
    expect([UNARY.neg!(3), UNARY.abs!(-3), UNARY.exp!(0), UNARY.log!(Math.E), UNARY.sqrt!(16)]).toEqual([
      -3, 3, 1, 1, 4,
    ]);
    for (const f of Object.values(UNARY)) expect(f(Number.NaN)).toBeNaN();
    expect(UNARY.log!(-1)).toBeNaN();
  });

  test('a once-only argument is read again for every year; lanes lie side by side', () => {
    // Two lanes, three years: x yearly at 0, y once at 6, result at 8.
    const b = Float64Array.from([1, 10, 2, 20, 3, 30, 100, 1000, 0, 0, 0, 0, 0, 0]);
    BINARY.add!(b, { at: 8, stride: 2 }, { at: 0, stride: 2 }, { at: 6, stride: 0 }, 0, 3, 2);
    expect([...b.slice(8)]).toEqual([101, 1010, 102, 1020, 103, 1030]);
    b.fill(0, 8);
    BINARY.add!(b, { at: 8, stride: 2 }, { at: 0, stride: 2 }, { at: 6, stride: 0 }, 1, 2, 2);
    expect([...b.slice(8)]).toEqual([0, 0, 102, 1020, 0, 0]);
  });
});
