/** The uniforms of a tile as 64 words: Sobol' points. */
import { Code } from '../../engine/wasm/asm.ts';
import { BASE, COLUMN } from './places.ts';
import { add, locals, whileTrue } from './write.ts';

/** (base, column): the column of a site's stream, and the points of its first 64 draws. @param net `netColumn` */
export function firstPoints(net: number): Code {
  const code = new Code(['i32', 'i32']);
  const column = 1;
  code.get(0).get(column).call(net);
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
  const [high, at] = locals(code, 'i32', 2);
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
