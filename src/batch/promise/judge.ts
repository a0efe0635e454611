/** What may be promised for a unit, what it costs in points, how likely each band is. */
import type { Catalog } from '../../catalog/index.ts';
import { type BandShares, bandShares } from '../../decide/bands.ts';
import { lowestYear, reached, sumOfYears } from '../../decide/reached.ts';
import { type Shortfall, shortfall } from '../../decide/shortfall.ts';
import type { Sampling } from '../../simulate/points.ts';
import { type Summary, summarise } from '../../simulate/summary.ts';
import { distancesOf, type LeverDistance } from './distances.ts';
import { promiseChoices, type Score } from './scores.ts';
import type { Unit } from './unit.ts';
import type { DrawnUnit } from './unit-draws.ts';
import type { Planned, PromiseView } from './view.ts';

export interface Asked {
  catalog: Catalog;
  confidence: number;
  sampling: Sampling;
  /** Tonnes promised for each year; without it the average at the middles. */
  promised: (unit: Unit) => number | undefined;
}

export interface ScoreResult extends BandShares {
  score: Score;
  /** Points at the middles. */
  planned: number | null;
}

/** A figure that may be promised: for each year the same, and the points that a proposal with it earns. */
export interface Level {
  perYear: number;
  points: number | null;
}

export interface Judged {
  unit: Unit;
  planned: Planned;
  /** Points at the middles, all scores together. */
  plannedPoints: number | null;
  /** None of a row whose proposal is scored as a whole, nor where there are no tonnes. */
  scores: readonly ScoreResult[];
  expectedPoints: number | null;
  years: readonly { summary: Summary; reached: number | null }[];
  /** Reached in every year, and by the sum over the years, each with the confidence asked for. */
  everyYear: Level | null;
  inTotal: (Level & { total: number }) | null;
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
  const { everyYear, inTotal } = levels(drawn.years, asked.confidence);
  const points = pointsAt(view, unit, scores, choices.series, [planned.average, everyYear, inTotal?.perYear ?? null]);
  const promised = asked.promised(unit) ?? planned.average;
  const plannedPoints = pointsOf(points, 0);
  const results = scores.map((score, i): ScoreResult => {
    const draws = drawn.scores[i] ?? new Float64Array(0);
    const at = points[i]?.[0] ?? Number.NaN;
    return { score, planned: Number.isNaN(at) ? null : at, ...bandShares(draws, score.bands) };
  });
  return {
    unit,
    planned,
    plannedPoints,
    scores: results,
    expectedPoints: sumOrNull(results.map((r) => r.expected)),
    years: drawn.years.map((y) => ({ summary: summarise(y, asked.sampling), reached: reached(y, asked.confidence) })),
    everyYear: everyYear === null ? null : { perYear: everyYear, points: pointsOf(points, 1) },
    inTotal: inTotal && { ...inTotal, points: pointsOf(points, 2) },
    shortfall: promised === null || drawn.years.length === 0 ? null : shortfall(drawn.years, promised),
    distances: distancesOf(view.changed, unit, scores, choices),
    uncertain: drawn.uncertain,
    recalledSpreads: drawn.recalledSpreads,
  };
}

const NOTHING: DrawnUnit = { years: [], scores: [], uncertain: 0, recalledSpreads: [] };

function levels(
  years: readonly Float64Array[],
  confidence: number,
): { everyYear: number | null; inTotal: { total: number; perYear: number } | null } {
  if (years.length === 0) return { everyYear: null, inTotal: null };
  const total = reached(sumOfYears(years), confidence);
  return {
    everyYear: reached(lowestYear(years), confidence),
    inTotal: total === null ? null : { total, perYear: total / years.length },
  };
}

/**
 * Points of each score when the proposal states these yearly averages: the plan with its yearly figure lowered by the same
 * share in every year.
 */
function pointsAt(
  view: PromiseView,
  unit: Unit,
  scores: readonly Score[],
  series: string,
  averages: readonly (number | null)[],
): Float64Array[] {
  const [planned] = averages;
  if (scores.length === 0 || planned === null || planned === undefined) return [];
  const factors = averages.map((a, i) => (i === 0 ? 1 : (a ?? Number.NaN) / planned));
  return view.changed.at(
    unit,
    [series],
    scores.map((s) => s.name),
    Float64Array.from(factors),
  );
}

const pointsOf = (points: readonly Float64Array[], i: number): number | null =>
  sumOrNull(points.map((p) => (Number.isNaN(p[i]) ? null : (p[i] as number))));

function sumOrNull(list: readonly (number | null)[]): number | null {
  if (list.length === 0 || list.includes(null)) return null;
  return list.reduce<number>((a, b) => a + (b as number), 0);
}
