/** What the outputs of a site depend on: swings, Sobol' indices, rank regression, from the equations and draws of `simulate`. */
import type { SiteRow } from '../assessment/row.ts';
import { RankedInputs } from '../decide/rank-regression.ts';
import { ranksOf, ranksOfUniforms } from '../decide/ranks.ts';
import { type SobolIndex, sobolIndices } from '../decide/sobol-indices.ts';
import { tornado } from '../decide/tornado.ts';
import type { DrawModel } from '../engine/draw-model.ts';
import type { ModelOutput } from '../engine/model.ts';
import type { DrawnColumn } from '../simulate/drawn-columns.ts';
import { inverseOf } from '../simulate/inverse.ts';
import { type PointsSite, PreparedEvaluator } from './prepared-evaluator.ts';
import type { SimulateOptions } from './simulate-options.ts';
import { type PreparedSite, SimulatePlan } from './simulate-plan.ts';

export type Method = 'sobol' | 'regression' | 'none';

/** A quantity between its ends; numbers as a cell of its column has them. */
export interface SwungQuantity {
  column: string;
  low: number;
  high: number;
  /** Drawn anew each year: at an end all years are. */
  yearly: boolean;
}

export interface SwingBar {
  /** Position in `quantities`. */
  quantity: number;
  /** The output at the quantity's low and high end; NaN = undefined. */
  low: number;
  high: number;
}

export interface OutputSensitivity {
  output: ModelOutput;
  /** With all quantities at their middle; NaN = undefined. */
  base: number;
  reason: string | undefined;
  tornado: readonly SwingBar[];
  /** Largest total first; nothing where they were not asked for or cannot be had. */
  indices: readonly ({ quantity: string } & SobolIndex)[];
  /** Strongest first. */
  regression: { r2: number | null; quantities: readonly { quantity: string; coefficient: number }[] } | undefined;
  /** Share of points left out of indices or regression, since the output is undefined there. */
  leftOut: number;
}

export interface SiteSensitivity {
  row: SiteRow;
  model: DrawModel;
  method: Method;
  quantities: readonly SwungQuantity[];
  /** Columns drawn from a spread of the catalog that was found in no text. */
  recalledSpreads: readonly string[];
  outputs: readonly OutputSensitivity[];
}

/** The ends of a swing. */
const [LOW, HIGH] = [0.1, 0.9];

export class SensitivityRun {
  readonly plan: SimulatePlan;
  private readonly method: Method;
  private readonly evaluator: PreparedEvaluator;

  constructor(options: SimulateOptions, method: Method) {
    this.plan = new SimulatePlan(options);
    this.method = method;
    this.evaluator = new PreparedEvaluator(options);
  }

  /** In the order of the rows. */
  sites(rows: readonly SiteRow[]): SiteSensitivity[] {
    const prepared = this.plan.prepare(rows);
    const sites = prepared.map((p) => this.site(p));
    this.evaluator.forget(this.plan.forgotten());
    return sites;
  }

  private site(prepared: PreparedSite): SiteSensitivity {
    const { row, model, reasons } = prepared;
    const site = this.evaluator.site(prepared);
    const ends = site.streams.map(({ shape }): [number, number] => {
      const inverse = inverseOf(shape);
      return [inverse.at(LOW), inverse.at(HIGH)];
    });
    const { bindings } = model.middle.assessment;
    const columnOf = (name: string): string => bindings.resolve(name).quantity?.column ?? name;
    const swings = tornado(site.model, site.middles, ends, site.factors);
    const more = this.method === 'none' || site.streams.length === 0 ? undefined : this.shares(site, columnOf);
    return {
      row,
      model,
      method: this.method,
      quantities: site.factors.map(({ names: [name = ''], dimensions: [d = 0] }) => {
        const written = bindings.resolve(name).quantity?.written ?? 1;
        const [low, high] = (ends[d] as [number, number]).map((x) => x / written) as [number, number];
        return { column: columnOf(name), low, high, yearly: site.uncertain[d]?.year !== undefined };
      }),
      recalledSpreads: [...new Set(site.uncertain.flatMap((u) => (u.recalled ? [columnOf(u.name)] : [])))],
      outputs: model.outputs.map((output, o) => {
        const { base = Number.NaN, bars = [] } = swings[o] ?? {};
        const tornado = bars.map(({ factor, low, high }) => ({ quantity: factor, low, high }));
        const shares = output.quantity.labels ? undefined : more?.[o];
        return { output, base, reason: reasons[o], tornado, ...(shares ?? NO_SHARES) };
      }),
    };
  }

  private shares(site: PointsSite, columnOf: (name: string) => string): Shares[] {
    const named = (names: readonly string[]): string => names.map(columnOf).join(' + ');
    if (this.method === 'sobol') {
      const independent = site.independent();
      return sobolIndices(site.model, ...site.pair(), independent).map(({ factors, leftOut }) => ({
        ...NO_SHARES,
        leftOut,
        indices: (factors ?? [])
          .map((x, f) => ({ quantity: named(independent[f]?.names ?? []), ...x }))
          .sort((a, b) => b.total - a.total),
      }));
    }
    const draws = site.draws();
    const inputs = new RankedInputs(site.factors.map(({ dimensions }) => ranksOfFactor(site, draws, dimensions)));
    return site.model(draws.map((c) => c.values)).map((y) => {
      const { coefficients, r2, leftOut } = inputs.regress(y);
      const quantities = coefficients
        .map((coefficient, f) => ({ quantity: named(site.factors[f]?.names ?? []), coefficient }))
        .sort((a, b) => Math.abs(b.coefficient) - Math.abs(a.coefficient));
      return { indices: [], leftOut, regression: leftOut < 1 ? { r2, quantities } : undefined };
    });
  }
}

type Shares = Pick<OutputSensitivity, 'indices' | 'regression' | 'leftOut'>;
const NO_SHARES: Shares = { indices: [], regression: undefined, leftOut: 0 };

/** Of a quantity that is drawn year by year: of the mean of its years. */
function ranksOfFactor(site: PointsSite, draws: readonly DrawnColumn[], dimensions: readonly number[]): Float64Array {
  const columns = dimensions.map((d) => draws[d] as DrawnColumn);
  const [only] = columns;
  const kind = site.streams[dimensions[0] ?? 0]?.shape.kind;
  if (columns.length === 1 && only)
    return kind === 'discrete' || kind === 'empirical' ? ranksOf(only.values) : ranksOfUniforms(only.uniforms);
  const mean = new Float64Array(only?.values.length ?? 0);
  for (const { values } of columns)
    for (let k = 0; k < mean.length; k++) mean[k] = (mean[k] as number) + (values[k] as number) / columns.length;
  return ranksOf(mean);
}
