/** Rows of cells → sites. Faults are findings with their place; a bad row is dropped and the others go on. */
import type { Catalog, Quantity } from '../catalog/index.ts';
import { parseNumber, type Spread } from './cell/index.ts';
import { type InputColumns, inputColumns } from './columns.ts';
import { type Finding, finding } from './findings.ts';
import { readHeader, type SheetColumn } from './header.ts';
import { readSpreadCell } from './number-cell.ts';
import { rangeFault } from './number-range.ts';
import { currentRates } from './rates.ts';
import type { DroppedRow, SiteRow, WrittenCell } from './row.ts';
import { type NumberColumn, readShape, type ShapeContext, type ShapeEntry, type TextColumn } from './shape-reader.ts';
import { EMPTY_SCENARIO, type ScenarioValues, type Shape } from './site.ts';
import { type Vocabulary, vocabulary } from './texts.ts';

export interface SheetOptions {
  catalog: Catalog;
  scenario?: ScenarioValues | undefined;
  /** Rates that hold instead of the catalog's: JPY per unit. */
  fx?: Readonly<Record<string, number>> | undefined;
  /** True when the id was not seen before. */
  addId: (id: string) => boolean;
  /** Keep each cell as written, for explain. */
  keepWritten?: boolean | undefined;
}

/** Raised when the header cannot be understood: nothing can run. */
export class SheetFindings extends Error {
  readonly findings: readonly Finding[];
  constructor(findings: readonly Finding[]) {
    super(findings.map((f) => f.code).join(', '));
    this.name = 'SheetFindings';
    this.findings = findings;
  }
}

const MAX_SHAPES = 20_000;

export class Sheet {
  readonly columns: readonly SheetColumn[];
  /** Findings of the header that do not stop the sheet. */
  readonly findings: readonly Finding[];
  readonly noteHeaders: readonly string[];
  readonly hasProjects: boolean;
  readonly hasProposals: boolean;
  private readonly width: number;
  private readonly limit: number;
  private readonly texts: readonly TextColumn[];
  private readonly numbers: readonly NumberColumn[];
  private readonly notes: readonly number[];
  private readonly at: Readonly<Record<'site_id' | 'name' | 'project_id' | 'proposal_id', number>>;
  private readonly shapes = new Map<string, ShapeEntry>();
  private readonly canon = new Map<string, Shape>();
  private readonly context: ShapeContext;
  private readonly options: SheetOptions;

  /** @throws SheetFindings when the header has faults */
  constructor(header: readonly string[], options: SheetOptions) {
    const inputs: InputColumns = inputColumns(options.catalog);
    const words: Vocabulary = vocabulary(options.catalog);
    const { columns, findings } = readHeader(header, {
      catalog: options.catalog,
      inputs,
      rates: currentRates(options.catalog, options.fx),
      supplied: options.scenario?.texts,
    });
    if (findings.some((f) => f.severity === 'error')) throw new SheetFindings(findings);
    this.options = options;
    this.columns = columns;
    this.findings = findings;
    this.width = header.length;
    this.limit = options.catalog.choices.spreadOutsideRange;
    this.texts = columns.filter((c): c is TextColumn => c.kind === 'text');
    this.numbers = columns.filter((c): c is NumberColumn => c.kind === 'number');
    const notes = columns.filter((c) => c.kind === 'note');
    this.notes = notes.map((c) => c.index);
    this.noteHeaders = notes.map((c) => c.header);
    const index = (key: string) => columns.find((c) => c.kind === 'identity' && c.key === key)?.index ?? -1;
    this.at = {
      site_id: index('site_id'),
      name: index('name'),
      project_id: index('project_id'),
      proposal_id: index('proposal_id'),
    };
    this.hasProjects = this.at.project_id >= 0;
    this.hasProposals = this.at.proposal_id >= 0;
    this.context = { catalog: options.catalog, inputs, words, scenario: options.scenario ?? EMPTY_SCENARIO };
  }

