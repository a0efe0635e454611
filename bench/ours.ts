/** Our engine as the benchmarks call it: in this process, on one thread, as a worker does it. */
import type { SiteRow } from '../src/assessment/row.ts';
import { GroupTable } from '../src/batch/groups.ts';
import { JobView, LEAF, writeJob } from '../src/batch/job.ts';
import { JobExecutor } from '../src/batch/job-executor.ts';
import { type SimulatedOutput, SimulateRun } from '../src/batch/simulate.ts';
import type { SimulateOptions } from '../src/batch/simulate-options.ts';
import { type PreparedSite, SimulatePlan } from '../src/batch/simulate-plan.ts';
import { readSite } from '../src/batch/simulated-site.ts';
import { Interpreter } from '../src/engine/interpreter.ts';
import { emitKernel } from '../src/engine/wasm/index.ts';
import type { Sampling } from '../src/simulate/draws.ts';
import { createSampler } from '../src/simulate/points.ts';
import type { DrawProgram } from '../src/simulate/program.ts';
import { simulatorOf } from '../src/simulate/site-simulator.ts';
import { catalog, OUTPUTS } from './sites.ts';

export const SEED = 1;
/** Rows of a job. */
const JOB = 8 * LEAF;

export function optionsOf(
  draws: number,
  seed = SEED,
  sampling: Sampling = 'sobol',
  outputs: readonly string[] = OUTPUTS,
): SimulateOptions {
  const run = { draws, seed, sampling, columns: new Set(outputs) };
  return { ...run, catalog, defaultSpreads: false, thresholds: [], groups: new GroupTable() };
}

export interface Ours {
  plan: SimulatePlan;
  executor: JobExecutor;
}

export function newRun(options: SimulateOptions): Ours {
  return { plan: new SimulatePlan(options), executor: new JobExecutor(options) };
}

/** All draws and all statistics of every site; the outputs of each, in the order of `OUTPUTS`. */
export function ours(run: Ours, sites: readonly SiteRow[], each: (outputs: SimulatedOutput[]) => void): void {
  const { plan, executor } = run;
  for (let from = 0; from < sites.length; from += JOB) {
    const prepared = plan.prepare(sites.slice(from, from + JOB));
    const job = writeJob(prepared, plan.slots.count, plan.options.draws, (n) => new Float64Array(n));
    addPrograms(run, prepared);
    const view = new JobView(job, plan.options.draws);
    for (let leaf = 0; leaf < view.leaves; leaf++) executor.leaf(job, leaf);
    for (const [i, p] of prepared.entries()) each(inOrder(readSite(view, i, p, plan).outputs));
  }
}

/** What the peers do: draws and statistics of the four outputs of rows already prepared, without sums over sites. */
export function oursAlone(run: Ours, sites: readonly SiteRow[]): () => void {
  return drawsOfPrepared(run, preparedAlone(run, sites));
}

function preparedAlone({ plan }: Ours, sites: readonly SiteRow[]): PreparedSite[] {
  const known = new Map<DrawProgram, DrawProgram>();
  return plan.prepare(sites).map((p) => {
    const program = known.get(p.program) ?? outputsAlone(p.program);
    known.set(p.program, program);
    return { ...p, program };
  });
}

/** The program without what is for sums over sites. */
function outputsAlone(program: DrawProgram): DrawProgram {
  const statistics = program.statistics.filter((s) => s.kind === 'summary');
  const nodes = program.nodes.slice(0, statistics.length);
  const drawn = new Set(program.streams.map((s) => s.param));
  const varies = Array.from({ length: program.params }, (_, p) => drawn.has(p));
  const { bytes, layout } = emitKernel(program.graph, nodes, varies);
  const kernel = { module: new WebAssembly.Module(bytes as BufferSource), layout };
  return { ...program, nodes, statistics, summed: [], kernel };
}

/** Draws, statistics and sums over sites of rows already prepared. */
export function oursDraws(run: Ours, sites: readonly SiteRow[]): () => void {
  return drawsOfPrepared(run, run.plan.prepare(sites));
}

function drawsOfPrepared(run: Ours, prepared: readonly PreparedSite[]): () => void {
  const { plan, executor } = run;
  const job = writeJob(prepared, plan.slots.count, plan.options.draws, (n) => new Float64Array(n));
  addPrograms(run, prepared);
  const { leaves } = new JobView(job, plan.options.draws);
  return () => {
    for (let leaf = 0; leaf < leaves; leaf++) executor.leaf(job, leaf);
  };
}

/** The draws of one site, output by output. */
export function drawsOf(row: SiteRow, draws: number): SimulatedOutput[] {
  return inOrder(new SimulateRun(optionsOf(draws)).site(row).outputs);
}

/** Sampling, model and storing alone: what a worker does with a site before it takes statistics. */
export function oursKernel(run: Ours, sites: readonly SiteRow[]): () => void {
  const { options } = run.plan;
  const prepared = preparedAlone(run, sites);
  const job = new JobView(
    writeJob(prepared, 0, options.draws, (n) => new Float64Array(n)),
    options.draws,
  );
  const simulators = new Map<number, ReturnType<typeof simulatorOf>>();
  const tools = { ...options, sampler: createSampler(options), interpreter: new Interpreter() };
  for (const { program } of prepared)
    if (!simulators.has(program.id)) simulators.set(program.id, simulatorOf(program, tools));
  return () => {
    for (const [i, { program }] of prepared.entries()) {
      const at = job.params(i);
      const params = job.input.subarray(at, at + program.params);
      simulators.get(program.id)?.run(params, job.input, at + program.params, job.key(i));
    }
  };
}

const known = new WeakMap<JobExecutor, Set<number>>();

export function addPrograms({ executor }: Ours, prepared: readonly PreparedSite[]): void {
  const programs = known.get(executor) ?? new Set<number>();
  known.set(executor, programs);
  for (const { program } of prepared) {
    if (!program.kernel) throw new Error('our engine did not use its kernel');
    if (!programs.has(program.id)) executor.add(program);
    programs.add(program.id);
  }
}

function inOrder(outputs: readonly SimulatedOutput[]): SimulatedOutput[] {
  return OUTPUTS.map((column) => outputs.find((o) => o.output.column === column) as SimulatedOutput);
}
