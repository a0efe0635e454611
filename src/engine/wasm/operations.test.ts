import { describe, expect, test } from 'vitest';
import { type Book, generator, graphOf, mixtures, SameBits, SPECIAL } from '../../../test/engine/same-bits.ts';
import type { BoundExpr } from '../../formula/index.ts';

const ref = (name: string): BoundExpr => ({ k: 'ref', name });
const PARAMS: Book = { a: 0, b: 1, c: 2 };
const POINTS = [
  [-1, 4],
  [0, 2.5],
  [0.5, -0],
  [3, 7],
] as const;

const FORMULAS = [
  'a + b',
  'a - b',
  'a * b',
  'a / b',
  '-a',
  'abs(a)',
  'sqrt(a)',
  'exp(a)',
  'log(a)',
  'min(a, b)',
  'max(a, b)',
  'min(a, 0)',
  'max(0, a)',
  'max(0, abs(a))',
  'min(a, -0)',
  'max(a, -0)',
  'min(3, a)',
  'max(a, -3)',
  'a < b ? b : c',
  'a <= b ? 0 : c',
  'a > b ? c : 0',
  'a >= b ? b : a',
  'a == b ? 1 : c',
  'a != b ? 1 : c',
  'a < b',
  'a <= b',
  'a > b',
  'a >= b',
  'a == b',
  'a != b',
  'a ? b : c',
  '(a > 0) + (a > 0 ? b : c)',
  'floor(a, b)',
  'ceil(a, b)',
  'floor(a, 1)',
  'ceil(a, 100)',
  'a^2',
  'a^1',
  'a^-1',
  'a^-3',
  'a^7',
  'a * 1 + 0 - 0',
  '0 + a / 1',
  'a * 0',
  '(a + b) + 0',
];

const BOUND: Readonly<Record<string, BoundExpr>> = {
  convert: { k: 'convert', arg: ref('a'), factor: 0.01 },
  'convert by 1': { k: 'convert', arg: ref('a'), factor: 1 },
  'step up to': { k: 'step', of: ref('a'), points: POINTS, side: 'up_to', otherwise: -9 },
  'step from': { k: 'step', of: ref('a'), points: POINTS, side: 'from', otherwise: -9 },
  interp: { k: 'interp', of: ref('a'), points: POINTS },
  'interp of one point': { k: 'interp', of: ref('a'), points: [[1, 5]] },
  guard: { k: 'guard', when: ref('a'), body: ref('b'), reason: 'r' },
  'power 0': { k: 'pow', arg: ref('a'), n: 0 },
  undefined: { k: 'undefined', reason: 'r' },
  group: { k: 'group', level: 'project', slot: 's', arg: { k: 'call', op: 'add', args: [ref('a'), ref('b')] } },
};

const guarded = (op: 'lt' | 'ne' | 'eq'): BoundExpr => ({
  k: 'guard',
  when: { k: 'call', op, args: [ref('a'), ref('b')] },
  body: ref('c'),
  reason: 'r',
});

const conditions = (unknown: readonly boolean[], exprs: readonly BoundExpr[]): BoundExpr => ({
  k: 'all',
  items: exprs.map((expr, i) => ({ id: `c${i}`, expr, unknownWhenMissing: unknown[i]! })),
});

/** Every mixture of drawn and site parameters, over special and over usual numbers. */
function expectSame(x: string | BoundExpr): void {
  const graph = graphOf({ ...PARAMS, x });
  const outputs = [graph.byName.get('x')!];
  const next = generator(7);
  for (const draws of mixtures(3)) {
    const both = new SameBits(graph, outputs, draws);
    for (let site = 0; site < 12; site++) {
      const wide = site % 3 === 0 ? 1e9 : 8;
      const pick = (): number => (next() < 0.5 ? SPECIAL[Math.floor(next() * SPECIAL.length)]! : (next() - 0.4) * wide);
      expect(both.check(pick)).toEqual([]);
    }
  }
}