  /** @param line line of the file where the row begins */
  row(line: number, cells: readonly string[]): SiteRow | DroppedRow {
    const siteId = textAt(cells, this.at.site_id);
    if (siteId === '') return this.drop(line, cells, [finding('missing_site_id', 'error')]);
    if (cells.length > this.width && cells.slice(this.width).some((c) => c.trim() !== '')) {
      return this.drop(line, cells, [finding('too_many_cells', 'error', { cells: cells.length, columns: this.width })]);
    }
    const entry = this.shapeOf(cells);
    if (entry.dropped) return this.drop(line, cells, entry.findings);
    const columns = entry.columns;
    const values = new Array<number>(columns.length);
    let spreads: Record<string, Spread> | undefined;
    let faults: Finding[] | undefined;
    let warnings = entry.findings;
    for (let i = 0; i < columns.length; i++) {
      const c = columns[i] as NumberColumn;
      const raw = cells[c.index] as string;
      // A name with parentheses is no number.
      let v = raw.endsWith(')') ? undefined : parseNumber(raw, c);
      if (typeof v !== 'number') {
        const cell = readSpreadCell(raw, c, entry.quantities[i] as Quantity, this.limit);
        if ('code' in cell) {
          faults ??= [];
          faults.push(cell);
          continue;
        }
        v = cell.middle;
        if (cell.spread) {
          spreads ??= {};
          spreads[c.name] = cell.spread;
        }
        if (cell.finding) warnings = [...warnings, cell.finding];
      }
      const value = v * c.scale;
      const fault = rangeFault(value, entry.quantities[i] as Quantity, c.header);
      if (fault) {
        faults ??= [];
        faults.push(fault);
      }
      values[i] = value;
    }
    if (faults) return this.drop(line, cells, faults);
    if (!this.options.addId(siteId.normalize('NFKC')))
      return this.drop(line, cells, [finding('duplicate_site_id', 'error', { site_id: siteId })]);
    return {
      line,
      siteId,
      name: textAt(cells, this.at.name),
      projectId: textAt(cells, this.at.project_id).normalize('NFKC'),
      proposalId: textAt(cells, this.at.proposal_id).normalize('NFKC'),
      shape: entry.shape,
      values,
      spreads,
      written: this.options.keepWritten ? this.writtenCells(cells) : undefined,
      notes: this.notes.length === 0 ? NO_NOTES : this.notes.map((i) => cells[i] ?? ''),
      findings: warnings.length === 0 ? NONE : warnings.map((f) => ({ ...f, row: line, site_id: siteId })),
    };
  }

  private drop(line: number, cells: readonly string[], findings: readonly Finding[]): DroppedRow {
    const siteId = textAt(cells, this.at.site_id);
    return {
      line,
      siteId,
      projectId: textAt(cells, this.at.project_id).normalize('NFKC'),
      proposalId: textAt(cells, this.at.proposal_id).normalize('NFKC'),
      dropped: true,
      findings: findings.map((f) => ({ ...f, row: line, site_id: siteId || undefined })),
    };
  }

  /** Rows with the same texts and the same filled cells share one entry. */
  private shapeOf(cells: readonly string[]): ShapeEntry {
    let key = '';
    for (const c of this.texts) {
      const text = cells[c.index] ?? '';
      key += `${text.length}:${text}`;
    }
    let mask = 0;
    for (let i = 0; i < this.numbers.length; i++) {
      mask = (mask << 1) | (isBlank(cells[(this.numbers[i] as NumberColumn).index]) ? 0 : 1);
      if (i % 15 === 14 || i === this.numbers.length - 1) {
        key += String.fromCharCode(mask);
        mask = 0;
      }
    }
    const known = this.shapes.get(key);
    if (known) return known;
    const filled = this.numbers.filter((c) => !isBlank(cells[c.index]));
    const entry = readShape(
      this.texts,
      this.texts.map((c) => cells[c.index] ?? ''),
      filled,
      this.context,
    );
    if (entry.dropped) return entry;
    const shared = { ...entry, shape: this.canonical(entry.shape) };
    if (this.shapes.size >= MAX_SHAPES) this.shapes.clear();
    this.shapes.set(detach(key), shared);
    return shared;
  }

  /** One object for all equal shapes, however their texts were written. */
  private canonical(shape: Shape): Shape {
    const key = JSON.stringify([Object.entries(shape.texts).sort(), shape.params, shape.lost ?? {}]);
    const known = this.canon.get(key);
    if (known) return known;
    if (this.canon.size >= MAX_SHAPES) this.canon.clear();
    this.canon.set(key, shape);
    return shape;
  }

  private writtenCells(cells: readonly string[]): Record<string, WrittenCell> {
    const out: Record<string, WrittenCell> = {};
    for (const c of [...this.numbers, ...this.texts]) {
      const rate = c.kind === 'number' ? c.rate : undefined;
      out[c.name] = {
        header: c.header,
        text: cells[c.index] ?? '',
        rate: rate && { currency: rate.currency, jpy: rate.jpyPerUnit, date: rate.date, source: rate.source ?? '' },
      };
    }
    return out;
  }
}

const NONE: readonly Finding[] = [];
const NO_NOTES: readonly string[] = [];

function textAt(cells: readonly string[], i: number): string {
  return i < 0 ? '' : (cells[i] ?? '').trim();
}

/** A lone dash is how spreadsheets write "none". */
const DASHES: ReadonlySet<string> = new Set(['', '-', '–', '—', '−', '－', 'ー']);

function isBlank(cell: string | undefined): boolean {
  return cell === undefined || cell === '' || (cell.length < 4 && DASHES.has(cell.trim())) || cell.trim() === '';
}

/** A copy that does not keep the chunk it was cut from. */
const detach = (s: string): string => JSON.parse(JSON.stringify(s)) as string;
