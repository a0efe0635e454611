/** Header cells → columns: a canonical name that ends in its unit, or `name [unit]` with any unit of the same dimension. */
import { type Catalog, nearest, type Quantity, type Rate } from '../catalog/index.ts';
import { combine, FormulaError, neat, parseUnit, sameDim, type Unit } from '../formula/index.ts';
import { foldText, IDENTITY, type InputColumns, KEYS } from './columns.ts';
import { type Finding, finding } from './findings.ts';

export type SheetColumn =
  | { kind: 'identity'; key: (typeof IDENTITY)[number]; index: number; header: string }
  | { kind: 'text'; name: string; index: number; header: string }
  | {
      kind: 'number';
      name: string;
      index: number;
      header: string;
      scale: number;
      percent: boolean;
      yen: boolean;
      unit: string;
      currency?: string | undefined;
      rate?: Rate | undefined;
    }
  | { kind: 'note'; index: number; header: string };

export interface HeaderResult {
  columns: readonly SheetColumn[];
  findings: readonly Finding[];
}

export interface HeaderContext {
  catalog: Catalog;
  inputs: InputColumns;
  /** Currency → rate that holds for this run (scenario over catalog). */
  rates: ReadonlyMap<string, Rate>;
  /** Texts a scenario supplies: their columns need not be there. */
  supplied?: Readonly<Record<string, string>> | undefined;
}

const BRACKETS = /^(.*?)\s*[[(]\s*([^[\]()]+?)\s*[\])]\s*$/;

/** The unit that a header says in brackets. */
export const unitOfHeader = (header: string): string | undefined => BRACKETS.exec(header.normalize('NFKC').trim())?.[2];

export function readHeader(cells: readonly string[], context: HeaderContext): HeaderResult {
  const findings: Finding[] = [];
  const columns: SheetColumn[] = [];
  const seen = new Map<string, string>();
  for (const [index, raw] of cells.entries()) {
    const header = raw.normalize('NFKC').trim();
    if (header === '') continue;
    const result = oneHeader(header, index, context);
    if ('code' in result) {
      findings.push({ ...result, column: raw.trim() });
      continue;
    }
    const [column, warning] = result;
    if (warning) findings.push({ ...warning, column: raw.trim() });
    const key = column.kind === 'note' ? '' : column.kind === 'identity' ? column.key : column.name;
    if (key && seen.has(key))
      findings.push(
        finding(
          'duplicate_column',
          'error',
          { column: raw.trim(), first: seen.get(key) as string },
          { column: raw.trim() },
        ),
      );
    else columns.push(column);
    if (key) seen.set(key, raw.trim());
  }
  for (const required of ['site_id', 'country', 'technology']) {
    if (!seen.has(required) && !context.supplied?.[required] && findings.every((f) => f.severity !== 'error'))
      findings.push(finding('missing_column', 'error', { column: required }));
  }
  return { columns, findings };
}

type One = readonly [SheetColumn, Finding?] | Finding;

function oneHeader(header: string, index: number, context: HeaderContext): One {
  if (/^(note|備考)/i.test(header)) return [{ kind: 'note', index, header }];
  const key = context.inputs.keyLabels.get(foldText(header));
  if (key) {
    return [
      (IDENTITY as readonly string[]).includes(key)
        ? { kind: 'identity', key: key as (typeof IDENTITY)[number], index, header }
        : { kind: 'text', name: key, index, header },
    ];
  }
  const exact = context.inputs.byColumn.get(foldText(header));
  if (exact) return canonical(exact[0] as Quantity, index, header);
  const m = BRACKETS.exec(header);
  if (m) return withUnit(m[1] as string, m[2] as string, index, header, context);
  return withoutUnit(header, index, context);
}

function canonical(q: Quantity, index: number, header: string): One {
  if (q.scenarioOnly) return finding('scenario_only_column', 'error', { column: header });
  if (q.kind !== 'number') return [{ kind: 'text', name: q.name, index, header }];
  return [numberColumn(q, index, header, q.written, q.writtenUnit)];
}

function numberColumn(
  q: Quantity,
  index: number,
  header: string,
  scale: number,
  unit: string,
  rate?: Rate | undefined,
  currency?: string,
): SheetColumn {
  return {
    kind: 'number',
    name: q.name,
    index,
    header,
    scale,
    percent: unit === '%',
    yen: unit.includes('JPY') || unit.includes('円'),
    unit,
    rate,
    currency,
  };
}

function withoutUnit(header: string, index: number, context: HeaderContext): One {
  const base = context.inputs.byBase.get(foldText(header));
  if (!base) {
    const known = [...context.inputs.byColumn.keys()].map((k) => k.replaceAll(' ', '_'));
    return finding('unknown_column', 'error', {
      column: header,
      suggestion: nearest(header, [...known, ...IDENTITY, ...KEYS]) ?? '',
    });
  }
  const q = base[0] as Quantity;
  if (q.kind !== 'number' || q.unit === '1') return canonical(q, index, header);
  return finding('header_without_unit', 'error', {
    column: header,
    meant: `${q.column} / ${header} [${q.writtenUnit.replace(q.perYearImplied ? '/year' : '', '')}]`,
  });
}

