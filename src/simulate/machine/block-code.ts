/** Sampling errors: what the eight sub-blocks of the draws say, each for itself. */
import type { Code } from '../../engine/wasm/asm.ts';
import { FEWEST_FOR_ERRORS } from '../summary.ts';
import { BASE } from './places.ts';
import { add, locals, repeat } from './write.ts';

const BLOCKS = 8;
const ESTIMATES = { mean: BASE.estimates, p50: BASE.estimates + 64, p90: BASE.estimates + 128 } as const;

/** Percentiles that have errors. */
const ERRORS_OF = [50, 90] as const;

/** Numbers of functions. */
export interface BlockCalls {
  mean: number;
  sd: number;
  blockQuantile: number;
}

/** Whether there are draws enough, and some in each sub-block. */
export function withErrors(code: Code, base: number, errors: number): void {
  code.get(base).loadI32(BASE.draws).i32(FEWEST_FOR_ERRORS).op('i32.ge_u');
  for (let k = 0; k < BLOCKS; k++) {
    const at = BASE.blockEnds + 4 * k;
    code.get(base).loadI32(at);
    if (k === 0) code.i32(0);
    else code.get(base).loadI32(at - 4);
    code.op('i32.gt_u').op('i32.and');
  }
  code.set(errors);
}

/** Locals of a loop over the sub-blocks. */
interface Block {
  index: number;
  /** Of its numbers: how many lie before it, before the next, in it. */
  from: number;
  to: number;
  count: number;
  /** base + 4 or 8 times its number. */
  at4: number;
  at8: number;
}

function eachBlock(code: Code, base: number, body: (block: Block) => void): void {
  const [index, from, to, count, at4, at8] = locals(code, 'i32', 6);
  code.i32(0).set(from).get(base).set(at4).get(base).set(at8);
  repeat(code, index, 1, BLOCKS, () => {
    code.get(at4).loadI32(BASE.blockEnds).tee(to).get(from).op('i32.sub').set(count);
    body({ index, from, to, count, at4, at8 });
    code.get(to).set(from);
    add(code, at4, 4);
    add(code, at8, 8);
  });
}

/** Lays down which of its ranks each sub-block's quantiles begin with. */
export function lowerRanks(code: Code, base: number): void {
  eachBlock(code, base, ({ at4, count }) => {
    for (const [k, p] of ERRORS_OF.entries()) {
      code
        .get(at4)
        .get(count)
        .i32(1)
        .op('i32.sub')
        .op('f64.convert_i32_u')
        .f64(p / 100)
        .op('f64.mul')
        .truncate();
      code
        .i32(1)
        .op('i32.add')
        .storeI32(BASE.targets + 32 * k);
    }
  });
}

/** The estimates of the sub-blocks. */
export function estimates(code: Code, base: number, calls: BlockCalls): void {
  const address = (index: number): void => {
    code.get(index).i32(8).op('i32.mul').get(base).loadI32(BASE.first).op('i32.add');
  };
  code.get(base).loadI32(BASE.random).op('i32.eqz').if();
  eachBlock(code, base, ({ at8, from, to }) => {
    code.get(at8);
    address(from);
    address(to);
    code.call(calls.mean).storeF64(ESTIMATES.mean);
  });
  code.op('end');
  eachBlock(code, base, ({ at8, count, index }) => {
    for (const [k, p] of ERRORS_OF.entries()) {
      code
        .get(at8)
        .get(base)
        .get(count)
        .f64(p / 100)
        .get(index)
        .i32(BASE.found + 32 * k);
      code.call(calls.blockQuantile).storeF64(ESTIMATES[`p${p}`]);
    }
  });
}

/** The sd of eight estimates over √8. */
export function standardError(code: Code, base: number, of: keyof typeof ESTIMATES, calls: BlockCalls): void {
  const range = (): void => {
    code
      .get(base)
      .i32(ESTIMATES[of])
      .op('i32.add')
      .get(base)
      .i32(ESTIMATES[of] + 64)
      .op('i32.add');
  };
  range();
  range();
  code.call(calls.mean).call(calls.sd).f64(Math.sqrt(BLOCKS)).op('f64.div');
}
