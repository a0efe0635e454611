/** Texts of rows → rows of sites, and what their sites say. Sheets and models are kept: many sites have the same columns. */
import type { Finding } from '../../assessment/findings.ts';
import type { SiteRow } from '../../assessment/row.ts';
import type { Scenario } from '../../assessment/scenario.ts';
import { Sheet, SheetFindings } from '../../assessment/sheet.ts';
import type { Catalog } from '../../catalog/index.ts';
import { AssessRun, type SiteResult } from '../assess.ts';
import type { RowTexts } from './row.ts';
import type { SiteFacts } from './sizer.ts';

export interface RowsRead {
  /** None when one of them is refused. */
  rows?: SiteRow[];
  findings: readonly Finding[];
}

export class SizedRows {
  private readonly catalog: Catalog;
  private readonly scenario: Scenario;
  private readonly sheets = new Map<string, Sheet>();
  private readonly run: AssessRun;

  constructor(catalog: Catalog, scenario: Scenario) {
    this.catalog = catalog;
    this.scenario = scenario;
    this.run = new AssessRun({ catalog, scenario: scenario.values });
  }

  read(texts: readonly RowTexts[]): RowsRead {
    try {
      const rows = texts.map(({ header, cells }, i) => this.sheet(header).row(i + 2, cells));
      const dropped = rows.find((r) => 'dropped' in r);
      return dropped ? { findings: dropped.findings.map(withoutLine) } : { rows: rows as SiteRow[], findings: [] };
    } catch (e) {
      if (e instanceof SheetFindings) return { findings: e.findings.map(withoutLine) };
      throw e;
    }
  }

  assess(rows: readonly SiteRow[]): SiteResult[] {
    return this.run.run(rows);
  }

  /** Its row's findings, and what people must look into beyond them. */
  findings(result: SiteResult): Finding[] {
    return [...result.row.findings, ...this.run.findings(result)].map(({ site_id: _id, ...f }) => withoutLine(f));
  }

  facts(row: SiteRow): SiteFacts {
    const { model, frame } = this.run.single(row);
    const { values } = this.scenario;
    // The buffer is written over by the next assessment.
    const numbers = frame.buffer.slice();
    const places = frame.at.slice();
    return {
      texts: { ...values.texts, ...model.assessment.shape.texts },
      number: (name) => {
        const node = frame.graph.byName.get(name);
        return node === undefined ? Number.NaN : (numbers[places[node] as number] as number);
      },
      spread: (name) => (row.shape.params.includes(name) ? row.spreads?.[name] : values.numbers[name]?.spread),
      given: (name) => row.shape.params.includes(name) || name in values.numbers,
    };
  }

  /** See AssessRun. @returns nothing when a row is refused */
  quantities(texts: readonly RowTexts[], names: readonly string[]): Float64Array[][] | undefined {
    const { rows } = this.read(texts);
    return rows && this.run.quantities(rows, names);
  }

  private sheet(header: readonly string[]): Sheet {
    const key = JSON.stringify(header);
    const known = this.sheets.get(key);
    if (known) return known;
    const options = { catalog: this.catalog, scenario: this.scenario.values, fx: this.scenario.fx, addId: () => true };
    const sheet = new Sheet(header, options);
    this.sheets.set(key, sheet);
    return sheet;
  }
}

/** A site file has keys, not lines. */
const withoutLine = ({ row: _row, ...f }: Finding): Finding => f;
