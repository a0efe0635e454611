/** What may be promised for a unit, what it costs in points, how likely each band is. */
import type { Catalog } from '../../catalog/index.ts';
import { type BandShares, bandShares } from '../../decide/bands.ts';
import { reached } from '../../decide/reached.ts';
import { type Shortfall, shortfall } from '../../decide/shortfall.ts';
import type { Sampling } from '../../simulate/points.ts';
import { type Summary, summarise } from '../../simulate/summary.ts';
import { distancesOf, type LeverDistance } from './distances.ts';
import { type Promisable, promisables } from './levels.ts';
import { promiseChoices, type Score } from './scores.ts';
import type { Unit } from './unit.ts';
import type { DrawnUnit } from './unit-draws.ts';
import type { Planned, PromiseView } from './view.ts';

export interface Asked {
  catalog: Catalog;
  confidence: number;
  sampling: Sampling;
  /** Tonnes promised for each year, the same for all; without it each year's plan. */
  promised: (unit: Unit) => number | undefined;
}

export interface ScoreResult extends BandShares {
  score: Score;
  /** Points at the middles, and why there are none. */
  planned: number | null;
  reason: string | undefined;
}

/** A promise and the points that a proposal with it earns. */
export interface Level extends Promisable {
  points: number | null;
}

/** A year of the plan. */
export interface JudgedYear {
  planned: number;
  summary: Summary;
  /** By this year alone. */
  reached: number | null;
  /** The share of its plan that every year reaches. */
  promise: number | null;
}

export interface Judged {
  unit: Unit;
  planned: Planned;
  /** Points at the middles, all scores together. */
  plannedPoints: number | null;
  /** None of a row whose proposal is scored as a whole, nor where there are no tonnes. */
  scores: readonly ScoreResult[];
  expectedPoints: number | null;
  years: readonly JudgedYear[];
  /** Each with the confidence asked for, see `promisables`. */
  everyYear: Level | null;
  oneFigure: Level | null;
  inTotal: (Level & { total: number }) | null;
  /** Why there is nothing to promise. */
  promiseReason: string | undefined;
  /** Of the figure asked for, `undefined`: of each year's plan. */
  promised: number | undefined;
  shortfall: Shortfall | null;
  distances: readonly LeverDistance[];
  /** How many quantities are spread, and the columns of default spreads that were found in no text. */
  uncertain: number;
  recalledSpreads: readonly string[];
}

/** @param scored whether the unit has points of its own */
export function judge(view: PromiseView, unit: Unit, asked: Asked, scored: boolean): Judged {
  const planned = view.planned(unit);
  const scores = scored && !planned.reason ? view.scores : [];
  const choices = promiseChoices(asked.catalog);
  const drawn = planned.reason ? NOTHING : view.draws(unit);
  const levels = promisables(drawn, asked.confidence);
  const list = [levels.everyYear, levels.oneFigure, levels.inTotal];
  const points = pointsAt(view, unit, scores, choices.series, [1, ...list.map((l) => l?.share ?? Number.NaN)]);
  const promised = asked.promised(unit);
  const results = scores.map((score, i): ScoreResult => {
    const draws = drawn.scores[i] ?? new Float64Array(0);
    const at = points[i]?.[0] ?? Number.NaN;
    const none = Number.isNaN(at);
    const reason = none ? (view.reason(unit, planned, score.column) ?? 'not_finite') : undefined;
    return { score, planned: none ? null : at, reason, ...bandShares(draws, score.bands) };
  });
  return {
    unit,
    planned,
    plannedPoints: pointsOf(points, 0),
    scores: results,
    expectedPoints: sumOrNull(results.map((r) => r.expected)),
    years: yearsOf(drawn, asked, levels.everyYear?.share),
    everyYear: levels.everyYear && { ...levels.everyYear, points: pointsOf(points, 1) },
    oneFigure: levels.oneFigure && { ...levels.oneFigure, points: pointsOf(points, 2) },
    inTotal: levels.inTotal && { ...levels.inTotal, points: pointsOf(points, 3) },
    promiseReason: planned.reason ?? (drawn.planned.average > 0 ? undefined : 'no_reduction'),
    promised,
    shortfall: shortfallOf(drawn, promised),
    distances: distancesOf(view.changed, unit, scores, choices),
    uncertain: drawn.uncertain,
    recalledSpreads: drawn.recalledSpreads,
  };
}

const NOTHING: DrawnUnit = {
  years: [],
  averages: new Float64Array(0),
  planned: { years: [], total: 0, average: 0 },
  scores: [],
  uncertain: 0,
  recalledSpreads: [],
};

function yearsOf({ years, planned }: DrawnUnit, asked: Asked, share: number | undefined): JudgedYear[] {
  return years.map((y, t) => ({
    planned: planned.years[t] as number,
    summary: summarise(y, asked.sampling),
    reached: reached(y, asked.confidence),
    promise: share === undefined ? null : share * (planned.years[t] as number),
  }));
}

/** @param figure the same for all years; without it each year is held against its own plan, if there is one worth a promise */
function shortfallOf({ years, planned }: DrawnUnit, figure: number | undefined): Shortfall | null {
  if (years.length === 0 || (figure === undefined && !(planned.average > 0))) return null;
  return shortfall(years, figure === undefined ? planned.years : planned.years.map(() => figure));
}

/** Points of each score when the yearly figure of the plan is multiplied by these shares in every year. */
function pointsAt(
  view: PromiseView,
  unit: Unit,
  scores: readonly Score[],
  series: string,
  shares: readonly number[],
): Float64Array[] {
  if (scores.length === 0) return [];
  const names = scores.map((s) => s.name);
  return view.changed.at(unit, [series], names, Float64Array.from(shares));
}

const pointsOf = (points: readonly Float64Array[], i: number): number | null =>
  sumOrNull(points.map((p) => (Number.isNaN(p[i]) ? null : (p[i] as number))));

function sumOrNull(list: readonly (number | null)[]): number | null {
  if (list.length === 0 || list.includes(null)) return null;
  return list.reduce<number>((a, b) => a + (b as number), 0);
}
