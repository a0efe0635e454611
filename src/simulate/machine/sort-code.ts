/** Numbers in order of size, in place and in small. */
import { Code } from '../../engine/wasm/asm.ts';
import { BASE } from './places.ts';
import { add, locals, whileTrue } from './write.ts';

/** (base, from, to): sorts the numbers from one address to another, and takes its moves off the budget; not again if it was the last. */
export function sortCode(): Code {
  const code = new Code(['i32', 'i32', 'i32']);
  const [base, from, to] = [0, 1, 2];
  const [i, j, moves] = locals(code, 'i32', 3);
  const [v, before] = locals(code, 'f64', 2);
  code.get(from).get(base).loadI32(BASE.sortedFrom).op('i32.eq');
  code.get(to).get(base).loadI32(BASE.sortedTo).op('i32.eq').op('i32.and').if().op('return').op('end');
  code.get(base).get(from).storeI32(BASE.sortedFrom).get(base).get(to).storeI32(BASE.sortedTo);
  code.get(from).i32(8).op('i32.add').set(i);
  code.get(base).loadI32(BASE.budget).set(moves);
  const left = (): void => {
    code.get(i).get(to).op('i32.lt_u').get(moves).i32(0).op('i32.ge_s').op('i32.and');
  };
  whileTrue(code, left, () => {
    code.get(i).tee(j).loadF64(0).set(v);
    code.block().loop();
    code.get(j).get(from).op('i32.eq').brIf(1);
    code.get(j).i32(8).op('i32.sub').loadF64(0).tee(before).get(v).op('f64.le').brIf(1);
    code.get(j).get(before).storeF64(0);
    add(code, j, -8);
    add(code, moves, -1);
    code.br(0).op('end').op('end');
    code.get(j).get(v).storeF64(0);
    add(code, i, 8);
  });
  return code.get(base).get(moves).storeI32(BASE.budget);
}

/** Up to four numbers from an address on → `BASE.four`, sorted, without a branch. */
export function sortFour(code: Code, base: number, from: number, count: number): void {
  const [a, b, low, high, s1, s2] = locals(code, 'v128', 6);
  const there = code.local('v128');
  code.get(count).op('f64.convert_i32_u').simd('splat').set(there);
  for (const [k, pair] of [a, b].entries()) {
    code
      .get(from)
      .load(16 * k)
      .f64x2(Number.POSITIVE_INFINITY)
      .get(there);
    code
      .f64x2(2 * k, 2 * k + 1)
      .simd('gt')
      .simd('bitselect')
      .set(pair);
  }
  /** The lesser or the greater of both lanes, in both. */
  const ofLanes = (op: 'pmin' | 'pmax', pair: number): void => {
    code.get(pair).get(pair).get(pair).shuffle(2, 3, 0, 1).simd(op);
  };
  code.get(a).get(b).simd('pmin').set(low).get(a).get(b).simd('pmax').set(high);
  ofLanes('pmax', low);
  code.set(s1);
  ofLanes('pmin', high);
  code.set(s2);
  code.get(base);
  ofLanes('pmin', low);
  code.get(s1).get(s2).simd('pmin').shuffle(0, 1, 4, 5).store(BASE.four);
  code.get(base).get(s1).get(s2).simd('pmax');
  ofLanes('pmax', high);
  code.shuffle(0, 1, 4, 5).store(BASE.four + 16);
}
