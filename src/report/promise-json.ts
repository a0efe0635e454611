/** Promises as JSON, one unit at a time. */
import type { BasisResult } from '../batch/promise/bases.ts';
import type { LeverDistance } from '../batch/promise/distances.ts';
import type { Judged, Level } from '../batch/promise/judge.ts';
import type { Catalog } from '../catalog/index.ts';
import type { DrawSettings } from '../simulate/program.ts';
import { findingsMembers, type KeptFindings } from './findings-json.ts';

export const PROMISE_SCHEMA = 'jcm.promise/1';

export interface PromiseHead extends DrawSettings {
  catalog: Catalog;
  spreads: string;
  confidence: number;
}

export interface Promised {
  judged: Judged;
  bases: readonly BasisResult[];
}

export function promiseHeadJson(h: PromiseHead): string {
  const { seed, draws, sampling, spreads, confidence } = h;
  const { version, hash } = h.catalog;
  const head = { schema: PROMISE_SCHEMA, engine: version, catalog: { version, hash } };
  return `${JSON.stringify({ ...head, seed, draws, sampling, spreads, confidence }).slice(0, -1)},"sites":[`;
}

/** A site, or a proposal. */
export function promisedJson({ judged, bases }: Promised, whole: boolean): string {
  const { unit, planned, scores } = judged;
  return JSON.stringify({
    ...(whole ? { proposal_id: unit.proposalId, sites: unit.rows.map((r) => r.siteId) } : siteJson(judged)),
    planned: {
      reduction_tco2_average: planned.average,
      reduction_tco2_horizon: planned.total,
      points: judged.plannedPoints,
      reason: planned.reason ?? null,
    },
    eligible: planned.eligibility.label ?? null,
    not_eligible: planned.eligibility.not.map((n) => ({ site_id: n.siteId, because: n.because })),
    scores: Object.fromEntries(
      scores.map((s) => [
        s.score.column,
        {
          planned: s.planned,
          reason: s.reason ?? null,
          expected: s.expected,
          bands: s.bands.map((b) => ({ points: b.points, above: b.above, up_to: b.upTo, probability: b.probability })),
          undefined_share: s.undefinedShare,
        },
      ]),
    ),
    expected_points: judged.expectedPoints,
    promise: {
      every_year: levelJson(judged.everyYear, judged),
      one_figure: levelJson(judged.oneFigure, judged),
      in_total: judged.inTotal && { tco2: judged.inTotal.total, ...levelJson(judged.inTotal, judged) },
      reason: judged.promiseReason ?? null,
    },
    shortfall: judged.shortfall && {
      promised: judged.promised === undefined ? 'plan' : 'figure',
      promised_tco2_per_year: judged.promised ?? planned.average,
      any_year: judged.shortfall.anyYear,
    },
    years: judged.years.map((y, t) => ({
      year: t + 1,
      planned: y.planned,
      promise: y.promise,
      held: judged.shortfall?.promises[t] ?? null,
      p10: y.summary.p10,
      p50: y.summary.p50,
      p90: y.summary.p90,
      reached: y.reached,
      short: judged.shortfall?.years[t]?.chance ?? null,
      short_cumulative: judged.shortfall?.years[t]?.cumulative ?? null,
    })),
    distances: judged.distances.map(distanceJson),
    bases: bases.map((b) => ({
      basis: b.basis,
      factor_given: b.given,
      planned: b.planned,
      reason: b.reason ?? null,
      average: b.average && { mean: b.average.mean, p10: b.average.p10, p50: b.average.p50, p90: b.average.p90 },
      every_year: b.everyYear,
      expected: b.expected,
    })),
  });
}

function siteJson({ unit, planned, recalledSpreads }: Judged): object {
  const [row] = unit.rows;
  const [result] = planned.results;
  const m = result?.model.assessment.composition.methodology;
  return {
    site_id: row?.siteId ?? '',
    ...(row?.name ? { name: row.name } : {}),
    ...(row?.proposalId ? { proposal_id: row.proposalId } : {}),
    country: row?.shape.texts.country ?? null,
    technology: row?.shape.texts.technology ?? null,
    methodology: m ? `${m.id}@${m.version}` : null,
    unverified: result?.model.unverified ?? [],
    recalled_spreads: recalledSpreads,
    warnings: result?.warnings.map((w) => w.code) ?? [],
  };
}

/** @returns null where there is none */
export function costInPoints(level: Level | null, { plannedPoints }: Judged): number | null {
  return level?.points == null || plannedPoints === null ? null : plannedPoints - level.points;
}

const levelJson = (level: Level | null, judged: Judged) =>
  level && {
    tco2_per_year: level.perYear,
    share_of_plan: level.share,
    points: level.points,
    cost_in_points: costInPoints(level, judged),
  };

function distanceJson(d: LeverDistance): object {
  const { factor, value } = d;
  return {
    score: d.score.column,
    lever: d.lever,
    quantity: d.quantity?.column ?? null,
    unit: d.quantity?.unit ?? null,
    points: d.points,
    points_gained: d.gained,
    factor,
    change_pct: factor === null ? null : 100 * (factor - 1),
    value: value ?? null,
    needed: factor === null || value === undefined ? null : value * factor,
    tried: d.tried,
    reason: factor === null ? 'never_within' : null,
  };
}

export function promiseTailJson(proposals: readonly string[], findings: KeptFindings): string {
  const rest = JSON.stringify(findingsMembers(findings)).slice(1);
  return `],"proposals":[${proposals.map((p) => `\n${p}`).join(',')}],${rest}\n`;
}
