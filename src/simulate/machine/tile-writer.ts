/** What the plans of a stream are written with; see inverse-code.ts. */
import type { Code } from '../../engine/wasm/asm.ts';
import { BASE, STREAM } from './places.ts';
import { field, repeat, splat } from './write.ts';

/** Parameters of a plan's function. */
export const BASE_PARAM = 0;
export const RECORD = 1;

/** Plan's number k. */
export const number = (code: Code, k: number): number => splat(code, RECORD, STREAM.numbers + 8 * k);

interface Tile {
  code: Code;
  /** Local with the address of the first of the four numbers. */
  out: number;
}

/** Four words at a time; `body` is to write their four numbers at `out` + 0, 8, 16, 24. */
export function eachFour(code: Code, body: (words: number, tile: Tile) => void): Code {
  const words = code.local('v128');
  const i = code.local('i32');
  const start = field(code, RECORD, STREAM.out);
  const out = code.local('i32');
  repeat(code, i, 32, 256, () => {
    // Two turns in one: the loop's own work, and what V8 spills, are halved.
    for (const k of [0, 16]) {
      code
        .get(BASE_PARAM)
        .get(i)
        .op('i32.add')
        .load(BASE.words + k)
        .set(words);
      code
        .get(start)
        .get(i)
        .get(i)
        .op('i32.add')
        .op('i32.add')
        .i32(2 * k)
        .op('i32.add')
        .set(out);
      body(words, { code, out });
    }
  });
  return code;
}
