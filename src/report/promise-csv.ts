/** Promises as CSV: a line a site or proposal, and beside it a line for each of its years. */
import type { Judged } from '../batch/promise/judge.ts';
import type { Score } from '../batch/promise/scores.ts';
import { csvLine } from '../io/csv-write.ts';
import { costInPoints, type Promised } from './promise-json.ts';

/** What the columns are made of. */
export interface PromiseColumns {
  scores: readonly Score[];
  levers: readonly string[];
  bases: readonly string[];
}

type Cell = string | number | null;

const LEVEL = ['tco2_per_year', 'share_of_plan', 'points', 'cost_in_points'];

export function promiseCsvHeader({ scores, levers, bases }: PromiseColumns): string {
  const ofScore = (s: Score) => [
    ...[`${s.column}_planned`, `${s.column}_reason`],
    `${s.column}_expected`,
    ...s.bands.map((b) => `P(${s.column} = ${b.points})`),
  ];
  return csvLine([
    ...['level', 'id', 'name', 'country', 'technology', 'sites', 'eligible', 'reason'],
    ...['planned_tco2_per_year', 'planned_tco2', 'planned_points', 'expected_points'],
    ...scores.flatMap(ofScore),
    ...LEVEL.map((x) => `every_year_${x}`),
    ...LEVEL.map((x) => `one_figure_${x}`),
    'in_total_tco2',
    ...LEVEL.map((x) => `in_total_${x}`),
    ...['promise_reason', 'promised', 'promised_tco2_per_year', 'short_in_any_year', 'short_at_the_end'],
    ...scores.flatMap((s) => levers.map((l) => `${s.column}_${l}_change_pct`)),
    ...bases.flatMap((b) => [`${b}_tco2_per_year_p50`, `${b}_every_year_tco2_per_year`, `${b}_factor_given`]),
  ]);
}

export function promiseCsvLine({ judged, bases }: Promised, whole: boolean, columns: PromiseColumns): string {
  const { unit, planned } = judged;
  const [row] = unit.rows;
  const texts = row?.shape.texts;
  const who: Cell[] = whole
    ? ['proposal', unit.proposalId, '', '', '']
    : ['site', row?.siteId ?? '', row?.name ?? '', texts?.country ?? '', texts?.technology ?? ''];
  const cells: Cell[] = [...who, unit.rows.length, planned.eligibility.label ?? '', planned.reason ?? ''];
  cells.push(planned.average, planned.total, judged.plannedPoints, judged.expectedPoints);
  for (const s of columns.scores) {
    const own = judged.scores.find((x) => x.score.column === s.column);
    cells.push(own?.planned ?? null, own?.reason ?? '', own?.expected ?? null);
    cells.push(...s.bands.map((b) => own?.bands.find((x) => x.points === b.points)?.probability ?? null));
  }
  const level = (l: Judged['everyYear']) => [
    l?.perYear ?? null,
    l?.share ?? null,
    l?.points ?? null,
    costInPoints(l, judged),
  ];
  cells.push(
    ...level(judged.everyYear),
    ...level(judged.oneFigure),
    judged.inTotal?.total ?? null,
    ...level(judged.inTotal),
  );
  const { shortfall, promised } = judged;
  const held = shortfall && (promised ?? planned.average);
  cells.push(judged.promiseReason ?? '', shortfall && (promised === undefined ? 'plan' : 'figure'), held);
  cells.push(shortfall?.anyYear ?? null, shortfall?.years.at(-1)?.cumulative ?? null);
  for (const s of columns.scores)
    for (const lever of columns.levers) {
      const d = judged.distances.find((x) => x.score.column === s.column && x.lever === lever);
      cells.push(d?.factor == null ? null : 100 * (d.factor - 1));
    }
  for (const basis of columns.bases) {
    const b = bases.find((x) => x.basis === basis);
    cells.push(b?.average?.p50 ?? null, b?.everyYear ?? null, b?.given.join(' ') ?? '');
  }
  return csvLine(cells);
}

export const promiseYearsHeader = (): string =>
  csvLine([
    ...['level', 'id', 'year', 'planned', 'p10', 'p50', 'p90', 'reached', 'promise', 'held', 'short'],
    'short_cumulative',
  ]);

export function promiseYearsLines({ unit, years, shortfall }: Judged, whole: boolean): string {
  const who = whole ? ['proposal', unit.proposalId] : ['site', unit.rows[0]?.siteId ?? ''];
  return years
    .map(({ planned, summary: s, reached, promise }, t) => {
      const short = shortfall?.years[t];
      const figures = [planned, s.p10, s.p50, s.p90, reached, promise, shortfall?.promises[t] ?? null];
      return csvLine([...who, t + 1, ...figures, short?.chance ?? null, short?.cumulative ?? null]);
    })
    .join('');
}