describe('number by number, as the interpreter', () => {
  test.each(FORMULAS)('%s', (formula) => expectSame(formula));
  test.each(Object.entries(BOUND))('%s', (_, e) => expectSame(e));
  test.each(['lt', 'ne', 'eq'] as const)('guard of %s', (op) => expectSame(guarded(op)));
  test.each(mixtures(3))('conditions, unknown when missing: %s %s %s', (...unknown) => {
    expectSame(conditions(unknown, [ref('a'), ref('b'), ref('c')]));
  });
  test('conditions that are settled', () => {
    expectSame(conditions([false, true, false], [{ k: 'num', v: 1 }, ref('b'), { k: 'num', v: 1 }]));
    expectSame(conditions([false, true], [{ k: 'num', v: 0 }, ref('b')]));
    expectSame(conditions([false, true], [{ k: 'num', v: Number.NaN }, ref('b')]));
    expectSame(conditions([true, true], [{ k: 'num', v: Number.NaN }, ref('b')]));
    expectSame(conditions([], []));
  });
});

describe('rounding to multiples takes halves up as Math.round does', () => {
  /** An x for which x × 1e6 is the number wanted. */
  function millionth(wanted: number): number | undefined {
    const bits = new BigInt64Array(1);
    const x = new Float64Array(bits.buffer);
    x[0] = wanted / 1e6;
    const middle = bits[0]!;
    for (let d = -4n; d <= 4n; d++) {
      bits[0] = middle + d;
      if (x[0]! * 1e6 === wanted) return x[0];
    }
    return undefined;
  }

  const nearHalves = [0, 1, 2, 3, 7, 1e6 - 1, 1e6, 2 ** 31, 2 ** 51 + 1, 2 ** 52 - 1].flatMap((n) => {
    const half = n + 0.5;
    const step = 2 ** (Math.floor(Math.log2(half)) - 52);
    return [half - step, half - step / 2, half, half + step].flatMap((v) => [v, -v]);
  });
  const large = [2 ** 52 + 1, 2 ** 52 + 3, 2 ** 53 - 1, 2 ** 53 + 2, 2 ** 54 + 4, 1e22, 1e300].flatMap((v) => [v, -v]);
  const wanted = [...nearHalves, ...large, 0.49999999999999994, -0.49999999999999994, 0, -0];
  const xs = wanted.flatMap((w) => millionth(w) ?? []);

  test('the cases are there', () => {
    expect(xs.length).toBeGreaterThan(60);
  });

  test('by the way the kernel does it', () => {
    const kernel = (x: number): number => Math.ceil(x) - (x < Math.ceil(x) - 0.5 ? 1 : 0);
    const bits = new BigUint64Array(1);
    const x = new Float64Array(bits.buffer);
    const next = generator(3);
    for (const w of [...wanted, ...SPECIAL]) expect(kernel(w)).toBe(Math.round(w));
    for (let i = 0; i < 200_000; i++) {
      // Any bits, with exponents from 2^-20 to 2^60.
      const exponent = BigInt(1003 + Math.floor(next() * 80));
      const digits = BigInt(Math.floor(next() * 2 ** 26)) * 2n ** 26n + BigInt(Math.floor(next() * 2 ** 26));
      bits[0] = (BigInt(i % 2) << 63n) | (exponent << 52n) | digits;
      if (i % 3 === 0) x[0] = Math.round(x[0]!) + 0.5;
      if (!Object.is(kernel(x[0]!), Math.round(x[0]!))) expect(kernel(x[0]!)).toBe(Math.round(x[0]!));
    }
  });

  test.each(['floor(a, 1)', 'ceil(a, 1)', 'floor(a, b)', 'ceil(a, b)'])('%s', (x) => {
    const graph = graphOf({ ...PARAMS, x });
    const both = new SameBits(graph, [graph.byName.get('x')!], [true, false, false]);
    for (let from = 0; from < xs.length; from += 32) {
      let i = from;
      expect(both.check((p) => (p === 0 ? xs[i++ % xs.length]! : 1))).toEqual([]);
    }
  });
});
