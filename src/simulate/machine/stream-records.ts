import type { KernelLayout } from '../../engine/wasm/index.ts';
import type { InversePlan } from '../inverse.ts';
import { rangeOf } from '../inverse-table.ts';
import type { Arena } from './arena.ts';
import { MODERATE } from './exponential.ts';
import { BASE, COLUMN, PLANS, STREAM } from './places.ts';
import { PlanStore, stepsBytes } from './plan-store.ts';
import { type DrawnStream, isHost, type MachineStream } from './stream.ts';

/** Lays the streams of a site down in memory. */
export class StreamRecords {
  private readonly arena: Arena;
  private readonly layout: KernelLayout;
  private readonly base: number;
  private readonly store: PlanStore;
  private room = 0;
  private at = 0;

  constructor(arena: Arena, layout: KernelLayout, base: number) {
    this.arena = arena;
    this.layout = layout;
    this.base = base;
    this.store = new PlanStore(arena);
  }

  write(streams: readonly MachineStream[]): void {
    this.reserve(streams.length);
    let steps = 0;
    for (const s of streams) {
      if (!isHost(s) && s.plan.kind === 'steps') steps += stepsBytes(s.plan.steps.values.length);
    }
    this.store.open(steps);
    let count = 0;
    for (const s of streams) if (!isHost(s)) this.stream(s, count++);
    const { i32 } = this.arena;
    i32[(this.base + BASE.streams) / 4] = count;
    i32[(this.base + BASE.firstStream) / 4] = this.at;
  }

  /** Address of a parameter's tile. @throws Error if it does not vary by draw */
  tile(param: number): number {
    const at = this.layout.draws[param] ?? -1;
    if (at < 0) throw new Error(`parameter ${param} does not vary by draw`);
    return at;
  }

  private reserve(streams: number): void {
    if (streams <= this.room) return;
    this.room = 2 * streams;
    this.at = this.arena.take(this.room * (STREAM.size + COLUMN.size));
  }

  private stream({ param, dimension, plan, source }: DrawnStream, index: number): void {
    const record = this.at + index * STREAM.size;
    const column = this.at + this.room * STREAM.size + index * COLUMN.size;
    this.plan(plan, record);
    const net = source.directions ? this.store.net(source.directions(dimension)) : 0;
    const { i32 } = this.arena;
    i32[(record + STREAM.out) / 4] = this.tile(param);
    i32[(record + STREAM.column) / 4] = column;
    i32[(column + COLUMN.key) / 4] = source.words[0];
    i32[(column + COLUMN.key) / 4 + 1] = source.words[1];
    i32[(column + COLUMN.dimension) / 4] = dimension;
    i32[(column + COLUMN.net) / 4] = net;
  }

  private plan(plan: InversePlan, record: number): void {
    // Room may be made for a table, so its address comes before the views of memory.
    const table = plan.kind === 'table' ? this.store.table(plan.table) : 0;
    const { f64, i32 } = this.arena;
    const numbers = (record + STREAM.numbers) / 8;
    i32[(record + STREAM.plan) / 4] = CODES[codeOf(plan)];
    i32[(record + STREAM.table) / 4] = table;
    switch (plan.kind) {
      case 'constant':
        f64[numbers] = plan.value;
        return;
      case 'linear':
      case 'table':
        f64[numbers] = plan.offset;
        f64[numbers + 1] = plan.scale;
        return;
      case 'triangular':
        f64[numbers] = plan.low;
        f64[numbers + 1] = plan.high;
        f64[numbers + 2] = plan.split;
        f64[numbers + 3] = plan.lower;
        f64[numbers + 4] = plan.upper;
        return;
      case 'steps': {
        const at = this.store.steps(plan.steps);
        const count = plan.steps.values.length;
        i32[(record + STREAM.table) / 4] = at;
        i32[(record + STREAM.cumulative) / 4] = at + 8 * count;
        i32[(record + STREAM.guide) / 4] = at + 16 * count;
        f64[(record + STREAM.steps) / 8] = count;
      }
    }
  }
}

function codeOf(plan: InversePlan): (typeof PLANS)[number] {
  if (plan.kind !== 'table' || !plan.exp) return plan.kind;
  const [low, high] = rangeOf(plan.table);
  return isModerate(plan.offset + plan.scale * low) && isModerate(plan.offset + plan.scale * high) ? 'exp' : 'wildExp';
}

const isModerate = (x: number): boolean => Math.abs(x) < MODERATE;

const CODES = Object.fromEntries(PLANS.map((plan, code) => [plan, code])) as Record<(typeof PLANS)[number], number>;
