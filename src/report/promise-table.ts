/** Promises for people: how likely each band is, what to promise, what would gain a point, what the basis of the factor does. */
import type { BasisResult } from '../batch/promise/bases.ts';
import type { LeverDistance } from '../batch/promise/distances.ts';
import type { Level, ScoreResult } from '../batch/promise/judge.ts';
import type { Score } from '../batch/promise/scores.ts';
import type { Quantity } from '../catalog/index.ts';
import type { CliKey, Texts } from '../i18n/index.ts';
import { changeText, neededText, triedText } from './needed-text.ts';
import { costInPoints, type Promised } from './promise-json.ts';
import { type Column, table } from './table.ts';
import { oneLine } from './terminal.ts';

/** What a table shows of a site or proposal. */
export interface ShownPromise extends Promised {
  whole: boolean;
}

export interface PromiseTable {
  shown: readonly ShownPromise[];
  scores: readonly Score[];
  /** In per cent. */
  confidence: number;
}

export function promiseTable(t: PromiseTable, texts: Texts): string {
  // A proposal that lost a row is listed all the same; the notes say why it has nothing.
  const scored = t.shown.filter((s) => s.whole || !s.judged.unit.rows[0]?.proposalId);
  return [
    section('promise.bands', bandsTable(scored, t.scores, texts), texts),
    section('promise.promises', levelsTable(t.shown, texts), texts, { confidence: t.confidence }),
    section('promise.distances', distancesText(scored, texts), texts),
    section('promise.bases', basesTable(t.shown, texts), texts, { confidence: t.confidence }),
  ].join('');
}

const section = (key: CliKey, body: string, texts: Texts, params = {}): string =>
  body ? `${texts.cli(key, params)}\n${body}\n` : '';

const nameOf = ({ judged: { unit }, whole }: ShownPromise, texts: Texts): string => {
  const [row] = unit.rows;
  return oneLine(whole ? `${texts.cli('proposal')} ${unit.proposalId}` : `${row?.siteId} ${row?.name}`.trimEnd()).slice(
    0,
    28,
  );
};

const percent = (p: number): string => `${(100 * p).toFixed(1)} %`;
/** Rounded down, plan and promise alike: a promise says no more than will be reached, and one that is the plan reads like it. */
const tonnes = (v: number | null | undefined, texts: Texts): string => {
  if (v == null) return '–';
  const steps = v < 1000 ? 10 : 1;
  return texts.number(Math.floor(v * steps + 1e-6) / steps);
};
const points = (v: number | null | undefined): string => (v == null ? '–' : String(v));

function bandsTable(shown: readonly ShownPromise[], scores: readonly Score[], texts: Texts): string {
  if (shown.length === 0) return '';
  const heads: Column[] = [{ head: texts.cli('headings.site') }, { head: texts.cli('promise.eligible') }];
  for (const s of scores)
    heads.push({ head: s.quantity.label[texts.lang] }, { head: texts.cli('promise.expected'), align: 'right' });
  heads.push({ head: texts.cli('promise.bothExpected'), align: 'right' });
  const rows = shown.map((s) => [
    nameOf(s, texts),
    eligibleText(s, texts),
    ...scores.flatMap(({ column }) => {
      const r = s.judged.scores.find((x) => x.score.column === column);
      return r?.expected == null ? ['–', '–'] : [likely(r, texts), r.expected.toFixed(2)];
    }),
    s.judged.expectedPoints === null ? '–' : s.judged.expectedPoints.toFixed(2),
  ]);
  return table(heads, rows);
}

/** With the share of the draws in which there are no points; together they are all. */
const likely = ({ bands, undefinedShare }: ScoreResult, texts: Texts): string =>
  [
    ...bands
      .filter((b) => b.probability > 0)
      .map((b) => texts.cli('promise.band', { points: b.points, chance: percent(b.probability) })),
    ...(undefinedShare > 0 ? [texts.cli('promise.noPoints', { chance: percent(undefinedShare) })] : []),
  ].join(', ');

const eligibleText = ({ judged }: ShownPromise, texts: Texts): string => {
  const { label } = judged.planned.eligibility;
  return label === undefined ? '–' : texts.label(label);
};

/** Who cannot be proposed as it stands, and why. */
function notEligibleText(shown: readonly ShownPromise[], texts: Texts): string {
  const not = shown.filter((s) => s.judged.planned.eligibility.not.length > 0);
  if (not.length === 0) return '';
  const lines = not.map((s) => {
    const rows = s.judged.planned.eligibility.not;
    const why = (because: readonly string[]) => because.map((b) => texts.reason(b)).join(' ');
    const said = rows.map((r) => (s.whole ? r.siteId : why(r.because))).join(', ');
    return `  – ${nameOf(s, texts)}: ${said}\n`;
  });
  return `${texts.cli('promise.notEligible')}\n${lines.join('')}`;
}

/** Plans of which nothing can be promised, though there are figures. */
function nothingText(shown: readonly ShownPromise[], texts: Texts): string {
  const none = shown.filter((s) => s.judged.promiseReason && !s.judged.planned.reason);
  return none
    .map(
      (s) =>
        `${texts.cli('promise.nothing', { site: nameOf(s, texts), why: texts.reason(s.judged.promiseReason ?? '') })}\n`,
    )
    .join('');
}

