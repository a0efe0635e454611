import type { Code } from '../../engine/wasm/asm.ts';
import { BASE } from './places.ts';
import { BASE_PARAM } from './tile-writer.ts';
import { locals, repeat } from './write.ts';

/** ln 2 in two parts and the polynomial: as in elementary.ts, of which these are the bits. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const ROUND = 6755399441055744;

/** Numbers of less than this size have an exponential well inside the range of numbers. */
export const MODERATE = 700;

/** Where each constant stands from `BASE.exp` on: code would make them anew for every few numbers. */
const PLACES = [
  ROUND,
  Math.LOG2E,
  LN2_HIGH,
  LN2_LOW,
  0.5000000000000001,
  0.16666666666666669,
  0.04166666666662413,
  0.008333333333330062,
  0.0013888888917213717,
  0.00019841269863053618,
  2.4801521295954376e-5,
  2.7557268459997064e-6,
  2.7620088445409746e-7,
  2.510038549551032e-8,
  1,
] as const;

type Known = (typeof PLACES)[number];

/** Lays the constants down. */
export function writeConstants(f64: Float64Array, base: number): void {
  for (const [k, v] of PLACES.entries()) f64.fill(v, (base + BASE.exp) / 8 + 2 * k, (base + BASE.exp) / 8 + 2 * k + 2);
}

/** Replaces the 64 numbers at `tile`, a local with the address, by their exponentials, each by the scalar function. */
export function scalarExponentials(code: Code, tile: number, scalar: number): void {
  const [i, at] = locals(code, 'i32', 2);
  repeat(code, i, 8, 512, () => {
    code.get(tile).get(i).op('i32.add').tee(at).get(at).loadF64(0).call(scalar).storeF64(0);
  });
}

/** Pairs side by side: each constant is fetched once for all of them. */
const WIDE = 2;

/** Replaces the 64 moderate numbers at `tile`, a local with the address, by their exponentials. */
export function exponentials(code: Code, tile: number): void {
  const [i, at] = locals(code, 'i32', 2);
  const x = Array.from({ length: WIDE }, () => code.local('v128'));
  repeat(code, i, 16 * WIDE, 512, () => {
    code.get(tile).get(i).op('i32.add').set(at);
    for (const [k, v] of x.entries())
      code
        .get(at)
        .load(16 * k)
        .set(v);
    moderateExponentials(code, x, x);
    for (const [k, v] of x.entries())
      code
        .get(at)
        .get(v)
        .store(16 * k);
  });
}

/** y = exp x of moderate x, pair by pair, side by side: each constant is fetched once for all of them. */
function moderateExponentials(code: Code, x: readonly number[], y: readonly number[]): void {
  const c = code.local('v128');
  const vectors = (): number[] => x.map(() => code.local('v128'));
  const load = (v: Known): void => {
    code
      .get(BASE_PARAM)
      .load(BASE.exp + 16 * PLACES.indexOf(v))
      .set(c);
  };
  const each = (step: (k: number) => void): void => {
    for (let k = 0; k < x.length; k++) step(k);
  };
  /** out = a · constant, or a + constant. */
  const by = (op: 'mul' | 'add' | 'sub', constant: Known, a: readonly number[], out: readonly number[]): void => {
    load(constant);
    each((k) => code.get(a[k]!).get(c).simd(op).set(out[k]!));
  };
  const join = (op: 'mul' | 'add' | 'sub', a: readonly number[], b: readonly number[], out: readonly number[]): void =>
    each((k) => code.get(a[k]!).get(b[k]!).simd(op).set(out[k]!));
  const [shifted, whole, part, r, r2, r4, a, b, q] = Array.from({ length: 9 }, vectors) as [
    number[],
    number[],
    number[],
    number[],
    number[],
    number[],
    number[],
    number[],
    number[],
  ];
  by('mul', Math.LOG2E, x, shifted);
  by('add', ROUND, shifted, shifted);
  by('sub', ROUND, shifted, whole);
  by('mul', LN2_HIGH, whole, part);
  join('sub', x, part, r);
  by('mul', LN2_LOW, whole, part);
  join('sub', r, part, r);
  join('mul', r, r, r2);
  join('mul', r2, r2, r4);
  const line = (constant: Known, slope: Known, out: readonly number[]): void => {
    by('mul', slope, r, out);
    by('add', constant, out, out);
  };
  const lines = (c0: Known, c1: Known, c2: Known, c3: Known, out: readonly number[]): void => {
    line(c2, c3, part);
    join('mul', part, r2, part);
    line(c0, c1, out);
    join('add', out, part, out);
  };
  lines(0.5000000000000001, 0.16666666666666669, 0.04166666666662413, 0.008333333333330062, a);
  lines(0.0013888888917213717, 0.00019841269863053618, 2.4801521295954376e-5, 2.7557268459997064e-6, b);
  line(2.7620088445409746e-7, 2.510038549551032e-8, q);
  // 1 + (r + r² (a + r⁴ (b + r⁴ q)))
  for (const [factor, term] of [
    [r4, b],
    [r4, a],
    [r2, r],
  ] as const) {
    join('mul', q, factor, q);
    join('add', term, q, q);
  }
  by('add', 1, q, q);
  // 2^k: k stands in the lower bits of `shifted`; moved to the exponent's place, with its bias added.
  load(1);
  each((k) =>
    code.get(shifted[k]!).i32(52).simd('i64x2.shl').get(c).simd('i64x2.add').get(q[k]!).simd('mul').set(y[k]!),
  );
}
