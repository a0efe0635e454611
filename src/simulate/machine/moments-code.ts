/** Mean and sd of numbers that lie one after another, in the four lanes of moments.ts and with its bits. */
import { Code } from '../../engine/wasm/asm.ts';
import { add, whileFits } from './write.ts';

/** (first, end) → mean; addresses, `end` after the last number. */
export function meanCode(): Code {
  const code = new Code(['i32', 'i32'], ['f64']);
  const [at, end] = [0, 1];
  const first = code.local('f64');
  const count = countOf(code, at, end);
  code.get(at).loadF64(0).set(first);
  laneSums(code, at, end, first, () => {});
  return code.get(count).op('f64.div').get(first).op('f64.add');
}

/** (first, end, mean) → sd, divisor n − 1. */
export function sdCode(): Code {
  const code = new Code(['i32', 'i32', 'f64'], ['f64']);
  const [at, end, mean] = [0, 1, 2];
  const count = countOf(code, at, end);
  const square = (type: 'f64' | 'v128'): void => {
    const d = code.local(type);
    code.set(d).get(d).get(d);
    if (type === 'f64') code.op('f64.mul');
    else code.simd('mul');
  };
  laneSums(code, at, end, mean, square);
  return code.get(count).f64(1).op('f64.sub').op('f64.div').op('f64.sqrt');
}

function countOf(code: Code, at: number, end: number): number {
  const count = code.local('f64');
  code.get(end).get(at).op('i32.sub').i32(3).op('i32.shr_u').op('f64.convert_i32_u').set(count);
  return count;
}

/** Leaves Σ f(number − about) on the stack. */
function laneSums(code: Code, at: number, end: number, about: number, f: (type: 'f64' | 'v128') => void): void {
  const center = code.local('v128');
  const lanes = [code.local('v128'), code.local('v128')] as const;
  code.get(about).simd('splat').set(center);
  whileFits(code, at, end, 32, () => {
    for (const [k, sum] of lanes.entries()) {
      code
        .get(sum)
        .get(at)
        .load(16 * k)
        .get(center)
        .simd('sub');
      f('v128');
      code.simd('add').set(sum);
    }
  });
  const sums = lanes.flatMap((lane) =>
    ([0, 1] as const).map((k) => {
      const sum = code.local('f64');
      code.get(lane).simd('extract', k).set(sum);
      return sum;
    }),
  );
  for (const sum of sums.slice(0, 3)) {
    code.get(at).get(end).op('i32.lt_u').if();
    code.get(sum).get(at).loadF64(0).get(about).op('f64.sub');
    f('f64');
    code.op('f64.add').set(sum);
    add(code, at, 8);
    code.op('end');
  }
  const [a, b, c, d] = sums as [number, number, number, number];
  code.get(a).get(b).op('f64.add').get(c).get(d).op('f64.add').op('f64.add');
}
