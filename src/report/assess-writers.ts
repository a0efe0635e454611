/** Two ways to give the results of `assess` to programs: CSV and JSON. Each takes sites as they come. */
import type { SiteResult } from '../batch/assess.ts';
import type { Level } from '../batch/groups.ts';
import type { Totals } from '../batch/totals.ts';
import type { Catalog } from '../catalog/index.ts';
import { type CsvShape, csvHeader, csvRow } from './assess-csv.ts';
import { groupJson, jsonHead, jsonTail, type LabelsOf, siteJson, totalJson } from './assess-json.ts';
import type { KeptFindings } from './findings-json.ts';
import type { Out } from './out.ts';

export interface AssessWriter {
  sites(results: readonly SiteResult[]): void;
  /** A project or proposal that is complete, or at last the total of the sheet. */
  group(level: Level | 'total', id: string, totals: Totals): void;
  end(findings: KeptFindings): void;
}

export function csvWriter(out: Out, shape: CsvShape, bom: boolean): AssessWriter {
  out.write((bom ? '\ufeff' : '') + csvHeader(shape));
  return {
    sites: (results) => {
      for (const r of results) out.write(csvRow(r, shape));
    },
    group: () => undefined,
    end: () => undefined,
  };
}

export function jsonWriter(out: Out, catalog: Catalog, labels: LabelsOf): AssessWriter {
  out.write(jsonHead(catalog));
  const groups: Record<Level, string[]> = { project: [], proposal: [] };
  let total = '{}';
  let first = true;
  return {
    sites: (results) => {
      for (const r of results) {
        out.write((first ? '\n' : ',\n') + siteJson(r));
        first = false;
      }
    },
    group: (level, id, totals) => {
      if (level === 'total') total = JSON.stringify(totalJson(totals, labels));
      else groups[level].push(JSON.stringify(groupJson(`${level}_id`, { id, totals }, labels)));
    },
    end: (findings) => {
      out.write(`],"projects":[`);
      for (const [i, g] of groups.project.entries()) out.write((i ? ',\n' : '\n') + g);
      out.write(`],"proposals":[`);
      for (const [i, g] of groups.proposal.entries()) out.write((i ? ',\n' : '\n') + g);
      out.write(jsonTail(total, findings));
    },
  };
}
