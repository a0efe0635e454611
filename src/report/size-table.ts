/** The sizes of a site for people: the best, what binds, the curve. */
import type { SizedPoint, Sizing } from '../batch/size-site.ts';
import type { Catalog } from '../catalog/index.ts';
import type { SizingPlan } from '../decide/sizing/site-file.ts';
import type { ModelOutput } from '../engine/model.ts';
import type { Texts } from '../i18n/index.ts';
import { columnNumber, columnUnit } from './numbers.ts';
import { hoursOfPoint, sizeOutputs } from './size-columns.ts';
import { table } from './table.ts';
import { notedResult, notesText, TableNotes } from './table-notes.ts';

/** Sizes beyond these are left out of the table, not of the files. */
const SHOWN = 60;

export function sizeTable(catalog: Catalog, plan: SizingPlan, sizing: Sizing, texts: Texts): string {
  const { points, choice } = sizing;
  const lines: string[] = [];
  const name = (i: number) => sizeText(points[i] as SizedPoint, texts);
  if (choice.best !== undefined) lines.push(texts.cli('size.best', { size: name(choice.best), aim: plan.aim.id }));
  if (choice.next !== undefined) lines.push(texts.cli('size.next', { size: name(choice.next) }));
  if (choice.binding.length > 0) lines.push(texts.cli('size.binding', { limits: choice.binding.join(', ') }));
  if (Number.isFinite(sizing.mostKw)) lines.push(texts.cli('size.area', { most: Math.round(sizing.mostKw) }));
  return `${lines.join('\n')}\n${curve(catalog, plan, sizing, texts)}${notes(catalog, plan, sizing, texts)}`;
}

/** What is missing, assumed and to be confirmed in the best. */
function notes(catalog: Catalog, plan: SizingPlan, sizing: Sizing, texts: Texts): string {
  const best = sizing.points[sizing.choice.best ?? 0] as SizedPoint;
  const wanted = new Set(sizeOutputs(catalog, plan, sizing));
  const columns = best.result.model.outputs.filter((o) => wanted.has(o.column));
  const list = new TableNotes();
  list.add(notedResult(best.result), columns);
  return notesText(list, columns, texts);
}

function sizeText({ size }: SizedPoint, texts: Texts): string {
  const parts = [`${texts.number(size.capacityKw)} kW`];
  if (size.batteryKwh > 0) parts.push(`${texts.cli('size.battery')} ${texts.number(size.batteryKwh)} kWh`);
  return [...parts, `DC/AC ${size.dcAcRatio}`].join(', ');
}

function curve(catalog: Catalog, plan: SizingPlan, sizing: Sizing, texts: Texts): string {
  const { points, choice } = sizing;
  const outputs = sizeOutputs(catalog, plan, sizing).map(
    (column) => points[0]?.result.model.outputs.find((o) => o.column === column) as ModelOutput,
  );
  const right = 'right' as const;
  const columns = [
    { head: '' },
    { head: 'kW', align: right },
    { head: `${texts.cli('size.battery')}\nkWh`, align: right },
    { head: 'DC/AC', align: right },
    { head: `${texts.cli('size.generation')}\nMWh`, align: right },
    { head: `${texts.cli('size.ownUse')}\n%`, align: right },
    { head: `${texts.cli('size.curtailed')}\n%`, align: right },
    ...outputs.map((o) => ({
      head: [o.quantity.label[texts.lang], columnUnit(o.quantity, texts.lang)].join('\n'),
      align: right,
    })),
    { head: texts.cli('size.broken') },
  ];
  const shown = shownPoints(sizing);
  const rows = shown.map((i) => {
    const p = points[i] as SizedPoint;
    const h = hoursOfPoint(p);
    const share = (x: number) => (h.generation_kwh > 0 ? texts.number((100 * x) / h.generation_kwh, 1) : '–');
    return [
      i === choice.best ? '★' : i === choice.next ? '☆' : '',
      texts.number(p.size.capacityKw),
      texts.number(p.size.batteryKwh),
      String(p.size.dcAcRatio),
      texts.number(h.generation_kwh / 1000),
      h.load_kwh > 0 ? share(h.own_use_kwh) : '–',
      share(h.curtailed_kwh),
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

/** All, or the first ones with the best and the next. */
function shownPoints({ points, choice }: Sizing): number[] {
  const all = points.map((_, i) => i);
  return all.filter((i) => i < SHOWN || i === choice.best || i === choice.next);
}
