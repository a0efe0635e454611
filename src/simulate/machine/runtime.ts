/** The module that does for every kernel what is not formulas: uniforms, quantities, outputs, summaries. */
import { exp } from '../../engine/elementary.ts';
import type { Code } from '../../engine/wasm/asm.ts';
import type { KernelExports } from '../../engine/wasm/kernel.ts';
import { moduleBytes } from '../../engine/wasm/module.ts';
import { addUpCode, countCode, scatterCode } from './buckets.ts';
import { keepDefinedCode } from './defined.ts';
import { constantPlan, linearPlan, triangularPlan } from './inverse-code.ts';
import { meanCode, sdCode } from './moments-code.ts';
import { netColumn } from './net-columns.ts';
import { philoxWords } from './philox-words.ts';
import { PLANS } from './places.ts';
import { quantileOfAll, quantileOfBlock } from './quantile-code.ts';
import { rankOfAll, rankOfBlock } from './ranks.ts';
import { runCode, sampleCode } from './sites.ts';
import { firstPoints, sobolWords } from './sobol-words.ts';
import { sortCode } from './sort-code.ts';
import { stepsPlan } from './steps-code.ts';
import { storeTile } from './store.ts';
import { summaryCode } from './summary-code.ts';
import { addDrawsCode, meanOfOutput } from './sums-code.ts';
import { tablePlan } from './table-code.ts';

/** Functions of the runtime; `base` is the address of what places.ts lays down. */
export interface Runtime {
  /** All tiles of a site that has been prepared. */
  run(base: number): void;
  /** The pieces of which `run` is made, to be called for each tile, the kernel's `tile` between them. */
  sample(base: number, tile: number): void;
  /** @param lanes draws left, this tile's first; what lies beyond them is not read */
  store(base: number, tile: number, lanes: number): void;
  /** 1 if the numbers of the output at `record` are in its record, 0 if they must be found in another way. */
  summarise(base: number, record: number): number;
  /** The mean of the draws in which the output at `record` exists. */
  meanOf(base: number, record: number): number;
  /** Adds the draws at `values` … `end` to those at `sum`, by tiles; addresses. */
  addDraws(sum: number, values: number, end: number): void;
}

let compiled: WebAssembly.Module | undefined;

/** @throws WebAssembly.CompileError where WebAssembly does not know vectors, or may not be made */
export function openRuntime({ memory, tile }: KernelExports): Runtime {
  compiled ??= new WebAssembly.Module(emitRuntime() as BufferSource);
  return new WebAssembly.Instance(compiled, { math: { exp }, kernel: { memory, tile } }).exports as unknown as Runtime;
}

const MATH_EXP = 0;
const KERNEL_TILE = 1;

function emitRuntime(): Uint8Array {
  const functions: Code[] = [];
  const add = (code: Code): number => KERNEL_TILE + functions.push(code);
  const plans: Record<(typeof PLANS)[number], number> = {
    constant: add(constantPlan()),
    linear: add(linearPlan()),
    triangular: add(triangularPlan()),
    table: add(tablePlan()),
    exp: add(tablePlan('moderate')),
    wildExp: add(tablePlan(MATH_EXP)),
    steps: add(stepsPlan()),
  };
  const words = { sobol: add(sobolWords()), philox: add(philoxWords()), first: add(firstPoints(add(netColumn()))) };
  const sample = add(
    sampleCode(
      words,
      PLANS.map((plan) => plans[plan]),
    ),
  );
  const store = add(storeTile());
  const sort = add(sortCode());
  const mean = add(meanCode());
  const keepDefined = add(keepDefinedCode());
  const summarise = add(
    summaryCode({
      mean,
      sd: add(sdCode()),
      count: add(countCode()),
      addUp: add(addUpCode()),
      scatter: add(scatterCode()),
      quantile: add(quantileOfAll(add(rankOfAll(sort)))),
      blockQuantile: add(quantileOfBlock(add(rankOfBlock(sort)))),
      keepDefined,
    }),
  );
  const addDraws = add(addDrawsCode());
  const meanOf = add(meanOfOutput({ keepDefined, mean }));
  const run = add(runCode({ sample, kernel: KERNEL_TILE, store }));
  return moduleBytes({
    imports: ['exp'],
    kernel: ['tile'],
    functions,
    exports: new Map(Object.entries({ run, sample, store, summarise, addDraws, meanOf })),
    data: [],
  });
}
