/** The uniforms of a tile as 64 words: Philox 4x32-10. */
import { Code } from '../../engine/wasm/asm.ts';
import { PURPOSE } from '../stream-key.ts';
import { BASE, COLUMN } from './places.ts';
import { locals, repeat } from './write.ts';

const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const W0 = 0x9e3779b9;
const W1 = 0xbb67ae85;

/** (base, column, tile): Philox 4x32-10 as in philox.ts, four blocks side by side; see `COLUMN`. */
export function philoxWords(): Code {
  const code = new Code(['i32', 'i32', 'i32']);
  const [base, column, tile] = [0, 1, 2];
  const i = code.local('i32');
  const state = locals(code, 'v128', 4);
  const key = locals(code, 'v128', 2);
  repeat(code, i, 64, 256, () => {
    code.get(tile).i32(16).op('i32.mul').get(i).i32(4).op('i32.shr_u').op('i32.add').simd('i32x4.splat');
    code.i32x4(0, 1, 2, 3).simd('i32x4.add').set(state[0]!);
    code.get(column).loadSplatI32(COLUMN.dimension).set(state[1]!);
    code.zero().set(state[2]!);
    code.i32x4(PURPOSE.draw, PURPOSE.draw, PURPOSE.draw, PURPOSE.draw).set(state[3]!);
    for (const [k, word] of key.entries())
      code
        .get(column)
        .loadSplatI32(COLUMN.key + 4 * k)
        .set(word);
    for (const [block, words] of transposed(code, philox(code, state, key)).entries()) {
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

/** Words 0, 1, 2, 3 of four counters → those of the four blocks. The counters and the key are lost. */
export function philox(code: Code, counters: readonly number[], key: readonly number[]): readonly number[] {
  const state = [...counters];
  for (let round = 0; round < 10; round++) philoxRound(code, state, key);
  return state;
}

function philoxRound(code: Code, state: number[], key: readonly number[]): void {
  const [x0, x1, x2, x3] = state as [number, number, number, number];
  const [low0, high0] = product(code, x0, M0);
  const [low1, high1] = product(code, x2, M1);
  const [y0, y2] = locals(code, 'v128', 2);
  code.get(high1).get(x1).simd('xor').get(key[0]!).simd('xor').set(y0);
  code.get(high0).get(x3).simd('xor').get(key[1]!).simd('xor').set(y2);
  state.splice(0, 4, y0, low1, y2, low0);
  for (const [k, step] of [W0, W1].entries()) {
    code.get(key[k]!).i32x4(step, step, step, step).simd('i32x4.add').set(key[k]!);
  }
}

/** Lower and upper words of the products with m. */
function product(code: Code, x: number, m: number): [number, number] {
  const [front, back, low, high] = locals(code, 'v128', 4);
  code.get(x).i32x4(m, m, m, m).simd('i64x2.extmul_low_i32x4_u').set(front);
  code.get(x).i32x4(m, m, m, m).simd('i64x2.extmul_high_i32x4_u').set(back);
  code.get(front).get(back).shuffle(0, 2, 4, 6).set(low);
  code.get(front).get(back).shuffle(1, 3, 5, 7).set(high);
  return [low, high];
}

/** Rows of a 4 × 4 square of words → its columns. */
export function transposed(code: Code, rows: readonly number[]): number[] {
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
