/**
 * Words of a tile → quantities, one function a plan of inverse.ts and with its bits. All take (base, stream): the uniforms
 * lie at `BASE.words`, the tile to fill and the plan's numbers are in the stream's record.
 */
import { Code } from '../../engine/wasm/asm.ts';
import { exponential } from './exponential.ts';
import { BASE, STREAM } from './places.ts';
import { constant, eachPair, field, repeat, splat } from './write.ts';

const UNIT = 1 / 0x100000000;
const TOP = -0x80000000;
const BASE_PARAM = 0;
const RECORD = 1;

/** Plan's number k. */
const number = (code: Code, k: number): number => splat(code, RECORD, STREAM.numbers + 8 * k);

interface Tile {
  code: Code;
  /** Address of the number to write, less `offset` bytes. */
  out: number;
}

/** Four words at a time; `body` is to write their four numbers at `out` + 0, 8, 16, 24. */
function eachFour(code: Code, body: (words: number, tile: Tile) => void): Code {
  const words = code.local('v128');
  const i = code.local('i32');
  const start = field(code, RECORD, STREAM.out);
  const out = code.local('i32');
  repeat(code, i, 16, 256, () => {
    code.get(BASE_PARAM).get(i).op('i32.add').load(BASE.words).set(words);
    code.get(start).get(i).get(i).op('i32.add').op('i32.add').set(out);
    body(words, { code, out });
  });
  return code;
}

/**
 * Pair by pair: `value` turns the two uniforms on the stack into numbers. Only signed words become numbers quickly, so 2^31 is
 * taken off first; all of it is exact.
 */
function eachUniform(code: Code, value: () => void): Code {
  const unit = constant(code, UNIT);
  const middle = constant(code, 0.5 + UNIT / 2);
  const [top, signed, result] = [code.local('v128'), code.local('v128'), code.local('v128')];
  code.i32x4(TOP, TOP, TOP, TOP).set(top);
  return eachFour(code, (words, { out }) => {
    code.get(words).get(top).simd('xor').set(signed);
    eachPair(code, signed, (pair) => {
      code.get(unit).simd('mul').get(middle).simd('add');
      value();
      code
        .set(result)
        .get(out)
        .get(result)
        .store(16 * pair);
    });
  });
}

export function constantPlan(): Code {
  const code = new Code(['i32', 'i32']);
  const value = number(code, 0);
  return eachFour(code, (_, { out }) => {
    for (const at of [0, 16]) code.get(out).get(value).store(at);
  });
}

export function linearPlan(): Code {
  const code = new Code(['i32', 'i32']);
  const [offset, scale] = [number(code, 0), number(code, 1)];
  return eachUniform(code, () => code.get(scale).simd('mul').get(offset).simd('add'));
}

