/** The sizes of a site for people: the best, what binds, the curve through the best. */
import { shownOutputs } from '../batch/sizing/outputs.ts';
import type { SitePlan } from '../batch/sizing/read-site.ts';
import { bestOf, type SizedPoint, type SizedSite, type Sizing } from '../batch/sizing/sized.ts';
import type { Catalog } from '../catalog/index.ts';
import { chanceOf } from '../decide/sizing/chances.ts';
import type { SiteAim } from '../decide/sizing/site-file.ts';
import type { ModelOutput } from '../engine/model.ts';
import type { CliKey, Texts } from '../i18n/index.ts';
import { columnNumber, columnUnit } from './numbers.ts';
import { partsTable } from './size-parts.ts';
import { SHOWN_SITES, table } from './table.ts';
import { notedResult, notesText, TableNotes } from './table-notes.ts';

/** Sizes beyond these are left out of the table, not of the files. */
const SHOWN = 24;

export function sizeTable(catalog: Catalog, { site, sizing }: SizedSite, texts: Texts): string {
  if (!site || !sizing) return '';
  const { points, choice } = sizing;
  const lines: string[] = [];
  const name = (i: number) => sizeText(points[i] as SizedPoint, site, texts);
  if (choice.best !== undefined)
    lines.push(texts.cli('size.best', { size: name(choice.best), aim: aimText(site.file.aim, sizing, texts) }));
  if (choice.next !== undefined) lines.push(texts.cli('size.next', { size: name(choice.next) }));
  if (choice.binding.length > 0) lines.push(texts.cli('size.binding', { limits: choice.binding.join(', ') }));
  if (sizing.ends.length > 0) lines.push(texts.cli('size.ends', { limits: sizing.ends.join(', ') }));
  const most = sizing.facts.most_kw;
  if (typeof most === 'number') lines.push(texts.cli('size.area', { most: Math.round(most) }));
  const best = bestOf(sizing);
  const parts = best ? partsTable(best, texts) : '';
  return `${lines.join('\n')}\n${parts}${curve(catalog, site, sizing, texts)}${notes(catalog, site, sizing, texts)}`;
}

/** `net present value`, `P10 of …`. */
function aimText({ id, label, columns, outputs }: SiteAim, { points }: Sizing, { lang }: Texts): string {
  const output = points[0]?.result.model.outputs.find((o) => o.column === columns[0]);
  const name = label?.[lang] ?? output?.quantity.label[lang] ?? id;
  const [statistic] = id.split(' of ');
  return outputs === columns ? name : `${name} (${statistic})`;
}

/** What is missing, assumed and to be confirmed in the best. */
function notes(catalog: Catalog, { file }: SitePlan, sizing: Sizing, texts: Texts): string {
  const best = bestOf(sizing) ?? (sizing.points[0] as SizedPoint);
  const wanted = new Set(shownOutputs(catalog, file));
  const columns = best.result.model.outputs.filter((o) => wanted.has(o.column));
  const list = new TableNotes();
  list.add(notedResult(best.result), columns);
  return notesText(list, columns, texts);
}

/** `400 kW, battery 100 kWh`. */
function sizeText({ size }: SizedPoint, { sizer }: SitePlan, texts: Texts): string {
  const parts = sizer.axes.flatMap((axis) => {
    const v = size[axis];
    return v === undefined || v === 0 ? [] : [texts.cli(`size.axes.${axis}` as CliKey, { v })];
  });
  return parts.join(', ');
}

function curve(catalog: Catalog, { file, sizer }: SitePlan, sizing: Sizing, texts: Texts): string {
  const { points, choice } = sizing;
  const outputs = shownOutputs(catalog, file).flatMap(
    (column) => points[0]?.result.model.outputs.filter((o) => o.column === column) ?? [],
  );
  const { chances } = file;
  const years = sizer.shown.filter((y) => points.some((p) => typeof p.year[y] === 'number'));
  const drawn = points.some((p) => p.draws);
  const columns = [
    { head: '' },
    ...[...sizer.axes, ...years].map((id) => ({ head: headOf(id, texts), align: RIGHT })),
    ...outputs.flatMap((o) => outputHeads(o, drawn, file.aim.columns, texts)),
    ...chances.map((c) => ({ head: `P(${c.threshold.text})\n%`, align: RIGHT })),
    { head: texts.cli('size.broken') },
  ];
  const shown = shownPoints(sizing, sizer.axes);
  const rows = shown.map((i) => {
    const p = points[i] as SizedPoint;
    return [
      i === choice.best ? '★' : i === choice.next ? '☆' : '',
      ...sizer.axes.map((a) => sizeCell(p.size[a], texts)),
      ...years.map((y) => yearCell(y, p.year[y], texts)),
      ...outputs.flatMap((o) => outputCells(p, o, drawn, file.aim.columns, texts)),
      ...chances.map((c) => texts.number(100 * (p.figures[chanceOf(c.threshold)] ?? Number.NaN), 1)),
      (choice.broken[i] ?? []).join(', '),
    ];
  });
  const left = points.length - shown.length;
  return table(columns, rows) + (left > 0 ? `${texts.cli('size.more', { n: left })}\n` : '');
}

