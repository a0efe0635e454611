/**
 * Words of a tile → quantities, one function a plan of inverse.ts and with its bits. All take (base, stream): the uniforms
 * lie at `BASE.words`, the tile to fill and the plan's numbers are in the stream's record.
 */
import { Code } from '../../engine/wasm/asm.ts';
import { eachFour, number } from './tile-writer.ts';
import { constant, eachPair, locals } from './write.ts';

const UNIT = 1 / 0x100000000;
const TOP = -0x80000000;

/**
 * Pair by pair: `value` turns the two uniforms on the stack into numbers. Only signed words become numbers quickly, so 2^31 is
 * taken off first; all of it is exact.
 */
function eachUniform(code: Code, value: () => void): Code {
  const unit = constant(code, UNIT);
  const middle = constant(code, 0.5 + UNIT / 2);
  const [top, signed, result] = locals(code, 'v128', 3);
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
  const [u, below, root] = locals(code, 'v128', 3);
  return eachUniform(code, () => {
    code.tee(u).get(split).simd('lt').set(below);
    code.get(u).get(lower).simd('mul').get(one).get(u).simd('sub').get(upper).simd('mul');
    code.get(below).simd('bitselect').simd('sqrt').set(root);
    code.get(low).get(root).simd('add').get(high).get(root).simd('sub').get(below).simd('bitselect');
  });
}
