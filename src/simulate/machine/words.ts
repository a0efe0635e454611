/** The uniforms of a tile as 64 words. */
import { Code } from '../../engine/wasm/asm.ts';
import { PURPOSE } from '../stream-key.ts';
import { BASE, COLUMN } from './places.ts';
import { add, repeat, whileTrue } from './write.ts';

/** (base, column): the points of the first 64 draws, to where they belong after the column; see `SobolStream.column`. */
export function firstPoints(): Code {
  const code = new Code(['i32', 'i32']);
  const column = 1;
  const direction = (bit: number): Code => code.get(column).loadSplatI32(4 + 4 * bit);
  const first = code.local('v128');
  code.get(column).loadSplatI32(0);
  direction(0).i32x4(0, -1, 0, -1).simd('and').simd('xor');
  direction(1).i32x4(0, 0, -1, -1).simd('and').simd('xor').set(first);
  const points = [first];
  for (const bit of [2, 3, 4, 5]) {
    const step = code.local('v128');
    direction(bit).set(step);
    for (const p of [...points]) {
      const next = code.local('v128');
      code.get(p).get(step).simd('xor').set(next);
      points.push(next);
    }
  }
  for (const [i, p] of points.entries())
    code
      .get(column)
      .get(p)
      .store(COLUMN.points + 16 * i);
  return code;
}

/** (base, column, tile): the points of draws 64 tile … 64 tile + 63, once `firstPoints` has been there. */
export function sobolWords(): Code {
  const code = new Code(['i32', 'i32', 'i32']);
  const [base, column, rest] = [0, 1, 2];
  const [high, at] = [code.local('i32'), code.local('i32')];
  const shift = code.local('v128');
  code.get(column).set(at);
  whileTrue(
    code,
    () => code.get(rest),
    () => {
      code
        .i32(0)
        .get(rest)
        .i32(1)
        .op('i32.and')
        .op('i32.sub')
        .get(at)
        .loadI32(4 + 4 * 6)
        .op('i32.and');
      code.get(high).op('i32.xor').set(high);
      add(code, at, 4);
      code.get(rest).i32(1).op('i32.shr_u').set(rest);
    },
  );
  code.get(high).simd('i32x4.splat').set(shift);
  for (let k = 0; k < 256; k += 16) {
    code
      .get(base)
      .get(column)
      .load(COLUMN.points + k)
      .get(shift)
      .simd('xor')
      .store(BASE.words + k);
  }
  return code;
}

const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const W0 = 0x9e3779b9;
const W1 = 0xbb67ae85;

/** (base, column, tile): Philox 4x32-10 as in philox.ts, four blocks side by side; see `RandomStream.column`. */
export function philoxWords(): Code {
  const code = new Code(['i32', 'i32', 'i32']);
  const [base, column, tile] = [0, 1, 2];
  const i = code.local('i32');
  const state = vectors(code, 4);
  const key = vectors(code, 2);
  repeat(code, i, 64, 256, () => {
    code.get(tile).i32(16).op('i32.mul').get(i).i32(4).op('i32.shr_u').op('i32.add').simd('i32x4.splat');
    code.i32x4(0, 1, 2, 3).simd('i32x4.add').set(state[0]!);
    code.get(column).loadSplatI32(8).set(state[1]!);
    code.zero().set(state[2]!);
    code.i32x4(PURPOSE.draw, PURPOSE.draw, PURPOSE.draw, PURPOSE.draw).set(state[3]!);
    for (const [k, word] of key.entries())
      code
        .get(column)
        .loadSplatI32(4 * k)
        .set(word);
    for (let round = 0; round < 10; round++) philoxRound(code, state, key);
    for (const [block, words] of transposed(code, state).entries()) {
      code
        .get(base)
        .get(i)
        .op('i32.add')
        .get(words)
        .store(BASE.words + 16 * block);
    }
  });
  return code;
}

function philoxRound(code: Code, state: number[], key: readonly number[]): void {
  const [x0, x1, x2, x3] = state as [number, number, number, number];
  const [low0, high0] = product(code, x0, M0);
  const [low1, high1] = product(code, x2, M1);
  const [y0, y2] = vectors(code, 2) as [number, number];
  code.get(high1).get(x1).simd('xor').get(key[0]!).simd('xor').set(y0);
  code.get(high0).get(x3).simd('xor').get(key[1]!).simd('xor').set(y2);
  state.splice(0, 4, y0, low1, y2, low0);
  for (const [k, step] of [W0, W1].entries()) {
    code.get(key[k]!).i32x4(step, step, step, step).simd('i32x4.add').set(key[k]!);
  }
}

/** Lower and upper words of the products with m. */
function product(code: Code, x: number, m: number): [number, number] {
  const [front, back, low, high] = vectors(code, 4) as [number, number, number, number];
  code.get(x).i32x4(m, m, m, m).simd('i64x2.extmul_low_i32x4_u').set(front);
  code.get(x).i32x4(m, m, m, m).simd('i64x2.extmul_high_i32x4_u').set(back);
  code.get(front).get(back).shuffle(0, 2, 4, 6).set(low);
  code.get(front).get(back).shuffle(1, 3, 5, 7).set(high);
  return [low, high];
}

/** Rows of a 4 × 4 square of words → its columns. */
function transposed(code: Code, rows: readonly number[]): number[] {
  const [a, b, c, d] = rows as [number, number, number, number];
  const halves = [0, 2].flatMap((k) =>
    [
      [a, b],
      [c, d],
    ].map(([p, q]) => {
      const half = code.local('v128');
      code
        .get(p!)
        .get(q!)
        .shuffle(k, k + 4, k + 1, k + 5)
        .set(half);
      return half;
    }),
  );
  return [0, 1, 2, 3].map((k) => {
    const column = code.local('v128');
    const [p, q] = k < 2 ? [halves[0]!, halves[1]!] : [halves[2]!, halves[3]!];
    code.get(p).get(q);
    if (k % 2 === 0) code.shuffle(0, 1, 4, 5);
    else code.shuffle(2, 3, 6, 7);
    code.set(column);
    return column;
  });
}

function vectors(code: Code, count: number): number[] {
  return Array.from({ length: count }, () => code.local('v128'));
}