function withUnit(baseText: string, unitText: string, index: number, header: string, context: HeaderContext): One {
  const base = context.inputs.byBase.get(foldText(baseText)) ?? context.inputs.byColumn.get(foldText(baseText));
  if (!base) {
    const known = [...context.inputs.byBase.keys()].map((k) => k.replaceAll(' ', '_'));
    return finding('unknown_column', 'error', { column: header, suggestion: nearest(baseText, known) ?? '' });
  }
  const first = base[0] as Quantity;
  if (first.kind !== 'number') return canonical(first, index, header);
  const money = currencyIn(unitText, context);
  let unit: Unit;
  try {
    unit = parseUnit(money.unit, context.catalog.units);
  } catch (e) {
    if (!(e instanceof FormulaError)) throw e;
    return finding('header_unknown_unit', 'error', { column: header, unit: unitText });
  }
  for (const q of base) {
    if (q.scenarioOnly) return finding('scenario_only_column', 'error', { column: header });
    const scale = scaleTo(q, unit, context);
    if (scale === undefined) continue;
    return withMoney(q, money, scale, unitText, index, header);
  }
  return (
    assumedBasis(base, money, unitText, index, header, context) ??
    finding('header_wrong_unit', 'error', {
      column: header,
      unit: unitText,
      expected: [...new Set(base.map((q) => q.writtenUnit))].join(', '),
    })
  );
}

/** Converts by the dated rate; without one the column's cells count as not had (reason no_rate). */
function withMoney(q: Quantity, money: Money, scale: number, unit: string, index: number, header: string): One {
  if (!money.currency) return [numberColumn(q, index, header, scale, unit)];
  if (!money.rate)
    return [
      numberColumn(q, index, header, Number.NaN, unit, undefined, money.currency),
      finding('unknown_currency', 'warning', { column: header, currency: money.currency }),
    ];
  const { jpyPerUnit, date } = money.rate;
  const used = finding('fx_used', 'note', { currency: money.currency, rate: jpyPerUnit, date });
  return [numberColumn(q, index, header, scale * money.multiple * jpyPerUnit, unit, money.rate, money.currency), used];
}

/** A number in the header's unit times this is one in the quantity's unit; undefined when the dimensions differ. */
function scaleTo(q: Quantity, unit: Unit, context: HeaderContext): number | undefined {
  if (sameDim(unit.dim, q.measure.dim)) return neat(unit.scale / q.measure.scale);
  if (q.perYearImplied && sameDim(combine(unit.dim, { year: 1 }, -1), q.measure.dim))
    return neat(unit.scale / q.measure.scale);
  const written = parseUnit(q.writtenUnit, context.catalog.units);
  if (q.written !== 1 && sameDim(unit.dim, written.dim)) return neat((unit.scale / written.scale) * q.written);
  return undefined;
}

/** `[JPY/GJ]` for fuel means net calorific value: said, not silent. */
function assumedBasis(
  base: readonly Quantity[],
  money: Money,
  unitText: string,
  index: number,
  header: string,
  context: HeaderContext,
): One | undefined {
  const ncv = money.unit.replace(/\b(GJ|MJ|TJ|MWh|kWh|MMBtu)\b(?!_)/, '$1_ncv');
  if (ncv === money.unit) return undefined;
  let unit: Unit;
  try {
    unit = parseUnit(ncv, context.catalog.units);
  } catch {
    return undefined;
  }
  for (const q of base) {
    const scale = scaleTo(q, unit, context);
    if (scale === undefined) continue;
    const column = withMoney(q, money, scale, unitText, index, header);
    if ('code' in column) return column;
    return [column[0], finding('calorific_basis_assumed', 'warning', { column: header, unit: unitText })];
  }
  return undefined;
}

interface Money {
  unit: string;
  /** A number in the header's unit times this is in the currency itself. */
  multiple: number;
  currency?: string;
  rate?: Rate | undefined;
}

/** How often a unit of money is meant: 百万VND, 千USD, M USD. */
const MULTIPLES: readonly (readonly [RegExp, number])[] = [
  [/^(億|100M)\s*/, 1e8],
  [/^(百万|M|million)\s*/, 1e6],
  [/^(万|10k)\s*/, 1e4],
  [/^(千|k|thousand)\s*/, 1e3],
];

/** Replaces a currency by JPY; rate and multiple are kept aside. */
function currencyIn(unitText: string, context: HeaderContext): Money {
  const pieces = unitText.split(/([*·/])/);
  for (const [at, piece] of pieces.entries()) {
    const token = piece.trim();
    if (Object.hasOwn(context.catalog.units, token)) continue;
    const plain = currencyCode(token, context);
    const multiple = plain
      ? undefined
      : MULTIPLES.find(([m]) => m.test(token) && currencyCode(token.replace(m, ''), context));
    const currency = plain ?? (multiple && currencyCode(token.replace(multiple[0], ''), context));
    if (!currency) continue;
    pieces[at] = 'JPY';
    return { unit: pieces.join(''), currency, multiple: multiple?.[1] ?? 1, rate: context.rates.get(currency) };
  }
  return { unit: unitText, multiple: 1 };
}

/** ISO code of a currency by code or any of its names in the catalog. */
function currencyCode(text: string, context: HeaderContext): string | undefined {
  if (/^[A-Z]{3}$/.test(text)) return text;
  const known = context.catalog.lists.currencies ?? [];
  return known.find(
    (e) => e.name.ja === text || e.aliases.includes(text) || e.name.en.toLowerCase() === text.toLowerCase(),
  )?.id;
}
