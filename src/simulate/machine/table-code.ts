import { Code } from '../../engine/wasm/asm.ts';
import { exponentials, scalarExponentials } from './exponential.ts';
import { STREAM } from './places.ts';
import { eachFour, number, RECORD } from './tile-writer.ts';
import { constant, eachPair, field, locals } from './write.ts';

/** Bytes of a cell, and of a side, of an `InverseTable`. */
const CELL = 32;
const SIDE_BITS = 14;
/** Low bits of the exponent of the first octave, ½: tables in memory begin with those whose exponent ends in 0. */
export const FIRST_OCTAVE = 1022 & 31;

/**
 * The table's cell is read off a double: y = (signed word) + ½ has the sign of the side and the folded uniform times 2^32 as
 * its size, from 2^-1 to below 2^31; the lower five bits of its exponent and the upper four of its mantissa number the
 * cell. What is left of the mantissa is t.
 *
 * @param exp what follows: nothing, the exponential of moderate numbers, or a scalar function for it
 */
export function tablePlan(exp?: 'moderate' | number): Code {
  const code = new Code(['i32', 'i32']);
  const [offset, scale] = [number(code, 0), number(code, 1)];
  const table = code.local('v128');
  code.get(RECORD).loadSplatI32(STREAM.table).set(table);
  const half = constant(code, 0.5);
  const one = constant(code, 1);
  const [rest, mask] = locals(code, 'v128', 2);
  code.i32x4(-1, 0xffff, -1, 0xffff).set(rest);
  const cellBits = (1 << SIDE_BITS) - CELL;
  code.i32x4(cellBits, cellBits, cellBits, cellBits).set(mask);
  const pairs = [code.local('v128'), code.local('v128')] as const;
  const y = [code.local('v128'), code.local('v128')] as const;
  const [high, cells, t] = locals(code, 'v128', 3);
  eachFour(code, (words, { out }) => {
    eachPair(code, words, (pair) => code.get(half).simd('add').set(pairs[pair]));
    code.get(pairs[0]).get(pairs[1]).shuffle(1, 3, 5, 7).tee(high).i32(11).simd('i32x4.shr_u').get(mask).simd('and');
    code.get(high).i32(31).simd('i32x4.shr_u').i32(SIDE_BITS).simd('i32x4.shl').simd('i32x4.add');
    code.get(table).simd('i32x4.add').set(cells);
    for (const pair of [0, 1] as const) {
      code.get(pairs[pair]).get(rest).simd('and').get(one).simd('or').get(one).simd('sub').set(t);
      cubic(code, cells, pair, t);
      code.get(scale).simd('mul').get(offset).simd('add').set(y[pair]);
    }
    for (const pair of [0, 1] as const)
      code
        .get(out)
        .get(y[pair])
        .store(16 * pair);
  });
  if (exp === 'moderate') exponentials(code, field(code, RECORD, STREAM.out));
  if (typeof exp === 'number') scalarExponentials(code, field(code, RECORD, STREAM.out), exp);
  return code;
}

/** The cubics of two cells at t, on the stack. */
function cubic(code: Code, cells: number, pair: 0 | 1, t: number): void {
  const [a, b] = locals(code, 'i32', 2);
  code
    .get(cells)
    .simd('i32x4.extract', pair === 0 ? 0 : 2)
    .set(a);
  code
    .get(cells)
    .simd('i32x4.extract', pair === 0 ? 1 : 3)
    .set(b);
  const coefficients = [0, 16].flatMap((at) => {
    const [p, q] = locals(code, 'v128', 2);
    code.get(a).load(at).set(p).get(b).load(at).set(q);
    return [() => code.get(p).get(q).shuffle(0, 1, 4, 5), () => code.get(p).get(q).shuffle(2, 3, 6, 7)];
  });
  coefficients[3]!();
  for (const k of [2, 1, 0]) {
    code.get(t).simd('mul');
    coefficients[k]!().simd('add');
  }
}
