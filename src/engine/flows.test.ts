import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { irr, npv, payback, signChanges } from './flows.ts';

const of = (flow: readonly number[]) => Float64Array.from(flow);
const irrOf = (...flow: number[]) => irr(of(flow), 0, 1, flow.length);
const npvOf = (rate: number, ...flow: number[]) => npv(of(flow), 0, 1, flow.length, rate);
const paybackOf = (flow: readonly number[], rate = 0, construction = 0) =>
  payback(of(flow), 0, 1, flow.length, rate, construction);
const annuity = (first: number, x: number, n: number) => [first, ...Array.from({ length: n }, () => x)];

/** The rate by bisection in whole numbers of 60 digits: an answer that owes nothing to floating point. */
function irrByBisection(flow: readonly number[]): number {
  const ONE = 10n ** 60n;
  const c = flow.map((x) => BigInt(Math.round(x * 1e6)) * 10n ** 54n);
  const f = (x: bigint): bigint => c.reduceRight((total, a) => (total * x) / ONE + a, 0n);
  const sign = (x: bigint) => (x > 0n ? 1 : x < 0n ? -1 : 0);
  const start = sign(c.find((a) => a !== 0n) as bigint);
  let [low, high] = [0n, ONE];
  while (sign(f(high)) === start) high *= 2n;
  while (high - low > 10n ** 20n) {
    const middle = (low + high) / 2n;
    if (sign(f(middle)) === start) low = middle;
    else high = middle;
  }
  return Number((ONE * ONE) / low - ONE) / 1e60;
}

/** A flow that changes sign once: payments of one sign, then of the other, zeros anywhere. */
const oneChange = fc
  .tuple(
    fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 4 }),
    fc.array(fc.integer({ min: 0, max: 400_000 }), { minLength: 1, maxLength: 40 }),
    fc.boolean(),
  )
  .filter(([a, b]) => a.some((x) => x > 0) && b.some((x) => x > 0))
  .map(([a, b, turned]) => [...a.map((x) => -x), ...b].map((x) => (turned ? -x : x)));

describe('irr', () => {
  test('of two payments is their ratio less one', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e9, noNaN: true }),
        fc.double({ min: 0.01, max: 1e3, noNaN: true }),
        (a, g) => {
          const r = irrOf(-a, a * g);
          expect(Math.abs(r - ((a * g) / a - 1))).toBeLessThan(1e-12 * Math.max(1, g));
        },
      ),
    );
  });

  test.each([1, 2, 5, 7, 20])('of two payments %i years apart is the root', (years) => {
    expect(irrOf(-100, ...Array(years - 1).fill(0), 200)).toBeCloseTo(2 ** (1 / years) - 1, 13);
  });

  test.each([-0.4, -0.05, 0.001, 0.03, 0.08, 0.15, 0.5, 3])('of an annuity worked out at the rate %d', (rate) => {
    for (const n of [1, 2, 10, 15, 30, 60]) {
      let factor = 0;
      for (let k = 1; k <= n; k++) factor += (1 + rate) ** -k;
      expect(irrOf(...annuity(-1000, 1000 / factor, n))).toBeCloseTo(rate, 11);
    }
  });

  test('agrees with a bisection of 60 digits', () => {
    for (const [capex, saving, n] of [
      [1000, 149.029, 10],
      [500, 50, 10],
      [500, 50.5, 10],
      [100, 1, 60],
      [123_456_789, 17_654_321, 15],
      [1, 1000, 3],
    ] as const) {
      const flow = annuity(-capex, saving, n);
      const exact = irrByBisection(flow);
      expect(Math.abs(irrOf(...flow) - exact)).toBeLessThan(1e-12 * Math.max(1, Math.abs(exact)));
    }
    fc.assert(
      fc.property(oneChange, (flow) => {
        const exact = irrByBisection(flow);
        expect(Math.abs(irrOf(...flow) - exact)).toBeLessThan(1e-9 * (1 + Math.abs(exact)));
      }),
      { numRuns: 60 },
    );
  });

  test('of the example in a spreadsheet’s manual: 8.7 %, and −2.1 % after four years', () => {
    expect(irrOf(-70000, 12000, 15000, 18000, 21000, 26000)).toBeCloseTo(0.0866, 4);
    expect(irrOf(-70000, 12000, 15000, 18000, 21000)).toBeCloseTo(-0.0212, 4);
  });

  test('put back into npv gives 0', () => {
    fc.assert(
      fc.property(oneChange, (flow) => {
        const rate = irrOf(...flow);
        expect(rate).toBeGreaterThan(-1);
        // As large as the last bits of the rate can make it.
        const size = flow.reduce((s, x, k) => s + (k + 1) * Math.abs(x) * (1 + rate) ** -k, 0);
        expect(Math.abs(npvOf(rate, ...flow))).toBeLessThan(1e-14 * (1 + 1 / (1 + rate)) * size);
      }),
      { numRuns: 400 },
    );
  });

  test('is that of the flow, whatever its currency, and of its mirror image', () => {
    fc.assert(
      fc.property(oneChange, fc.constantFrom(1e-6, 0.25, 4, 1e9), (flow, scale) => {
        const rate = irrOf(...flow);
        for (const other of [flow.map((x) => x * scale), flow.map((x) => -x), [0, 0, ...flow], [...flow, 0, 0]])
          expect(irrOf(...other)).toBeCloseTo(rate, Math.abs(rate) > 100 ? 4 : 9);
      }),
    );
  });

  test('is 0 when the money just comes back', () => {
    expect(Math.abs(irrOf(...annuity(-150, 10, 15)))).toBeLessThan(1e-13);
  });

  test('does not exist without a change of sign, or with several', () => {
    for (const flow of [[], [0], [0, 0, 0], [5], [-5], [1, 2, 3], [-1, -2, 0], [0, 0, 7]])
      expect(irrOf(...flow)).toBeNaN();
    for (const flow of [
      [-1, 3, -2],
      [-100, 0, 230, 0, -132],
      [1, -1, 1],
      [-10, 20, -1, 5],
    ])
      expect(irrOf(...flow)).toBeNaN();
  });

  test('is undefined when a payment is', () => {
    for (const flow of [
      [Number.NaN, -100, 60, 60],
      [-100, Number.NaN, 60],
      [-100, 60, 60, Number.NaN],
    ])
      expect(irrOf(...flow)).toBeNaN();
  });
});

