/** Sites that a plan has prepared, at points that are handed in. */
import type { Factor, PointsModel } from '../decide/points-model.ts';
import { Interpreter } from '../engine/interpreter.ts';
import { type DrawnColumn, drawnColumns } from '../simulate/drawn-columns.ts';
import { createSampler, type Sampler } from '../simulate/points.ts';
import { streamsWith } from '../simulate/program-streams.ts';
import { type Column, evaluatorOf, type SiteEvaluator } from '../simulate/site-evaluator.ts';
import type { Stream } from '../simulate/tile-draws.ts';
import type { Uncertain } from '../simulate/uncertain.ts';
import { factorsOf } from './factors.ts';
import type { SimulateOptions } from './simulate-options.ts';
import type { PreparedSite } from './simulate-plan.ts';

/** One site: its uncertain quantities as dimensions, in order. */
export interface PointsSite {
  uncertain: readonly Uncertain[];
  /** One a dimension. */
  streams: readonly Stream[];
  middles: readonly number[];
  /** Quantities; years of one together. */
  factors: readonly Factor[];
  /** The same, correlated ones together too. */
  independent(): readonly Factor[];
  /** Outputs in the order of the model's. */
  model: PointsModel;
  /** The draws that `simulate` makes of the site. */
  draws(): DrawnColumn[];
  /** Two independent sets of draws, for indices: one net of twice the dimensions. */
  pair(): [Float64Array[], Float64Array[]];
}

export class PreparedEvaluator {
  private readonly draws: number;
  private readonly sampler: Sampler;
  private readonly interpreter = new Interpreter();
  private readonly evaluators = new Map<number, SiteEvaluator>();

  constructor(options: SimulateOptions) {
    this.draws = options.draws;
    this.sampler = createSampler(options);
  }

  forget(programs: readonly number[]): void {
    for (const id of programs) this.evaluators.delete(id);
  }

  site(prepared: PreparedSite): PointsSite {
    const { program, params, shapes, key, model, uncertain } = prepared;
    const { draws, sampler } = this;
    // A program that several combinations share also draws what this row leaves certain, and in an order of its own.
    const byParam = new Map(streamsWith(program, shapes, key).map((s) => [s.param, s]));
    const streams = uncertain.map((u) => byParam.get(u.param) as Stream);
    const evaluator = this.evaluator(program);
    const position = model.outputs.map((o) => program.nodes.indexOf(o.node));
    const drawn = (as: readonly Stream[]) => drawnColumns(as, program.correlation, sampler, draws);
    const half = (numbers: readonly number[], second: 0 | 1): Float64Array[] =>
      drawn(
        streams.map((s, d) => ({
          ...s,
          key: { kind: 'site', hash: key },
          dimension: (numbers[d] as number) + second * streams.length,
        })),
      ).map((c) => c.values);
    return {
      uncertain,
      streams,
      middles: streams.map((s) => params[s.param] as number),
      factors: factorsOf(uncertain),
      independent: () => factorsOf(uncertain, program.correlation),
      model: (columns) => {
        const count = columns[0]?.length ?? 1;
        const given = columns.map((values, d): Column => ({ param: (streams[d] as Stream).param, values }));
        const values = evaluator.run(params, given, count);
        return position.map((i) => values[i] as Float64Array);
      },
      draws: () => drawn(streams),
      pair: () => {
        const numbers = compact(streams);
        return [half(numbers, 0), half(numbers, 1)];
      },
    };
  }

  private evaluator(program: PreparedSite['program']): SiteEvaluator {
    const known = this.evaluators.get(program.id) ?? evaluatorOf(program, this.interpreter);
    this.evaluators.set(program.id, known);
    return known;
  }
}

/**
 * Numbers from 0 in the order of the dimensions of the draws, whatever the order of the columns of the sheet. Streams of the same
 * uniforms (a spread that a user gives to all years) keep sharing one.
 */
function compact(streams: readonly Stream[]): number[] {
  const name = ({ key, dimension }: Stream): string => `${key.kind} ${String(dimension).padStart(6, '0')} ${key.hash}`;
  const order = [...new Set(streams.map(name))].sort();
  return streams.map((s) => order.indexOf(name(s)));
}
