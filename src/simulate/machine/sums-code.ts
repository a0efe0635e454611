/** Adding draws to sums, and their mean. */
import { Code } from '../../engine/wasm/asm.ts';
import { BASE } from './places.ts';
import { add, whileTrue } from './write.ts';

/** (sum, values, end): sum[k] += value[k], tile by tile; addresses, `end` of the values. */
export function addDrawsCode(): Code {
  const code = new Code(['i32', 'i32', 'i32']);
  const [sum, values, end] = [0, 1, 2];
  whileTrue(
    code,
    () => code.get(values).get(end).op('i32.lt_u'),
    () => {
      for (const at of [0, 16, 32, 48]) code.get(sum).get(sum).load(at).get(values).load(at).simd('add').store(at);
      add(code, sum, 64);
      add(code, values, 64);
    },
  );
  return code;
}

/** (base, record) → the mean of the draws in which the output exists; NaN if there is none. */
export function meanOfOutput(calls: { keepDefined: number; mean: number }): Code {
  const code = new Code(['i32', 'i32'], ['f64']);
  const count = code.local('i32');
  code.get(0).get(1).call(calls.keepDefined).tee(count).op('i32.eqz').if();
  code.f64(Number.NaN).op('return').op('end');
  code.get(0).loadI32(BASE.first).get(0).loadI32(BASE.first).get(count).i32(8).op('i32.mul').op('i32.add');
  return code.call(calls.mean);
}
