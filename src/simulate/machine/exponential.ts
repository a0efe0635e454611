import type { Code } from '../../engine/wasm/asm.ts';
import { repeat } from './write.ts';

/** ln 2 in two parts and the polynomial: as in elementary.ts, of which these are the bits. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const ROUND = 6755399441055744;
const LEAST = -708;
const MOST = 709;

/**
 * Replaces the 64 numbers at `tile` by their exponentials.
 *
 * @param tile local with the address
 * @param scalar function f64 → f64 for numbers whose exponential is not in the middle of the range
 */
export function exponential(code: Code, tile: number, scalar: number): void {
  const [i, at] = [code.local('i32'), code.local('i32')];
  const [x, y] = [code.local('v128'), code.local('v128')];
  repeat(code, i, 16, 512, () => {
    code.get(tile).get(i).op('i32.add').tee(at).load(0).set(x);
    reduced(code, x);
    code.set(y);
    code.get(x).f64x2(LEAST).simd('gt').get(x).f64x2(MOST).simd('lt').simd('and').simd('allTrue').op('i32.eqz').if();
    code.get(x).simd('extract', 0).call(scalar).simd('splat');
    code.get(x).simd('extract', 1).call(scalar).simd('replace', 1).set(y);
    code.op('end');
    code.get(at).get(y).store(0);
  });
}

/** The exponentials of a pair, on the stack. */
function reduced(code: Code, x: number): void {
  const [shifted, k, r, r2, r4, a, b] = Array.from({ length: 7 }, () => code.local('v128')) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  code.get(x).f64x2(Math.LOG2E).simd('mul').f64x2(ROUND).simd('add').set(shifted);
  code.get(shifted).f64x2(ROUND).simd('sub').set(k);
  code.get(x).get(k).f64x2(LN2_HIGH).simd('mul').simd('sub').get(k).f64x2(LN2_LOW).simd('mul').simd('sub').set(r);
  code.get(r).get(r).simd('mul').set(r2).get(r2).get(r2).simd('mul').set(r4);
  const line = (constant: number, slope: number): void => {
    code.f64x2(constant).get(r).f64x2(slope).simd('mul').simd('add');
  };
  const pairOfLines = (c0: number, c1: number, c2: number, c3: number, to: number): void => {
    line(c0, c1);
    code.get(r2);
    line(c2, c3);
    code.simd('mul').simd('add').set(to);
  };
  pairOfLines(0.5000000000000001, 0.16666666666666669, 0.04166666666662413, 0.008333333333330062, a);
  pairOfLines(0.0013888888917213717, 0.00019841269863053618, 2.4801521295954376e-5, 2.7557268459997064e-6, b);
  // 1 + (r + r² (a + r⁴ (b + r⁴ (line))))
  code.f64x2(1).get(r).get(r2).get(a).get(r4).get(b).get(r4);
  line(2.7620088445409746e-7, 2.510038549551032e-8);
  code.simd('mul').simd('add').simd('mul').simd('add').simd('mul').simd('add').simd('add');
  // 2^k: k stands in the lower bits of `shifted`; moved to the exponent's place, with its bias added.
  code.get(shifted).i32(52).simd('i64x2.shl').f64x2(1).simd('i64x2.add').simd('mul');
}
