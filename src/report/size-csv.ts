/** The sizes of a site as a table, and the best ones of many sites. */
import { shownOutputs } from '../batch/sizing/outputs.ts';
import { bestOf, type SizedPoint, type SizedSite } from '../batch/sizing/sized.ts';
import type { Catalog } from '../catalog/index.ts';
import { chanceOf } from '../decide/sizing/chances.ts';
import { valueIn } from './outputs.ts';

type Line = (string | number | null)[];
/** Of the draws, beside the value at the middles. */
const DRAWN = ['p10', 'p50', 'p90'] as const;

/** Header and one line a size; `rank` is `best`, `next` or empty. */
export function* sizeLines(catalog: Catalog, { site, sizing }: SizedSite): Generator<Line> {
  if (!site || !sizing) return;
  const { axes } = site.sizer;
  const outputs = shownOutputs(catalog, site.file);
  const years = Object.keys(sizing.points[0]?.year ?? {});
  const drawn = sizing.points.some((p) => p.draws);
  const chances = site.file.chances.map((c) => c.threshold);
  yield [
    ...[...axes, 'rank', 'broken', ...years, ...MONEY],
    ...outputs.flatMap((o) => [o, ...(drawn ? DRAWN.map((s) => `${o}_${s}`) : [])]),
    ...chances.map((t) => `P(${t.text})`),
  ];
  for (const [i, p] of sizing.points.entries()) {
    const rank = i === sizing.choice.best ? 'best' : i === sizing.choice.next ? 'next' : '';
    yield [
      ...axes.map((a) => p.size[a] ?? null),
      rank,
      (sizing.choice.broken[i] ?? []).join(' '),
      ...years.map((y) => p.year[y] ?? null),
      ...money(p),
      ...outputs.flatMap((o) => figures(p, o, drawn)),
      ...chances.map((t) => p.figures[chanceOf(t)] ?? null),
    ];
  }
}

/** What a size costs at the start and a year by its row; null where nobody says. */
const MONEY = ['capex_jpy', 'opex_jpy_per_year'] as const;

function money({ result, figures }: SizedPoint): Line {
  const { shape, values } = result.row;
  const opex = values[shape.params.indexOf('opex')];
  return [figures.capex_jpy ?? null, opex ?? null];
}

function figures(p: SizedPoint, output: string, drawn: boolean): Line {
  const middle = valueIn(p.result, output);
  return drawn ? [middle, ...DRAWN.map((s) => p.draws?.summaries[output]?.[s] ?? null)] : [middle];
}

/** Header and one line a site, with the best size of each; a site without one says why. */
export function* sizesLines(catalog: Catalog, sites: readonly SizedSite[]): Generator<Line> {
  const axes = [...new Set(sites.flatMap((s) => (s.sizing ? (s.site?.sizer.axes ?? []) : [])))];
  const outputs = [...new Set(sites.flatMap((s) => (s.site ? shownOutputs(catalog, s.site.file) : [])))];
  const drawn = sites.some((s) => bestOf(s.sizing)?.draws);
  yield [
    ...['site_id', 'technology', ...axes, 'aim', 'binding', 'ends', ...MONEY],
    ...outputs.flatMap((o) => [o, ...(drawn ? DRAWN.map((s) => `${o}_${s}`) : [])]),
    'errors',
  ];
  for (const { id, site, sizing, findings } of sites) {
    const best = bestOf(sizing);
    yield [
      id ?? '',
      best?.result.row.shape.texts.technology ?? '',
      ...axes.map((a) => best?.size[a] ?? null),
      site?.file.aim.id ?? '',
      (sizing?.choice.binding ?? []).join(' '),
      (best ? (sizing?.ends ?? []) : []).join(' '),
      ...(best ? money(best) : MONEY.map(() => null)),
      ...outputs.flatMap((o) => (best ? figures(best, o, drawn) : new Array(drawn ? 4 : 1).fill(null))),
      findings.flatMap((f) => (f.severity === 'error' ? [f.code] : [])).join(' '),
    ];
  }
}
