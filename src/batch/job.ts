/**
 * A few consecutive sites for one executor to draw, as flat numbers that threads can share.
 *
 * Input: [sites, slots, where the leaf sums begin], then for each site where its record begins, then the records:
 * [program, key low, key high, keep, where its statistics go, where its draws go], its parameters, its distributions.
 * Output: statistics and kept draws of each site, then for each leaf of 8 sites the sums of every slot draw by draw
 * and how many sites are in each.
 */

import type { DrawnShape } from '../simulate/inverse.ts';
import type { DrawProgram } from '../simulate/program.ts';
import { shapeLength, writeShape } from '../simulate/shape-code.ts';
import { widthOfAll } from '../simulate/statistics.ts';

/** Sites whose draws are summed one after another; 32 of these make a block, blocks are added in order. */
export const LEAF = 8;
const HEAD = 3;
const RECORD = 6;

export interface SiteTask {
  program: DrawProgram;
  /** 64-bit key of the site's own draws. */
  key: readonly [number, number];
  /** Middles of all parameters. */
  params: Float64Array;
  /** Distribution of each stream of the program. */
  shapes: readonly DrawnShape[];
  /** Whether the draws of its values are wanted, not only their figures. */
  keep: boolean;
}

export interface Job {
  input: Float64Array;
  output: Float64Array;
}

export type Allocate = (length: number) => Float64Array;

export function writeJob(tasks: readonly SiteTask[], slots: number, draws: number, allocate: Allocate): Job {
  const leaves = Math.ceil(tasks.length / LEAF);
  let length = HEAD + tasks.length;
  for (const t of tasks) {
    length += RECORD + t.params.length;
    for (const s of t.shapes) length += shapeLength(s);
  }
  const input = allocate(length);
  let at = HEAD + tasks.length;
  let used = 0;
  const put = (v: number): void => {
    input[at++] = v;
  };
  for (let i = 0; i < tasks.length; i++) {
    const t = tasks[i] as SiteTask;
    input[HEAD + i] = at;
    const statistics = used;
    used += widthOfAll(t.program);
    const draw = used;
    if (t.keep) used += t.program.nodes.length * draws;
    put(t.program.id);
    put(t.key[0]);
    put(t.key[1]);
    put(t.keep ? 1 : 0);
    put(statistics);
    put(draw);
    for (let p = 0; p < t.params.length; p++) put(t.params[p] as number);
    for (const s of t.shapes) at = writeShape(s, input, at);
  }
  input[0] = tasks.length;
  input[1] = slots;
  input[2] = used;
  return { input, output: allocate(used + leaves * slots * (draws + 1)) };
}

/** Reads and fills a job. */
export class JobView {
  readonly sites: number;
  readonly leaves: number;
  readonly slots: number;
  readonly input: Float64Array;
  readonly output: Float64Array;
  private readonly draws: number;

  constructor(job: Job, draws: number) {
    this.input = job.input;
    this.output = job.output;
    this.draws = draws;
    this.sites = job.input[0] as number;
    this.slots = job.input[1] as number;
    this.leaves = Math.ceil(this.sites / LEAF);
  }

  program(site: number): number {
    return this.input[this.record(site)] as number;
  }

  key(site: number): [number, number] {
    const at = this.record(site);
    return [this.input[at + 1] as number, this.input[at + 2] as number];
  }

  /** Where the parameters begin in `input`; the distributions follow. */
  params(site: number): number {
    return this.record(site) + RECORD;
  }

  /** Where the statistics begin in `output`. */
  statistics(site: number): number {
    return this.input[this.record(site) + 4] as number;
  }

  /** Whether the draws of its values are kept. */
  keeps(site: number): boolean {
    return this.input[this.record(site) + 3] === 1;
  }

  /** Kept draws of one of the program's values, if they are kept. */
  kept(site: number, value: number): Float64Array | undefined {
    const at = this.record(site);
    if (!this.keeps(site)) return undefined;
    const from = (this.input[at + 5] as number) + value * this.draws;
    return this.output.subarray(from, from + this.draws);
  }

  /** Sums over a leaf, draw by draw. */
  sums(leaf: number, slot: number): Float64Array {
    const at = this.leaf(leaf) + slot * this.draws;
    return this.output.subarray(at, at + this.draws);
  }

  /** How many sites are in each sum of a leaf. */
  counts(leaf: number): Float64Array {
    const at = this.leaf(leaf) + this.slots * this.draws;
    return this.output.subarray(at, at + this.slots);
  }

  /** Where an executor writes for a leaf: the statistics of its sites, then its sums. */
  spans(leaf: number): readonly (readonly [from: number, to: number])[] {
    const next = (leaf + 1) * LEAF;
    const end = next < this.sites ? this.statistics(next) : (this.input[2] as number);
    return [
      [this.statistics(leaf * LEAF), end],
      [this.leaf(leaf), this.leaf(leaf + 1)],
    ];
  }

  private leaf(leaf: number): number {
    return (this.input[2] as number) + leaf * this.slots * (this.draws + 1);
  }

  private record(site: number): number {
    return this.input[HEAD + site] as number;
  }
}
