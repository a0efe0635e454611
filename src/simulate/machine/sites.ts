/** The loop over the tiles of a site. */
import { Code } from '../../engine/wasm/asm.ts';
import { BASE, STREAM } from './places.ts';
import { add, field, whileTrue } from './write.ts';

/**
 * (base, tile): fills the parameters' tiles.
 *
 * @param plans functions (base, stream) by code of the plan
 */
export function sampleCode(words: { sobol: number; philox: number; first: number }, plans: readonly number[]): Code {
  const code = new Code(['i32', 'i32']);
  const [base, tile] = [0, 1];
  const record = field(code, base, BASE.firstStream);
  const left = field(code, base, BASE.streams);
  const uniforms = (fn: number): void => {
    code.get(base).get(record).loadI32(STREAM.column).get(tile).call(fn);
  };
  whileTrue(
    code,
    () => code.get(left),
    () => {
      code.get(base).loadI32(BASE.random).if();
      uniforms(words.philox);
      code.op('else').get(tile).op('i32.eqz').if();
      code.get(base).get(record).loadI32(STREAM.column).call(words.first).op('end');
      uniforms(words.sobol);
      code.op('end');
      for (const [plan, fn] of plans.entries()) {
        code.get(record).loadI32(STREAM.plan).i32(plan).op('i32.eq').if();
        code.get(base).get(record).call(fn).op('end');
      }
      add(code, record, STREAM.size);
      add(code, left, -1);
    },
  );
  return code;
}

/** (base): all tiles: quantities, formulas, outputs. */
export function runCode(calls: { sample: number; kernel: number; store: number }): Code {
  const code = new Code(['i32']);
  const base = 0;
  const left = field(code, base, BASE.draws);
  const tile = code.local('i32');
  whileTrue(
    code,
    () => code.get(left).i32(0).op('i32.gt_s'),
    () => {
      code.get(base).get(tile).call(calls.sample).call(calls.kernel);
      code.get(base).get(tile).get(left).call(calls.store);
      add(code, left, -64);
      add(code, tile, 1);
    },
  );
  return code;
}
