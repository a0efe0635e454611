/** Tiles of the outputs → all their draws. */
import { Code } from '../../engine/wasm/asm.ts';
import { BASE, OUTPUT } from './places.ts';
import { add, field, locals, repeat, whileTrue } from './write.ts';

/** Bytes of a tile. */
const TILE = 512;

/**
 * (base, tile, lanes): copies the first lanes of the outputs' tiles to their place among all draws, undefined (NaN) where
 * they are not finite, and notes the range of the others. What lies beyond the last draw repeats the tile's first.
 */
export function storeTile(): Code {
  const code = new Code(['i32', 'i32', 'i32']);
  const [base, tile, lanes] = [0, 1, 2];
  const record = field(code, base, BASE.firstOutput);
  const left = field(code, base, BASE.outputs);
  const [i, from, to] = locals(code, 'i32', 3);
  const [x, nothing, min, max, all, odd] = locals(code, 'v128', 6);
  const each = (): void => {
    code.get(record).loadI32(OUTPUT.tile).set(from);
    pad(code, from, lanes, i);
    code.get(tile).i32(TILE).op('i32.mul').get(record).loadI32(OUTPUT.values).op('i32.add').set(to);
    code.get(tile).if();
    code.get(record).load(OUTPUT.min).set(min).get(record).load(OUTPUT.max).set(max);
    code.get(record).load(OUTPUT.allDefined).set(all).op('else');
    code.f64x2(Number.POSITIVE_INFINITY).set(min).f64x2(Number.NEGATIVE_INFINITY).set(max);
    code.zero().simd('not').set(all).op('end').zero().set(odd);
    repeat(code, i, 16, TILE, () => {
      // x − x is 0 if x is finite, else NaN; x less 0 is x, −0 too.
      code.get(from).get(i).op('i32.add').load(0).tee(x).get(x).get(x).simd('sub').tee(nothing).simd('sub').set(x);
      code.get(to).get(i).op('i32.add').get(x).store(0);
      // An undefined number is passed over.
      code.get(min).get(x).simd('pmin').set(min).get(max).get(x).simd('pmax').set(max);
      code.get(odd).get(nothing).simd('add').set(odd);
    });
    code.get(record).get(min).store(OUTPUT.min).get(record).get(max).store(OUTPUT.max);
    code.get(record).get(odd).zero().simd('eq').get(all).simd('and').store(OUTPUT.allDefined);
    add(code, record, OUTPUT.size);
    add(code, left, -1);
  };
  whileTrue(code, () => code.get(left), each);
  return code;
}

/** Lanes from `lanes` on become the first. */
function pad(code: Code, tile: number, lanes: number, i: number): void {
  code.get(lanes).set(i);
  const beyond = (): void => {
    code.get(i).i32(64).op('i32.lt_u');
  };
  whileTrue(code, beyond, () => {
    code.get(i).i32(8).op('i32.mul').get(tile).op('i32.add').get(tile).loadF64(0).storeF64(0);
    add(code, i, 1);
  });
}
