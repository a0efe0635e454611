/** The sizes of a site for people: the best, what binds, the curve through the best. */
import type { SitePlan } from '../batch/sizing/read-site.ts';
import type { SizedPoint, Sizing } from '../batch/sizing/size-site.ts';
import type { Catalog } from '../catalog/index.ts';
import type { ModelOutput } from '../engine/model.ts';
import type { CliKey, Texts } from '../i18n/index.ts';
import { columnNumber, columnUnit } from './numbers.ts';
import { sizeOutputs } from './size-columns.ts';
import { table } from './table.ts';
import { notedResult, notesText, TableNotes } from './table-notes.ts';

/** Sizes beyond these are left out of the table, not of the files. */
const SHOWN = 24;

export function sizeTable(catalog: Catalog, site: SitePlan, sizing: Sizing, texts: Texts): string {
  const { points, choice } = sizing;
  const lines: string[] = [];
  const name = (i: number) => sizeText(points[i] as SizedPoint, site, texts);
  if (choice.best !== undefined) lines.push(texts.cli('size.best', { size: name(choice.best), aim: site.file.aim.id }));
  if (choice.next !== undefined) lines.push(texts.cli('size.next', { size: name(choice.next) }));
  if (choice.binding.length > 0) lines.push(texts.cli('size.binding', { limits: choice.binding.join(', ') }));
  const most = sizing.facts.most_kw;
  if (typeof most === 'number') lines.push(texts.cli('size.area', { most: Math.round(most) }));
  return `${lines.join('\n')}\n${curve(catalog, site, sizing, texts)}${notes(catalog, site, sizing, texts)}`;
}

/** What is missing, assumed and to be confirmed in the best. */
function notes(catalog: Catalog, { file }: SitePlan, sizing: Sizing, texts: Texts): string {
  const best = sizing.points[sizing.choice.best ?? 0] as SizedPoint;
  const wanted = new Set(sizeOutputs(catalog, file, sizing));
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
  const outputs = sizeOutputs(catalog, file, sizing).map(
    (column) => points[0]?.result.model.outputs.find((o) => o.column === column) as ModelOutput,
  );
  const right = 'right' as const;
  const columns = [
    { head: '' },
    ...[...sizer.axes, ...sizer.shown].map((id) => ({
      head: texts.cli(`size.columns.${id}` as CliKey).replace(' | ', '\n'),
      align: right,
    })),
    ...outputs.map((o) => ({
      head: [o.quantity.label[texts.lang], columnUnit(o.quantity, texts.lang)].join('\n'),
      align: right,
    })),
    { head: texts.cli('size.broken') },
  ];
  const shown = shownPoints(sizing, sizer.axes);
  const rows = shown.map((i) => {
    const p = points[i] as SizedPoint;
    return [
      i === choice.best ? '★' : i === choice.next ? '☆' : '',
      ...sizer.axes.map((a) => sizeCell(p.size[a], texts)),
      ...sizer.shown.map((y) => yearCell(y, p.year[y], texts)),
      ...outputs.map((o) => {
        const v = p.figures[o.column] ?? Number.NaN;
        return Number.isFinite(v) ? columnNumber(v, o.quantity, texts.lang) : '–';
      }),
      (choice.broken[i] ?? []).join(', '),
    ];
  });
  const left = points.length - shown.length;
  return table(columns, rows) + (left > 0 ? `${texts.cli('size.more', { n: left })}\n` : '');
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
  const best = points[choice.best ?? 0];
  if (all.length <= SHOWN || !best || first === undefined) return all.slice(0, SHOWN);
  const along = all.filter((i) => others.every((a) => points[i]?.size[a] === best.size[a]));
  const [from] = [Math.max(0, along.indexOf(choice.best ?? 0) - SHOWN / 2)];
  const near = new Set(along.slice(from, from + SHOWN));
  return all.filter((i) => near.has(i) || i === choice.best || i === choice.next);
}