describe('signChanges', () => {
  test.each([
    [[], 0],
    [[0, 0], 0],
    [[-1, 0, 0, 2], 1],
    [[0, -1, 0, -2, 0, 3, 0], 1],
    [[-1, 2, 0, -3], 2],
    [[-1, 1, -1, 1], 3],
    [[0, 5], 0],
    [[-1, Number.NaN, 1], Number.NaN],
  ])('of %j: %i', (flow, n) => {
    expect(signChanges(of(flow), 0, 1, flow.length)).toBe(n);
  });
});

describe('npv', () => {
  test('of the examples in a spreadsheet’s manual', () => {
    // The manual discounts the first payment, too.
    expect(npvOf(0.1, -10000, 3000, 4200, 6800) / 1.1).toBeCloseTo(1188.44, 2);
    expect(npvOf(0.08, -40000, 8000, 9200, 10000, 12000, 14500)).toBeCloseTo(1922.06, 2);
    expect(npvOf(0.08, -40000, 8000, 9200, 10000, 12000, 14500, -9000)).toBeCloseTo(-3749.47, 2);
  });

  const flows = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1, maxLength: 40 });
  const rates = fc.double({ min: -0.05, max: 1, noNaN: true });

  test('is the closed form for an annuity', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0.001, max: 1, noNaN: true }), (n, rate) => {
        const expected = -500 + (70 * (1 - (1 + rate) ** -n)) / rate;
        expect(npvOf(rate, ...annuity(-500, 70, n))).toBeCloseTo(expected, 7);
      }),
    );
  });

  test('at rate 0 is the sum', () => {
    fc.assert(
      fc.property(flows, (flow) => {
        expect(npvOf(0, ...flow)).toBe(flow.reduce((a, b) => a + b, 0));
      }),
    );
  });

  test('adds over flows, and a year’s delay divides it by 1 + rate', () => {
    fc.assert(
      fc.property(flows, flows, rates, (a, b, rate) => {
        const n = Math.max(a.length, b.length);
        const both = Array.from({ length: n }, (_, k) => (a[k] ?? 0) + (b[k] ?? 0));
        const size = [...a, ...b].reduce((s, x) => s + Math.abs(x), 1) * (1 - 0.05) ** -n;
        expect(Math.abs(npvOf(rate, ...both) - npvOf(rate, ...a) - npvOf(rate, ...b))).toBeLessThan(1e-12 * size);
        expect(Math.abs(npvOf(rate, 0, ...a) * (1 + rate) - npvOf(rate, ...a))).toBeLessThan(1e-12 * size);
      }),
    );
  });

  test('falls as the rate rises when costs come first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 20 }),
        rates,
        rates,
        (later, r, s) => {
          fc.pre(r < s);
          expect(npvOf(r, -1000, ...later)).toBeGreaterThanOrEqual(npvOf(s, -1000, ...later) - 1e-9);
        },
      ),
    );
  });

  test('is undefined without a rate, or when a payment is undefined', () => {
    expect(npvOf(Number.NaN, -1, 2)).toBeNaN();
    expect(npvOf(0.1, -1, Number.NaN)).toBeNaN();
  });
});

