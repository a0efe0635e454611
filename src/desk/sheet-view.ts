/** An assessed sheet as plain data. */
import type { Finding } from '../assessment/findings.ts';
import type { SiteResult } from '../batch/assess.ts';
import type { Totals } from '../batch/totals.ts';
import { labelOf, methodologyName, outputValue } from '../report/outputs.ts';
import type { Assessed } from './assessed.ts';
import type { RawSheet } from './raw-sheet.ts';
import type { FindingView, OutputView, SheetView, SiteView, TotalView } from './views.ts';

export function sheetView(a: Assessed, outputs: readonly OutputView[]): SheetView {
  const rows = a.chunks.reduce((n, c) => n + c.length, 0);
  return {
    encoding: a.raw.encoding,
    header: a.raw.header,
    rows,
    dropped: rows - a.results.length,
    sites: a.results.map((r) => siteView(r, outputs)),
    total: totalView(a.total, outputs),
    findings: findingViews(a.findings, a.raw),
    spreads: a.results.some((r) => r.row.spreads) || Object.values(a.scenario.values.numbers).some((n) => n.spread),
  };
}

function siteView(r: SiteResult, outputs: readonly OutputView[]): SiteView {
  const { texts } = r.row.shape;
  const at = placesOf(r, outputs);
  const reasons: Record<number, string> = {};
  const figures = at.map((i, position) => {
    const o = i < 0 ? undefined : r.model.outputs[i];
    const reason = r.reasons.get(i);
    if (reason) reasons[position] = reason;
    return o ? outputValue(o, r.values[i] as number) : null;
  });
  return {
    line: r.row.line,
    siteId: r.row.siteId,
    name: r.row.name,
    country: texts.country ?? r.model.assessment.scenario.texts.country ?? '',
    technology: texts.technology ?? r.model.assessment.scenario.texts.technology ?? '',
    methodology: methodologyName(r),
    figures,
    reasons,
    warnings: r.warnings.map(({ code, params }) => ({ code, params })),
    unverified: r.model.unverified,
  };
}

/** Where each output stands among those of the row's model; worked out once a model. */
const PLACES = new WeakMap<object, readonly number[]>();

function placesOf({ model }: SiteResult, outputs: readonly OutputView[]): readonly number[] {
  let known = PLACES.get(model);
  if (!known) {
    const at = new Map(model.outputs.map((o, i) => [o.column, i]));
    known = outputs.map((o) => at.get(o.column) ?? -1);
    PLACES.set(model, known);
  }
  return known;
}

function totalView(total: Totals, outputs: readonly OutputView[]): TotalView {
  const of = total.outputs();
  return {
    sites: total.rows,
    figures: outputs.map((o) => {
      const t = of.get(o.column);
      const value = t?.value ?? null;
      return { value: value !== null && o.labels ? labelOf(o.labels, value) : value, sites: t?.sites ?? 0 };
    }),
  };
}

/** Each finding with the text of its cell, so that it can be mended where it is read. */
export function findingViews(findings: readonly Finding[], raw: RawSheet): FindingView[] {
  const lines = new Map<number, readonly string[]>();
  for (const rows of raw.chunks) for (const r of rows) lines.set(r.line, r.cells);
  return findings.map((f) => {
    const at = f.column === undefined ? -1 : raw.header.findIndex((h) => h.trim() === f.column);
    const cells = f.row === undefined ? undefined : lines.get(f.row);
    return at < 0 || !cells ? f : { ...f, text: cells[at] ?? '' };
  });
}
