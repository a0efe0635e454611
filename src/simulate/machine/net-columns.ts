/** The points of a net: what a site's stream changes of the net's directions. */
import { Code } from '../../engine/wasm/asm.ts';
import { PURPOSE } from '../stream-key.ts';
import { philox, transposed } from './philox-words.ts';
import { BASE, COLUMN } from './places.ts';
import { add, field, locals, whileTrue } from './write.ts';

/**
 * (base, column): what `StreamRecords` laid down → the shift and the direction number of each bit of a draw's number, as in
 * `SobolStream`. Four blocks of random words are made at once: the shift's, then those of the index map.
 */
export function netColumn(): Code {
  const code = new Code(['i32', 'i32']);
  const [base, column] = [0, 1];
  const dimension = field(code, column, COLUMN.dimension);
  const net = field(code, column, COLUMN.net);
  const digits = field(code, base, BASE.digits);
  const [at, i, end] = locals(code, 'i32', 3);
  randomBlocks(code, { base, column, dimension, digits, i });
  code.get(column).get(base).get(dimension).i32(3).op('i32.and').i32(2).op('i32.shl').op('i32.add');
  code.loadI32(BASE.blocks).storeI32(0);
  const [map, diagonal, x] = locals(code, 'v128', 3);
  code.i32x4(1, 2, 4, 8).set(diagonal).get(net).set(end).get(base).set(at);
  const left = (): void => {
    code.get(end).get(net).op('i32.sub').get(digits).i32(4).op('i32.mul').op('i32.lt_u');
  };
  whileTrue(code, left, () => {
    // Unit triangular: ones on the diagonal, random above.
    code
      .get(diagonal)
      .i32x4(1, 1, 1, 1)
      .simd('i32x4.sub')
      .get(at)
      .load(BASE.blocks + 16)
      .simd('and');
    code.get(diagonal).simd('or').set(map).zero().set(x);
    add(code, end, 16);
    code.get(net).set(i).loop();
    code.get(x).zero().get(map).i32x4(1, 1, 1, 1).simd('and').simd('i32x4.sub');
    code.get(i).loadSplatI32(0).simd('and').simd('xor').set(x);
    code.get(map).i32(1).simd('i32x4.shr_u').set(map);
    code.get(i).i32(4).op('i32.add').tee(i).get(end).op('i32.lt_u').brIf(0).op('end');
    code.get(column).get(x).store(4);
    add(code, column, 16);
    add(code, at, 16);
    code.get(diagonal).i32(4).simd('i32x4.shl').set(diagonal);
  });
  return code;
}

interface Blocks {
  base: number;
  column: number;
  dimension: number;
  digits: number;
  i: number;
}

/** At `BASE.blocks`: the block of the shift, and one of the map for every four digits. */
function randomBlocks(code: Code, { base, column, dimension, digits, i }: Blocks): void {
  const [number, isMap] = locals(code, 'v128', 2);
  const state = locals(code, 'v128', 4);
  const key = locals(code, 'v128', 2);
  const to = code.local('i32');
  const { shift, map } = PURPOSE;
  code.get(base).set(to);
  const left = (): void => {
    code.get(i).i32(4).op('i32.mul').get(digits).i32(4).op('i32.add').op('i32.lt_u');
  };
  whileTrue(code, left, () => {
    code.get(i).simd('i32x4.splat').i32x4(0, 1, 2, 3).simd('i32x4.add').tee(number);
    code.zero().simd('i32x4.gt_s').set(isMap);
    // True is −1.
    code.get(number).get(isMap).simd('i32x4.add').set(state[0]!);
    code.get(dimension).i32(2).op('i32.shr_u').simd('i32x4.splat').get(isMap).simd('andnot').set(state[1]!);
    code.zero().set(state[2]!);
    code.i32x4(map, map, map, map).i32x4(shift, shift, shift, shift).get(isMap).simd('bitselect').set(state[3]!);
    for (const [k, word] of key.entries())
      code
        .get(column)
        .loadSplatI32(COLUMN.key + 4 * k)
        .set(word);
    for (const [k, words] of transposed(code, philox(code, state, key)).entries())
      code
        .get(to)
        .get(words)
        .store(BASE.blocks + 16 * k);
    add(code, i, 4);
    add(code, to, 64);
  });
}
