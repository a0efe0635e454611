/** The JSON form of an assessment (schema jcm.assess/1), piece by piece so that long sheets stream. */
import type { SiteResult } from '../batch/assess.ts';
import type { Totals } from '../batch/totals.ts';
import type { Catalog } from '../catalog/index.ts';
import { findingsMembers, type KeptFindings } from './findings-json.ts';
import { labelOf, methodologyName, outputValue, programmeName } from './outputs.ts';

export const ASSESS_SCHEMA = 'jcm.assess/1';

export function jsonHead(catalog: Catalog): string {
  const head = {
    schema: ASSESS_SCHEMA,
    engine: catalog.version,
    catalog: { version: catalog.version, hash: catalog.hash },
  };
  return `${JSON.stringify(head).slice(0, -1)},"sites":[`;
}

export function siteJson(r: SiteResult): string {
  const outputs: Record<string, number | string | null> = {};
  const reasons: Record<string, string> = {};
  for (const [i, o] of r.model.outputs.entries()) {
    outputs[o.column] = outputValue(o, r.values[i] as number);
    const reason = r.reasons.get(i);
    if (reason) reasons[o.column] = reason;
  }
  return JSON.stringify({
    site_id: r.row.siteId,
    ...(r.row.name ? { name: r.row.name } : {}),
    ...(r.row.projectId ? { project_id: r.row.projectId } : {}),
    ...(r.row.proposalId ? { proposal_id: r.row.proposalId } : {}),
    country: r.row.shape.texts.country ?? r.model.assessment.scenario.texts.country ?? null,
    technology: r.row.shape.texts.technology ?? null,
    methodology: methodologyName(r),
    programme: programmeName(r),
    outputs,
    reasons,
    ...(r.failing.length > 0 ? { eligible_because: r.failing } : {}),
    unverified: r.model.unverified,
    warnings: r.warnings.map((w) => w.code),
    ...(r.years ? { years: yearsJson(r) } : {}),
  });
}

/** A list a quantity: year 1 first; money at year ends begins with the first payment. */
function yearsJson(r: SiteResult): Record<string, (number | null)[]> {
  return Object.fromEntries(
    r.model.years.map((y, i) => [
      y.quantity.column,
      [...(r.years?.[i] ?? [])].map((v) => (Number.isFinite(v) ? v : null)),
    ]),
  );
}

export interface GroupFigures {
  id: string;
  totals: Totals;
}

export function groupJson(key: 'project_id' | 'proposal_id', g: GroupFigures, labels: LabelsOf): object {
  return { [key]: g.id, sites: g.totals.rows, ...figures(g.totals, labels, false) };
}

export function totalJson(totals: Totals, labels: LabelsOf): object {
  return { sites: totals.rows, ...figures(totals, labels, true) };
}

/** Labels of a coded output, by column. */
export type LabelsOf = (column: string) => Readonly<Record<string, number>> | undefined;

function figures(totals: Totals, labels: LabelsOf, counted: boolean) {
  const outputs: Record<string, number | string | null> = {};
  const reasons: Record<string, string> = {};
  const sitesWith: Record<string, number> = {};
  for (const [column, t] of totals.outputs()) {
    const codes = labels(column);
    outputs[column] = t.value === null ? null : codes ? labelOf(codes, t.value) : t.value;
    if (t.reason) reasons[column] = t.reason;
    sitesWith[column] = t.sites;
  }
  return counted ? { outputs, reasons, sites_with: sitesWith } : { outputs, reasons };
}

/** @param total JSON of the total */
export function jsonTail(total: string, findings: KeptFindings): string {
  return `],"total":${total},${JSON.stringify(findingsMembers(findings)).slice(1)}\n`;
}
