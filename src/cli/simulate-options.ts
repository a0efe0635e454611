/** What is asked of `jcm simulate`: outputs, thresholds, draws. */
import { availableParallelism } from 'node:os';
import type { Scenario } from '../assessment/scenario.ts';
import type { GroupTable } from '../batch/groups.ts';
import type { SimulateOptions } from '../batch/simulate-options.ts';
import { type Catalog, nearest } from '../catalog/index.ts';
import { allowedDraws, type Sampling } from '../simulate/points.ts';
import { parseThreshold, type Threshold } from '../simulate/threshold.ts';
import { type Context, UsageError } from './context.ts';
import { allOutputs, type OutputColumn } from './outputs-option.ts';
import { checkRate } from './rate-threshold.ts';

export interface DrawArgs {
  draws: number;
  seed: number;
  sampling: Sampling;
}

/** Keys of a scenario that decide draws, beside the columns. */
export const DRAW_KEYS = ['spreads', 'subsidy', 'fx', 'correlation'] as const;

/** All that decides a draw of a site, so that every command that draws gives the same. */
export function drawOptions(
  args: DrawArgs & { spreads?: Scenario['spreads'] | undefined },
  catalog: Catalog,
  scenario: Scenario,
  groups: GroupTable,
): Omit<SimulateOptions, 'columns' | 'thresholds'> {
  const { draws, seed, sampling } = args;
  const { values, correlation, subsidy } = scenario;
  const defaultSpreads = (args.spreads ?? scenario.spreads) === 'default';
  return { draws, seed, sampling, catalog, scenario: values, defaultSpreads, correlation, subsidy, groups };
}

export interface Wanted {
  columns: OutputColumn[];
  thresholds: Threshold[];
}

/** @throws UsageError on an unknown output, or a threshold that cannot be read */
export function wantedOutputs(
  args: { outputs?: string | undefined; probability: readonly string[] },
  catalog: Catalog,
  context: Context,
): Wanted {
  const all = allOutputs(catalog);
  const find = (name: string): OutputColumn => {
    const hit = all.find((o) => o.column === name);
    if (hit) return hit;
    const known = all.map((o) => o.column);
    throw new UsageError(context.texts.cli('unknownOutput', { name, suggestion: nearest(name, known) ?? '' }));
  };
  const names =
    args.outputs === 'all'
      ? all.map((o) => o.column)
      : (args.outputs?.split(',').map((n) => n.trim()) ?? catalog.choices.simulated);
  const thresholds = args.probability.map((text) => {
    const t = parseThreshold(text);
    if ('code' in t) throw new UsageError(context.texts.cli('badProbability', { text }));
    find(t.output);
    checkRate(t, catalog, context);
    return t;
  });
  return { columns: [...new Set([...names, ...thresholds.map((t) => t.output)])].map(find), thresholds };
}

/** @throws UsageError when the sampler takes no such number of draws, or the seed is no whole number */
export function checkDraws(args: DrawArgs, context: Context): void {
  const { draws } = args;
  if (!Number.isInteger(draws) || draws < 8 || draws > 1 << 20 || !allowedDraws(args.sampling, draws))
    throw new UsageError(context.texts.cli('badDraws', { draws: String(draws) }));
  if (!Number.isSafeInteger(args.seed)) throw new UsageError(context.texts.cli('badSeed', { seed: String(args.seed) }));
}

const MOST_WORKERS = 256;
/** A sheet with fewer bytes × draws than this is done before workers would have started. */
const SHORT = 1 << 23;

/**
 * @param workers as asked for; undefined = one a processor, none for a short run
 * @returns how many workers; 0 = the draws are made in place
 * @throws UsageError
 */
export function workersFor(workers: number | undefined, size: number, draws: number, context: Context): number {
  if (workers === undefined) return size * draws < SHORT ? 0 : Math.min(availableParallelism(), MOST_WORKERS);
  if (!Number.isInteger(workers) || workers < 1 || workers > MOST_WORKERS)
    throw new UsageError(context.texts.cli('badWorkers', { workers: String(workers), most: MOST_WORKERS }));
  return workers;
}
