/** Rows of cells → sites. Faults are findings with their place; a bad row is dropped and the others go on. */
import type { Catalog, Rate } from '../catalog/index.ts';
import { type Spread, isCellError, parseCell, parseNumber, scaleSpread } from './cell/index.ts';
import { type InputColumns, inputColumns } from './columns.ts';
import { type Finding, finding } from './findings.ts';
import { type SheetColumn, readHeader } from './header.ts';
import type { DroppedRow, SiteRow } from './row.ts';
import { type NumberColumn, type ShapeContext, type ShapeEntry, type TextColumn, readShape } from './shape-reader.ts';
import { EMPTY_SCENARIO, type ScenarioValues } from './site.ts';
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
  private readonly texts: readonly TextColumn[];
  private readonly numbers: readonly NumberColumn[];
  private readonly notes: readonly number[];
  private readonly at: Readonly<Record<'site_id' | 'name' | 'project_id' | 'proposal_id', number>>;
  private readonly shapes = new Map<string, ShapeEntry>();
  private readonly context: ShapeContext;
  private readonly options: SheetOptions;

  /** @throws SheetFindings when the header has faults */
  constructor(header: readonly string[], options: SheetOptions) {
    const inputs: InputColumns = inputColumns(options.catalog);
    const words: Vocabulary = vocabulary(options.catalog);
    const { columns, findings } = readHeader(header, { catalog: options.catalog, inputs, rates: currentRates(options) });
    if (findings.some((f) => f.severity === 'error')) throw new SheetFindings(findings);
    this.options = options;
    this.columns = columns;
    this.findings = findings;
    this.width = header.length;
    this.texts = columns.filter((c): c is TextColumn => c.kind === 'text');
    this.numbers = columns.filter((c): c is NumberColumn => c.kind === 'number');
    const notes = columns.filter((c) => c.kind === 'note');
    this.notes = notes.map((c) => c.index);
    this.noteHeaders = notes.map((c) => c.header);
    const index = (key: string) => columns.find((c) => c.kind === 'identity' && c.key === key)?.index ?? -1;
    this.at = { site_id: index('site_id'), name: index('name'), project_id: index('project_id'), proposal_id: index('proposal_id') };
    this.hasProjects = this.at.project_id >= 0;
    this.hasProposals = this.at.proposal_id >= 0;
    this.context = { catalog: options.catalog, inputs, words, scenario: options.scenario ?? EMPTY_SCENARIO };
  }

  /** @param line line of the file where the row begins */
  row(line: number, cells: readonly string[]): SiteRow | DroppedRow {
    const text = (i: number): string => (i < 0 ? '' : (cells[i] ?? '').trim());
    const siteId = text(this.at.site_id);
    const ids = { line, siteId, projectId: text(this.at.project_id), proposalId: text(this.at.proposal_id) };
    const place = { row: line, site_id: siteId || undefined };
    const drop = (findings: readonly Finding[]): DroppedRow => ({ ...ids, dropped: true, findings: findings.map((f) => ({ ...f, ...place })) });
    if (siteId === '') return drop([finding('missing_site_id', 'error')]);
    if (cells.length > this.width && cells.slice(this.width).some((c) => c.trim() !== '')) {
      return drop([finding('too_many_cells', 'error', { cells: cells.length, columns: this.width })]);
    }
    const entry = this.shapeOf(cells);
    const faults: Finding[] = entry.dropped ? [...entry.findings] : [];
    const values: number[] = [];
    let spreads: Record<string, Spread> | undefined;
    for (const c of entry.columns) {
      const raw = cells[c.index] as string;
      const fast = parseNumber(raw, c);
      if (typeof fast === 'number') {
        values.push(this.checked(fast * c.scale, c, entry, faults));
        continue;
      }
      const cell = parseCell(raw, c);
      if (isCellError(cell)) {
        faults.push({ ...finding(cell.code, 'error', cell.params), column: c.header });
        continue;
      }
      values.push(this.checked(cell.middle * c.scale, c, entry, faults));
      if (cell.spread) spreads = { ...spreads, [c.name]: scaleSpread(cell.spread, c.scale) };
    }
    if (faults.length > 0) return drop(faults);
    if (!this.options.addId(siteId)) return drop([finding('duplicate_site_id', 'error', { site_id: siteId })]);
    return {
      ...ids,
      name: text(this.at.name),
      shape: entry.shape,
      values,
      spreads,
      written: this.options.keepWritten ? this.writtenCells(cells) : undefined,
      notes: this.notes.map((i) => cells[i] ?? ''),
      findings: entry.findings.length === 0 ? NONE : entry.findings.map((f) => ({ ...f, ...place })),
    };
  }

  private checked(value: number, column: NumberColumn, entry: ShapeEntry, faults: Finding[]): number {
    const q = this.context.inputs.ofTechnology.get(entry.shape.texts.technology as string)?.get(column.name);
    if (q?.range && !(value >= q.range[0] && value <= q.range[1])) {
      const [low, high] = q.range;
      faults.push({ ...finding('out_of_range', 'error', { value: tidy(value), low, high, unit: q.unit }), column: column.header });
    } else if (q?.whole && !Number.isInteger(value)) {
      faults.push({ ...finding('not_whole', 'error', { value: tidy(value) }), column: column.header });
    }
    return value;
  }

  /** Rows with the same texts and the same filled cells share one entry. */
  private shapeOf(cells: readonly string[]): ShapeEntry {
    let key = '';
    for (const c of this.texts) key += `${cells[c.index] ?? ''}\u0000`;
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
    const entry = readShape(this.texts, this.texts.map((c) => cells[c.index] ?? ''), filled, this.context);
    if (this.shapes.size >= MAX_SHAPES) this.shapes.clear();
    this.shapes.set(detach(key), entry);
    return entry;
  }

  private writtenCells(cells: readonly string[]): Record<string, { header: string; text: string }> {
    const out: Record<string, { header: string; text: string }> = {};
    for (const c of [...this.numbers, ...this.texts]) out[c.name] = { header: c.header, text: cells[c.index] ?? '' };
    return out;
  }
}

const NONE: readonly Finding[] = [];

function isBlank(cell: string | undefined): boolean {
  return cell === undefined || cell === '' || cell.trim() === '';
}

/** A copy that does not keep the chunk it was cut from. */
const detach = (s: string): string => JSON.parse(JSON.stringify(s)) as string;

const tidy = (x: number): number => Number(x.toPrecision(12));

/** The newest rate of each currency; the scenario's own come first. */
export function currentRates(options: Pick<SheetOptions, 'catalog' | 'fx'>): Map<string, Rate> {
  const rates = new Map<string, Rate>();
  for (const r of options.catalog.rates) {
    const known = rates.get(r.currency);
    if (!known || known.date < r.date) rates.set(r.currency, r);
  }
  for (const [currency, jpyPerUnit] of Object.entries(options.fx ?? {})) rates.set(currency, { currency, jpyPerUnit, date: '', evidence: 'user' });
  return rates;
}