describe('payback', () => {
  test.each<[string, number[], number, number, number]>([
    ['within the year', [-100, 40, 40, 40], 0, 0, 2.5],
    ['at a year’s end', [-100, 50, 50, 50], 0, 0, 2],
    ['in the first year', [-100, 400], 0, 0, 0.25],
    ['a year without saving', [-100, 50, 0, 50], 0, 0, 3],
    ['nothing was paid', [0, 10], 0, 0, 0],
    ['the grant covers it all', [20, 10], 0, 0, 0],
    ['first crossing counts', [-100, 120, -50, 100], 0, 0, 100 / 120],
    ['from commissioning', [-50, -50, 40, 40, 40], 0, 2, 2 - 0.5 + 0],
    ['commissioning after one year, paid at 0', [-100, 0, 40, 40, 40], 0, 1, 2.5],
    ['discounted, at a year’s end', [-100, 110], 0.1, 0, 1],
    // 100 − 60/1.1 = 45.4545…; 60/1.21 = 49.5867…; 45.4545 / 49.5867 = 0.91666…
    ['discounted, within the year', [-100, 60, 60, 60], 0.1, 0, 1 + 11 / 12],
  ])('%s', (_, flow, rate, construction, expected) => {
    expect(paybackOf(flow, rate, construction)).toBeCloseTo(expected, 12);
  });

  test('not within the flow: undefined', () => {
    expect(paybackOf([-100, 10, 10, 10])).toBeNaN();
    expect(paybackOf([-100])).toBeNaN();
    expect(paybackOf([-100, 60, 60], 0.2)).toBeNaN();
    expect(paybackOf([-100, Number.NaN, 200])).toBeNaN();
    expect(paybackOf([-100, 200], Number.NaN)).toBeNaN();
  });

  test('of equal yearly savings is cost ÷ saving', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }), (cost, saving) => {
        const years = paybackOf(annuity(-cost, saving, 40));
        if (cost > 40 * saving) expect(years).toBeNaN();
        else expect(years).toBeCloseTo(cost / saving, 9);
      }),
    );
  });

  test('discounted is never sooner', () => {
    fc.assert(
      fc.property(oneChange, fc.double({ min: 0, max: 0.5, noNaN: true }), (flow, rate) => {
        const [simple, discounted] = [paybackOf(flow), paybackOf(flow, rate)];
        if (flow[0]! < 0 && !Number.isNaN(discounted)) expect(discounted).toBeGreaterThanOrEqual(simple - 1e-9);
      }),
    );
  });

  test('discounted at the irr is the whole life', () => {
    const flow = annuity(-1000, 150, 12);
    const rate = irrOf(...flow);
    expect(paybackOf(flow, rate - 1e-9)).toBeCloseTo(12, 5);
    expect(paybackOf(flow, rate + 1e-9)).toBeNaN();
  });
});

test('a flow is read with its place and stride', () => {
  const flow = [-100, 30, 40, 50, 20];
  const lanes = 3;
  const b = new Float64Array(7 + flow.length * lanes).fill(1e99);
  for (const [k, x] of flow.entries()) b[5 + k * lanes] = x;
  expect(npv(b, 5, lanes, flow.length, 0.07)).toBe(npvOf(0.07, ...flow));
  expect(irr(b, 5, lanes, flow.length)).toBe(irrOf(...flow));
  expect(payback(b, 5, lanes, flow.length, 0.01, 0)).toBe(paybackOf(flow, 0.01));
  expect(signChanges(b, 5, lanes, flow.length)).toBe(1);
});
