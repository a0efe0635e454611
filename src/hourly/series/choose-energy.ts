/** Which columns of energy are the demand that a table was read for. Never the first of several: a meter's export, peak or register is no load. */
import type { Finding } from '../../assessment/findings.ts';
import { seriesFinding } from '../findings.ts';
import { columnKind, type Measure, plainHeader } from './columns.ts';
import type { EnergyRole } from './energy-role.ts';
import { type ReadColumn, SumReader } from './sum-reader.ts';
import type { DemandName, ReadOptions, Row } from './types.ts';

export interface EnergyColumn extends ReadColumn {
  role: EnergyRole;
  power: boolean;
}

export interface EnergyChoice {
  /** Those whose sum is the demand; none when it cannot be told. */
  load: readonly EnergyColumn[];
  /** One at most. */
  generation: readonly EnergyColumn[];
  findings: readonly Finding[];
}

/** What may stand for a demand, the likeliest first: a readings' column is shown to be one by its numbers. */
const LIKELY: readonly EnergyRole[] = ['demand', 'register', 'maximum'];
/** Parts and whole may differ by rounding, as a share of the whole. */
const ROUNDING = 0.001;

/**
 * @param header row with the names; @param data rows below it
 * @param use columns that may be taken (bills take energies only)
 */
export function chooseEnergy(
  header: Row,
  data: readonly Row[],
  options: Pick<ReadOptions, 'column' | 'demand'>,
  use: (measure: Measure) => boolean = () => true,
): EnergyChoice {
  const all = header.cells.flatMap((name, column): EnergyColumn[] => {
    const kind = columnKind(name);
    if (kind?.kind !== 'track' || kind.role === undefined || !use(kind)) return [];
    return [{ column, header: name.trim(), scale: kind.scale, role: kind.role, power: kind.power ?? false }];
  });
  if (options.column !== undefined && options.column.length > 0) return named(options.column, header, all);
  const made = all.filter((c) => c.role === 'generation');
  const generation = made.length === 1 ? made : [];
  const { demand = 'load' } = options;
  const found = likely(all, demand);
  const load = found.length > 1 ? whole(found, data) : found;
  const sun = header.cells.map(columnKind).some((k) => k?.kind === 'track' && k.role === undefined);
  if (load.length > 1 || (load.length === 0 && all.length > 0 && generation.length === 0))
    return { load: [], generation, findings: [unclear(load, all, demand, header, sun)] };
  return { load, generation, findings: load.flatMap((c) => said(c, all, generation, header, `${demand}_column`)) };
}

/** Columns that somebody named, each once; several add up. */
function named(written: readonly string[], header: Row, all: readonly EnergyColumn[]): EnergyChoice {
  const names = [...new Map(written.map((n) => [plainHeader(n), n])).values()];
  const load = names.map((n) => all.find((c) => plainHeader(c.header) === plainHeader(n)));
  const missing = names.filter((_, i) => !load[i]);
  const known = load.filter((c) => c !== undefined);
  const place = { row: header.line };
  const refused = (code: 'series_column_unknown' | 'series_columns_mixed', column: string) => ({
    load: [],
    generation: [],
    findings: [seriesFinding(code, 'error', { columns: listed(all) }, { ...place, column })],
  });
  if (missing.length > 0) return refused('series_column_unknown', missing[0] as string);
  if (known.some((c) => c.power !== known[0]?.power)) return refused('series_columns_mixed', names.join(' + '));
  return { load: known, generation: [], findings: [] };
}

/** Those of the demand itself; else plain ones; else what one may only guess to be it. */
function likely(all: readonly EnergyColumn[], demand: DemandName): EnergyColumn[] {
  const plain: readonly EnergyRole[] = ['plain', 'part'];
  const ranks: readonly (readonly EnergyRole[])[] = [
    ...(demand === 'load' ? [] : [[demand]]),
    plain,
    ...(demand === 'load' ? [['heat', 'cooling'] as const] : []),
    ...LIKELY.map((role) => [role]),
  ];
  for (const roles of ranks) {
    const found = all.filter((c) => roles.includes(c.role));
    if (found.length > 0) return found;
  }
  return [];
}

/** One column that all others, parts of it, add up to over the year. */
function whole(found: readonly EnergyColumn[], data: readonly Row[]): readonly EnergyColumn[] {
  const parts = found.filter((c) => c.role === 'part');
  const rest = found.filter((c) => c.role !== 'part');
  const [one] = rest;
  if (!one || rest.length > 1 || parts.length < 2) return found;
  const total = (columns: readonly EnergyColumn[]) => {
    const reader = new SumReader(columns);
    for (const row of data) reader.add(row);
    return reader.values.reduce((sum, v) => sum + (Number.isNaN(v) ? 0 : v), 0);
  };
  const all = total([one]);
  return Math.abs(total(parts) - all) <= ROUNDING * all ? [one] : found;
}

/** Where the sun is in the table too it may be there for that alone. */
function unclear(
  load: readonly EnergyColumn[],
  all: readonly EnergyColumn[],
  demand: string,
  header: Row,
  sun: boolean,
): Finding {
  const code = load.length > 1 ? 'series_several_columns' : 'series_no_load_column';
  const params = { columns: listed(load.length > 1 ? load : all), key: `${demand}_column` };
  return seriesFinding(code, sun ? 'warning' : 'error', params, { row: header.line });
}

/** A column taken by its name is told, with what was left; one whose name says something else than a load is doubted. */
function said(
  c: EnergyColumn,
  all: readonly EnergyColumn[],
  generation: readonly EnergyColumn[],
  header: Row,
  key: string,
): Finding[] {
  const left = all.filter((x) => x !== c && !generation.includes(x));
  const place = { row: header.line, column: c.header };
  if (c.role === 'register' || c.role === 'maximum')
    return [seriesFinding('series_column_doubtful', 'warning', {}, place)];
  return left.length > 0 ? [seriesFinding('series_column_used', 'note', { left: listed(left), key }, place)] : [];
}

const listed = (columns: readonly EnergyColumn[]): string => columns.map((c) => c.header).join('; ');