function levelsTable(shown: readonly ShownPromise[], texts: Texts): string {
  if (shown.length === 0) return '';
  const right = (key: CliKey): Column => ({ head: texts.cli(key), align: 'right' });
  const heads = [
    { head: texts.cli('headings.site') },
    { head: texts.cli('promise.eligible') },
    right('promise.planned'),
    right('promise.everyYear'),
    right('promise.points'),
    right('promise.oneFigure'),
    right('promise.inTotal'),
    right('promise.points'),
    right('promise.promised'),
    right('promise.shortAny'),
    right('promise.shortEnd'),
  ];
  const level = (s: ShownPromise, l: Level | null) => {
    const cost = costInPoints(l, s.judged);
    return cost === null ? '–' : `${points(l?.points)} (${cost > 0 ? `−${cost}` : '0'})`;
  };
  const rows = shown.map((s) => {
    const { planned, everyYear, oneFigure, inTotal, shortfall, promised } = s.judged;
    return [
      nameOf(s, texts),
      eligibleText(s, texts),
      tonnes(planned.average, texts),
      tonnes(everyYear?.perYear, texts),
      level(s, everyYear),
      tonnes(oneFigure?.perYear, texts),
      tonnes(inTotal?.total, texts),
      level(s, inTotal),
      shortfall ? heldText(promised, texts) : '–',
      shortfall ? percent(shortfall.anyYear) : '–',
      shortfall ? percent(shortfall.years.at(-1)?.cumulative ?? 0) : '–',
    ];
  });
  return `${table(heads, rows)}${texts.cli('promise.levelsNote')}\n${texts.cli('promise.heldNote')}\n${nothingText(shown, texts)}${notEligibleText(shown, texts)}`;
}

const heldText = (figure: number | undefined, texts: Texts): string =>
  figure === undefined ? texts.cli('promise.thePlan') : texts.number(figure);

function distancesText(shown: readonly ShownPromise[], texts: Texts): string {
  return shown
    .flatMap((s) => {
      const { distances } = s.judged;
      const gaining = distances.filter((d) => d.factor !== null).map((d) => gainText(d, texts));
      const idle = s.judged.scores.flatMap(({ score }) => neverText(score, distances, texts));
      const lines = [...gaining, ...idle].map((line) => `    – ${line}`);
      return lines.length > 0 ? [`  ${nameOf(s, texts)}`, ...lines] : [];
    })
    .map((line) => `${line}\n`)
    .join('');
}

function gainText({ factor, gained, value, quantity, ...d }: LeverDistance, texts: Texts): string {
  const values = value === undefined || factor === null ? '' : ` (${wayText(value, value * factor, quantity, texts)})`;
  return texts.cli('promise.gain', {
    lever: d.label[texts.lang],
    change: changeText(factor ?? 1, texts),
    score: d.score.quantity.label[texts.lang],
    points: gained ?? 0,
    values,
  });
}

/** From where to where, with the unit that people write. */
function wayText(now: number, needed: number, quantity: Quantity | undefined, texts: Texts): string {
  const scale = quantity?.written ?? 1;
  const unit = quantity && quantity.writtenUnit !== '1' ? ` ${quantity.writtenUnit}` : '';
  return neededText(now / scale, needed / scale, texts)
    .map((n) => `${n}${unit}`)
    .join(' → ');
}

/** Levers that gain nothing within the factors tried, one line a score. */
function neverText(score: Score, distances: readonly LeverDistance[], texts: Texts): string[] {
  const idle = distances.filter((d) => d.score === score && d.factor === null);
  if (idle.length === 0) return [];
  const levers = idle.map((d) => `${d.label[texts.lang]} (${d.tried.map((f) => triedText(f, texts)).join(' … ')})`);
  return [texts.cli('promise.never', { score: score.quantity.label[texts.lang], levers: levers.join(', ') })];
}

function basesTable(shown: readonly ShownPromise[], texts: Texts): string {
  const some = shown.filter((s) => s.bases.length > 0);
  const labels = [...new Set(some.flatMap((s) => s.bases.map((b) => b.basis)))];
  if (labels.length === 0) return '';
  const heads: Column[] = [
    { head: texts.cli('headings.site') },
    ...labels.map((b): Column => ({ head: texts.cli(`promise.basis.${b}` as CliKey), align: 'right' })),
  ];
  const cell = (b: BasisResult | undefined): string => {
    if (b?.average?.p50 == null) return '–';
    return `${tonnes(b.average.p50, texts)} (${tonnes(b.everyYear, texts)})${b.given.length > 0 ? ' *' : ''}`;
  };
  const rows = some.map((s) => [nameOf(s, texts), ...labels.map((l) => cell(s.bases.find((b) => b.basis === l)))]);
  const given = some.some((s) => s.bases.some((b) => b.given.length > 0));
  return `${table(heads, rows)}${given ? `${texts.cli('promise.factorGiven')}\n` : ''}`;
}