export function triangularPlan(): Code {
  const code = new Code(['i32', 'i32']);
  const [low, high, split, lower, upper] = [0, 1, 2, 3, 4].map((k) => number(code, k)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const one = constant(code, 1);
  const [u, below, root] = [code.local('v128'), code.local('v128'), code.local('v128')];
  return eachUniform(code, () => {
    code.tee(u).get(split).simd('lt').set(below);
    code.get(u).get(lower).simd('mul').get(one).get(u).simd('sub').get(upper).simd('mul');
    code.get(below).simd('bitselect').simd('sqrt').set(root);
    code.get(low).get(root).simd('add').get(high).get(root).simd('sub').get(below).simd('bitselect');
  });
}

/** Bytes of a cell, and of a side, of an `InverseTable`. */
const CELL = 32;
const SIDE_BITS = 14;
/** Low bits of the exponent of the first octave, ½: tables in memory begin with those whose exponent ends in 0. */
export const FIRST_OCTAVE = 1022 & 31;

/**
 * The table's cell is read off a double: y = (signed word) + ½ has the sign of the side and the folded uniform times 2^32 as
 * its size, from 2^-1 to below 2^31; the lower five bits of its exponent and the upper four of its mantissa number the
 * cell. What is left of the mantissa is t.
 */
export function tablePlan(exp: number | undefined): Code {
  const code = new Code(['i32', 'i32']);
  const [offset, scale] = [number(code, 0), number(code, 1)];
  const table = code.local('v128');
  code.get(RECORD).loadSplatI32(STREAM.table).set(table);
  const half = constant(code, 0.5);
  const one = constant(code, 1);
  const [rest, mask] = [code.local('v128'), code.local('v128')];
  code.i32x4(-1, 0xffff, -1, 0xffff).set(rest);
  const cellBits = (1 << SIDE_BITS) - CELL;
  code.i32x4(cellBits, cellBits, cellBits, cellBits).set(mask);
  const pairs = [code.local('v128'), code.local('v128')] as const;
  const [high, cells, t, y] = [code.local('v128'), code.local('v128'), code.local('v128'), code.local('v128')];
  eachFour(code, (words, { out }) => {
    eachPair(code, words, (pair) => code.get(half).simd('add').set(pairs[pair]));
    code.get(pairs[0]).get(pairs[1]).shuffle(1, 3, 5, 7).tee(high).i32(11).simd('i32x4.shr_u').get(mask).simd('and');
    code.get(high).i32(31).simd('i32x4.shr_u').i32(SIDE_BITS).simd('i32x4.shl').simd('i32x4.add');
    code.get(table).simd('i32x4.add').set(cells);
    for (const pair of [0, 1] as const) {
      code.get(pairs[pair]).get(rest).simd('and').get(one).simd('or').get(one).simd('sub').set(t);
      cubic(code, cells, pair, t);
      code
        .get(scale)
        .simd('mul')
        .get(offset)
        .simd('add')
        .set(y)
        .get(out)
        .get(y)
        .store(16 * pair);
    }
  });
  if (exp !== undefined) exponential(code, field(code, RECORD, STREAM.out), exp);
  return code;
}

/** The cubics of two cells at t, on the stack. */
function cubic(code: Code, cells: number, pair: 0 | 1, t: number): void {
  const [a, b] = [code.local('i32'), code.local('i32')];
  code
    .get(cells)
    .simd('i32x4.extract', pair === 0 ? 0 : 2)
    .set(a);
  code
    .get(cells)
    .simd('i32x4.extract', pair === 0 ? 1 : 3)
    .set(b);
  const coefficients = [0, 16].flatMap((at) => {
    const [p, q] = [code.local('v128'), code.local('v128')];
    code.get(a).load(at).set(p).get(b).load(at).set(q);
    return [() => code.get(p).get(q).shuffle(0, 1, 4, 5), () => code.get(p).get(q).shuffle(2, 3, 6, 7)];
  });
  coefficients[3]!();
  for (const k of [2, 1, 0]) {
    code.get(t).simd('mul');
    coefficients[k]!().simd('add');
  }
}

export function stepsPlan(): Code {
  const code = new Code(['i32', 'i32']);
  const values = field(code, RECORD, STREAM.table);
  const cumulative = field(code, RECORD, STREAM.cumulative);
  const guide = field(code, RECORD, STREAM.guide);
  const out = field(code, RECORD, STREAM.out);
  const [i, step, word] = [code.local('i32'), code.local('i32'), code.local('i32')];
  const u = code.local('f64');
  repeat(code, i, 4, 256, () => {
    code.get(BASE_PARAM).get(i).op('i32.add').loadI32(BASE.words).set(word);
    code
      .get(word)
      .op('f64.convert_i32_u')
      .f64(UNIT)
      .op('f64.mul')
      .f64(UNIT / 2)
      .op('f64.add')
      .set(u);
    code.get(u).get(RECORD).loadF64(STREAM.steps).op('f64.mul').truncate();
    code.i32(4).op('i32.mul').get(guide).op('i32.add').loadI32(0).set(step);
    code.loop();
    code.get(step).i32(1).op('i32.add').set(step);
    // Steps are numbered from 1 here: the one before `step` is looked at.
    code.get(step).i32(8).op('i32.mul').get(cumulative).op('i32.add').i32(8).op('i32.sub').loadF64(0);
    code.get(u).op('f64.le').brIf(0).op('end');
    code.get(out).get(i).i32(2).op('i32.mul').op('i32.add');
    code.get(step).i32(8).op('i32.mul').get(values).op('i32.add').i32(8).op('i32.sub').loadF64(0).storeF64(0);
  });
  return code;
}