const RIGHT = 'right' as const;
const headOf = (id: string, texts: Texts): string => texts.cli(`size.columns.${id}` as CliKey).replace(' | ', '\n');

/** What is aimed at has the range of the draws beside it. */
function outputHeads({ quantity, column }: ModelOutput, drawn: boolean, aims: readonly string[], texts: Texts) {
  const unit = columnUnit(quantity, texts.lang);
  const head = { head: [quantity.label[texts.lang], unit].join('\n'), align: RIGHT };
  return drawn && aims.includes(column) ? [head, { head: `P10–P90\n${unit}`, align: RIGHT }] : [head];
}

function outputCells(p: SizedPoint, o: ModelOutput, drawn: boolean, aims: readonly string[], texts: Texts): string[] {
  const text = (v: number | null | undefined): string =>
    typeof v === 'number' && Number.isFinite(v) ? columnNumber(v, o.quantity, texts.lang) : '–';
  const middle = text(p.figures[o.column]);
  if (!drawn || !aims.includes(o.column)) return [middle];
  const summary = p.draws?.summaries[o.column];
  return [middle, summary ? `${text(summary.p10)}–${text(summary.p90)}` : '–'];
}

const sizeCell = (v: number | string | undefined, texts: Texts): string =>
  typeof v === 'number' ? texts.number(v) : (v ?? '–');

/** Shares in per cent, kWh in MWh. */
function yearCell(name: string, v: number | null | undefined, texts: Texts): string {
  if (v === null || v === undefined) return '–';
  if (name.endsWith('_share')) return texts.number(100 * v, 1);
  return texts.number(name.endsWith('_kwh') ? v / 1000 : v);
}

/** The sizes that differ from the best in the first axis only, with the next best; all when they are few. */
function shownPoints({ points, choice }: Sizing, [first, ...others]: readonly string[]): number[] {
  const all = points.map((_, i) => i);
  const best = points[choice.best ?? -1];
  if (all.length <= SHOWN || !best || first === undefined) return all.slice(0, SHOWN);
  const along = all.filter((i) => others.every((a) => points[i]?.size[a] === best.size[a]));
  const [from] = [Math.max(0, along.indexOf(choice.best ?? 0) - SHOWN / 2)];
  const near = new Set(along.slice(from, from + SHOWN));
  return all.filter((i) => near.has(i) || i === choice.best || i === choice.next);
}

/** The best size of each site; why a site has none stands with the findings. */
export function sizesTable(catalog: Catalog, sites: readonly SizedSite[], texts: Texts): string {
  const first = sites.find((s) => bestOf(s.sizing));
  if (!first?.site) return '';
  const wanted = shownOutputs(catalog, first.site.file);
  const outputs = wanted.flatMap((c) => bestOf(first.sizing)?.result.model.outputs.filter((o) => o.column === c) ?? []);
  const aims = first.site.file.aim.columns;
  const drawn = sites.some((s) => bestOf(s.sizing)?.draws);
  const columns = [
    { head: texts.cli('size.site') },
    { head: texts.cli('size.bestSize') },
    ...outputs.flatMap((o) => outputHeads(o, drawn, aims, texts)),
    { head: texts.cli('size.bindingHead') },
  ];
  const shown = sites.slice(0, SHOWN_SITES);
  const rows = shown.map(({ id, site, sizing }) => {
    const best = bestOf(sizing);
    const own = (column: string) => best?.result.model.outputs.find((o) => o.column === column);
    const cells = outputs.flatMap((o) => {
      const output = own(o.column);
      return best && output
        ? outputCells(best, output, drawn, aims, texts)
        : drawn && aims.includes(o.column)
          ? ['–', '–']
          : ['–'];
    });
    const limits = best ? [...(sizing?.choice.binding ?? []), ...(sizing?.ends ?? [])].join(', ') : '';
    return [id ?? '', best && site ? sizeText(best, site, texts) : '–', ...cells, limits];
  });
  const left = sites.length - shown.length;
  return table(columns, rows) + (left > 0 ? `${texts.cli('moreSites', { n: left })}\n` : '');
}
