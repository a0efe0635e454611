/** One sheet on the desk: opened, changed, assessed, drawn, explained. What a page's worker and the server talk to. */
import type { SiteRow } from '../assessment/row.ts';
import { readScenario, type Scenario } from '../assessment/scenario.ts';
import { type Sheet, SheetFindings } from '../assessment/sheet.ts';
import type { JobRunner } from '../batch/runner.ts';
import type { Catalog } from '../catalog/index.ts';
import { SheetError } from '../io/errors.ts';
import { type Assessed, assessRaw, readerOf } from './assessed.ts';
import { catalogView, outputViews } from './catalog-view.ts';
import { assessCsv, assessJson } from './documents.ts';
import { type CellEdit, edited, sheetCsv } from './edits.ts';
import { type ExplainedFigure, explainSite } from './explained.ts';
import { inputsOf } from './inputs.ts';
import { type RawSheet, readRaw } from './raw-sheet.ts';
import { findingViews, sheetView } from './sheet-view.ts';
import { type DrawChoices, drawOptions, type SimulatedSheet, simulateSheet } from './simulated.ts';
import { drawnView, SiteDraws } from './site-draws.ts';
import type {
  CatalogView,
  DrawnSiteView,
  InputView,
  OutputView,
  SheetView,
  SiteDrawsView,
  SwingsView,
  UnreadableView,
} from './views.ts';

/** What a person has changed beside the sheet. */
export interface Changes {
  edits: readonly CellEdit[];
  /** As a scenario file holds it: values for all rows that leave a cell blank, and switches. */
  scenario: Readonly<Record<string, unknown>>;
}

/** Nothing is on the desk, or not the row that is asked for. */
class NotOnDesk extends Error {}

export type FileKind = 'assess.csv' | 'assess.json' | 'simulate.csv' | 'simulate.json' | 'sheet.csv';

export class Desk {
  private readonly catalog: Catalog;
  private readonly outputs: readonly OutputView[];
  private raw: RawSheet | undefined;
  private assessed: Assessed | undefined;
  private simulated: SimulatedSheet | undefined;
  private looked: { key: string; draws: SiteDraws } | undefined;
  private tried: { of: Assessed; header: string; sheet: Sheet } | undefined;

  constructor(catalog: Catalog) {
    this.catalog = catalog;
    this.outputs = outputViews(catalog);
  }

  get view(): CatalogView {
    return catalogView(this.catalog);
  }

  /** Puts a sheet on the desk in place of the one before, as it came. */
  open(bytes: Uint8Array, changes: Changes): SheetView | UnreadableView {
    this.raw = undefined;
    this.assessed = undefined;
    try {
      this.raw = readRaw(bytes);
    } catch (e) {
      if (!(e instanceof SheetError)) throw e;
      return { unreadable: [{ code: e.code, severity: 'error', params: e.params }] };
    }
    return this.assess(changes);
  }

  /** The sheet with these changes in place of those before. */
  assess({ edits, scenario }: Changes): SheetView | UnreadableView {
    if (!this.raw) throw new NotOnDesk('no sheet is open');
    this.simulated = undefined;
    this.looked = undefined;
    const raw = edited(this.raw, edits);
    try {
      this.assessed = assessRaw(this.catalog, raw, this.scenario(scenario));
    } catch (e) {
      if (!(e instanceof SheetFindings)) throw e;
      this.assessed = undefined;
      return { unreadable: findingViews(e.findings, raw) };
    }
    return sheetView(this.assessed, this.outputs);
  }

  /** @param quantity an output or quantity and all it rests on; undefined = every quantity of the site */
  explain(line: number, quantity: string | undefined, defaults: boolean): ExplainedFigure {
    return explainSite(this.now, this.row(line), quantity, { catalog: this.catalog, defaults });
  }

  inputs(line: number, defaults: boolean): InputView[] {
    return inputsOf(this.now, this.row(line), defaults);
  }

  /**
   * Draws of one site, as they are in the run of the whole sheet.
   * @param shown output whose distribution is wanted
   */
  look(line: number, shown: string, choices: DrawChoices): { draws: SiteDrawsView; swings: SwingsView[] } {
    const row = this.row(line);
    const draws = this.drawsWith(choices);
    return { draws: draws.site(row, shown), swings: draws.swing(row) };
  }

  /**
   * Draws of a site as they would be with another text in one of its cells; the sheet stays as it is. Sums over its group, where
   * it has one, are those of the sheet.
   */
  preview(
    edit: CellEdit,
    shown: string,
    choices: DrawChoices,
  ): { draws: SiteDrawsView; swings: SwingsView[] } | UnreadableView {
    const a = this.now;
    const raw = edited({ ...a.raw, chunks: [rowOn(a.raw, edit.line)] }, [edit]);
    const header = raw.header.join('\n');
    // One reader for all texts of a column: rows of one kind then share their program.
    if (this.tried?.header !== header || this.tried.of !== a)
      this.tried = { of: a, header, sheet: readerOf(this.catalog, raw, a.scenario, true) };
    const [cells] = raw.chunks.flat();
    const row = this.tried.sheet.row(edit.line, cells?.cells ?? []);
    if ('dropped' in row) return { unreadable: findingViews(row.findings, raw) };
    const draws = this.drawsWith(choices);
    return { draws: draws.site(row, shown), swings: draws.swing(row) };
  }

  /**
   * All sites, with the runner's workers.
   * @param each called with the sites of each job and how many rows are done
   */
  async simulate(
    choices: DrawChoices,
    runner: JobRunner,
    each: (sites: readonly DrawnSiteView[], rows: number) => void,
  ): Promise<{ uncertain: number }> {
    const a = this.now;
    this.simulated = undefined;
    const done = await simulateSheet(a, this.catalog, choices, runner, (sites, rows) =>
      each(sites.map(drawnView), rows),
    );
    // Changed under way: these are not the sheet's figures any more.
    if (this.assessed === a) this.simulated = done;
    return { uncertain: done.uncertain };
  }

  /** A file in pieces; nothing when there is no simulation to write. */
  file(kind: FileKind): readonly string[] | undefined {
    switch (kind) {
      case 'assess.csv':
        return assessCsv(this.now, this.catalog, true);
      case 'assess.json':
        return assessJson(this.now, this.catalog);
      case 'simulate.csv':
        return this.simulated?.csv;
      case 'simulate.json':
        return this.simulated?.json;
      case 'sheet.csv':
        return [sheetCsv(this.now.raw)];
    }
  }

  private get now(): Assessed {
    if (!this.assessed) throw new NotOnDesk('no sheet is assessed');
    return this.assessed;
  }

  private drawsWith(choices: DrawChoices): SiteDraws {
    const key = JSON.stringify(choices);
    if (this.looked?.key !== key)
      this.looked = { key, draws: new SiteDraws(drawOptions(this.now, this.catalog, choices)) };
    return this.looked.draws;
  }

  private row(line: number): SiteRow {
    const hit = this.now.results.find((r) => r.row.line === line);
    if (!hit) throw new NotOnDesk(`no site on line ${line}`);
    return hit.row;
  }

  private scenario(raw: Readonly<Record<string, unknown>>): Scenario {
    return readScenario(Object.keys(raw).length === 0 ? null : raw, this.catalog);
  }
}

const rowOn = (raw: RawSheet, line: number) => raw.chunks.flat().filter((r) => r.line === line);
