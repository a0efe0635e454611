/** Whatever is in a sheet: no crash, no lost row, no number that is none, and a site's result is its own. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CELL_ERROR_CODES } from '../../src/assessment/cell/index.ts';
import { IDENTITY, inputColumns, KEYS } from '../../src/assessment/columns.ts';
import {
  type Finding,
  ROW_FINDINGS,
  ROW_WARNINGS,
  SHEET_FINDINGS,
  SHEET_WARNINGS,
} from '../../src/assessment/findings.ts';
import { REASONS } from '../../src/assessment/reasons.ts';
import { SheetFindings } from '../../src/assessment/sheet.ts';
import type { Quantity } from '../../src/catalog/index.ts';
import en from '../../src/i18n/en.json' with { type: 'json' };
import { SHEET_ERROR_CODES, SheetError } from '../../src/io/errors.ts';
import {
  type Assessed,
  assess,
  assessRows,
  type Cells,
  catalog,
  csvOf,
  type Options,
  type Site,
} from '../support/assess.ts';

const QUANTITIES = [...inputColumns(catalog).byColumn.values()].map((list) => list[0] as Quantity);
/** The grid's own factor is no column: with a captive share it can only come from a methodology. */
const NO_COLUMN = 'reference_factor_grid_tco2_per_mwh';
const COLUMNS = new Set([...QUANTITIES.map((q) => q.column), ...IDENTITY, ...KEYS]);
const FINDINGS = new Set<string>([
  ...SHEET_FINDINGS,
  ...ROW_FINDINGS,
  ...ROW_WARNINGS,
  ...SHEET_WARNINGS,
  ...CELL_ERROR_CODES,
]);
/** Why a row is not eligible is said with its warnings. */
const CONDITIONS = new Set(Object.keys(en.conditions).concat('no_reduction'));
const WARNINGS = new Set([...Object.keys(en.warnings), ...ROW_WARNINGS]);
const TECHNOLOGIES = Object.values(catalog.books).filter((b) => b.kind === 'technology' && !b.abstract);

// ── what people may write ────────────────────────────────────────────────────────────────────────────────────────────

const DIRT = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '　',
    '=1+1',
    '+1',
    '-',
    '@x',
    '#REF!',
    'NaN',
    'inf',
    '-Infinity',
    '1e400',
    '1e308',
    '-1e308',
    '5e-324',
  ),
  fc.constantFrom(
    '１，２００',
    '¥1,200',
    '1,5',
    '1 200',
    '12 kW',
    '5%',
    '80% ± 5%',
    '1200 ± 5%',
    '3 to 1',
    '1 to 3',
    '-5 to 5',
  ),
  fc.constantFrom(
    'triangular(1, 2, 3)',
    'normal(1e308, 1e308)',
    'lognormal(1, 1e300)',
    'discrete(1: 0.5, 2: 0.5)',
    'pert(1,2',
  ),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'true',
    'null',
    '〒',
    '𠮷野家',
    '\u202e',
    'e\u0301',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.double({ noDefaultInfinity: true, noNaN: true }).map(String),
);

/** A number in its range, often an edge. */
function numberOf(q: Quantity): fc.Arbitrary<string> {
  const [low, high] = (q.range ?? [0, 1e6]).map((x) => x / q.written) as [number, number];
  if (q.whole) return fc.integer({ min: Math.ceil(low), max: Math.floor(Math.min(high, low + 70)) }).map(String);
  const usual = Math.min(high, Math.max(low, 1_000));
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.double({ min: low, max: usual, noNaN: true }).map((x) => String(Number(x.toPrecision(6)))),
    },
    { weight: 1, arbitrary: fc.constantFrom(String(low), String(high), String(usual), '0') },
    { weight: 1, arbitrary: fc.double({ min: low, max: high, noNaN: true }).map(String) },
  );
}

function wordOf(q: Quantity): fc.Arbitrary<string> {
  const words = q.list ? (catalog.lists[q.list] ?? []).map((e) => e.id) : Object.keys(q.labels ?? {});
  return words.length > 0 ? fc.constantFrom(...words) : fc.constant('');
}

const cellOf = (q: Quantity): fc.Arbitrary<string> => (q.kind === 'number' ? numberOf(q) : wordOf(q));

const country = fc.constantFrom(
  'VN',
  'TH',
  'ID',
  'KH',
  'Mongolia',
  'ジョージア',
  'Japan',
  'BR',
  'US',
  'MM',
  'LA',
  'PH',
);
const programme = fc.constantFrom('', '', 'jcm-model-project', 'jcm-model-project@2018', 'jcm-model-project@2023');

/** A row that mostly runs: inputs of its technology, some left out. */
const goodRow: fc.Arbitrary<Cells> = fc.constantFrom(...TECHNOLOGIES).chain((book) => {
  const own = [...(inputColumns(catalog).ofTechnology.get(book.id)?.values() ?? [])].filter((q) => !q.scenarioOnly);
  const cells = Object.fromEntries(
    own.map((q) => [
      q.column,
      q.column === 'capex_jpy' || q.column === 'electricity_price_jpy_per_kwh' || q.column === 'discount_rate_pct'
        ? cellOf(q)
        : fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 2, arbitrary: cellOf(q) }),
    ]),
  );
  const factor = fc.oneof(fc.constant(''), fc.double({ min: 0, max: 2, noNaN: true }).map(String));
  return fc
    .record({ ...cells, country, programme, reference_factor_tco2_per_mwh: factor, technology: fc.constant(book.id) })
    .map((r) => r as Cells);
});

const group = fc.constantFrom('', '', 'P', 'Q');
const groupedRow = fc
  .tuple(goodRow, group, group)
  .map(([r, project_id, proposal_id]): Cells => ({ ...r, project_id, proposal_id }));

/** A row with dirt in a few cells. */
const dirtyRow = fc
  .tuple(groupedRow, fc.array(fc.tuple(fc.nat(), DIRT), { maxLength: 3 }))
  .map(([row, dirt]): Cells => {
    const names = Object.keys(row);
    return { ...row, ...Object.fromEntries(dirt.map(([i, text]) => [names[i % names.length], text])) };
  });

const header = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...COLUMNS) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...QUANTITIES),
        fc.constantFrom('kW', 'MW', 'MWh', 'GJ', 'JPY', 'USD/kWh', '%', '円', 'years', '[', 'XYZ/GJ', ''),
      )
      .map(([q, unit]) => `${q.name} [${unit}]`),
  },
  { weight: 1, arbitrary: fc.constantFrom(...QUANTITIES).map((q) => q.label.ja) },
  { weight: 1, arbitrary: DIRT },
  { weight: 1, arbitrary: DIRT.map((d) => `note ${d}`) },
);

// ── what must hold ───────────────────────────────────────────────────────────────────────────────────────────────────

/** The result, or undefined when the file is refused in the way that is foreseen. */
function attempt(bytes: Uint8Array, options: Options = {}): Assessed | undefined {
  try {
    return assess(bytes, options);
  } catch (e) {
    if (e instanceof SheetError && (SHEET_ERROR_CODES as readonly string[]).includes(e.code)) return undefined;
    if (e instanceof SheetFindings && e.findings.length > 0) {
      known(e.findings);
      return undefined;
    }
    throw e;
  }
}

function known(findings: readonly Finding[]): void {
  for (const f of findings) {
    if (!FINDINGS.has(f.code)) throw new Error(`finding "${f.code}" is not in the lists`);
    for (const v of Object.values(f.params))
      if (typeof v === 'number' && !Number.isFinite(v)) throw new Error(`${f.code}: ${v}`);
  }
}

function sound(a: Assessed): void {
  expect(a.sites.length + a.dropped.length).toBe(a.rows.length);
  known(a.sheet.findings);
  for (const d of a.dropped) {
    expect(d.findings.some((f) => f.severity === 'error')).toBe(true);
    known(d.findings);
  }
  for (const s of a.sites) soundSite(s);
}

function soundSite(s: Site): void {
  known(s.result.row.findings);
  expect(s.result.row.findings.every((f) => f.severity !== 'error')).toBe(true);
  for (const w of s.warnings) if (!WARNINGS.has(w) && !CONDITIONS.has(w)) throw new Error(`warning "${w}" has no text`);
  for (const w of s.result.warnings)
    for (const v of Object.values(w.params))
      if (typeof v === 'number' && !Number.isFinite(v)) throw new Error(`${w.code}: ${v}`);
  for (const o of s.outputs) {
    const [value, reason] = [s.value(o), s.reason(o)];
    if (value !== null && !Number.isFinite(value)) throw new Error(`${o} is ${value}`);
    if ((value === null) !== (reason !== undefined)) throw new Error(`${o}: ${value}, reason ${reason}`);
    if (reason !== undefined) knownReason(o, reason);
  }
}

function knownReason(output: string, reason: string): void {
  const [code, column] = reason.split(':') as [string, string?];
  if (!(REASONS as readonly string[]).includes(code))
    throw new Error(`${output}: reason "${reason}" is not in the list`);
  if (code === 'missing_input' && column !== NO_COLUMN && !COLUMNS.has(column ?? ''))
    throw new Error(`${output}: "${column}" is no column`);
}

const results = (sites: readonly Site[]): [string, unknown][] => sites.map((s) => [s.id, s.all]);
const numbered = (rows: readonly Cells[]): Cells[] => rows.map((r, i) => ({ site_id: `R${i + 1}`, ...r }));

describe('any sheet', () => {
  test('rows of known columns with dirt', () => {
    fc.assert(
      fc.property(fc.array(dirtyRow, { maxLength: 6 }), (rows) => {
        const a = attempt(csvOf(numbered(rows)));
        if (a) sound(a);
      }),
      { numRuns: 100 },
    );
  });

  test('rows that run do run: most of those without dirt are not dropped', () => {
    const { sites, rows } = assessRows(fc.sample(goodRow, { numRuns: 60, seed: 7 }));
    expect(sites.length).toBeGreaterThan(rows.length / 2);
    expect(sites.filter((s) => s.value('npv_jpy') !== null).length).toBeGreaterThan(5);
  });

  test('any header over any cells', () => {
    const sheet = fc.tuple(
      fc.array(header, { maxLength: 12 }),
      fc.array(fc.array(fc.oneof(DIRT, country, fc.constantFrom('solar-pv', 'LED', '1200')), { maxLength: 16 }), {
        maxLength: 5,
      }),
    );
    fc.assert(
      fc.property(sheet, fc.boolean(), ([names, rows], ids) => {
        const all = ids ? ['site_id', 'country', 'technology', ...names] : names;
        const quote = (c: string) => `"${c.replaceAll('"', '""')}"`;
        const start = (i: number) => (ids ? [`R${i}`, 'TH', 'solar-pv'] : []);
        const lines = [all, ...rows.map((r, i) => [...start(i), ...r])].map((r) => r.map(quote).join(','));
        const a = attempt(new TextEncoder().encode(lines.join('\n')));
        if (a) sound(a);
      }),
      { numRuns: 400 },
    );
  });

  test('any text', () => {
    const piece = fc.oneof(
      DIRT,
      fc.constantFrom(
        ',',
        ';',
        '\t',
        '\n',
        '\r\n',
        '\r',
        '"',
        'site_id',
        'country',
        'technology',
        'capacity_kw',
        'TH',
        'solar-pv',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const a = attempt(new TextEncoder().encode(pieces.join('')));
        if (a) sound(a);
      }),
      { numRuns: 400 },
    );
  });

  test('any bytes', () => {
    const head = fc.constantFrom<number[]>(
      [],
      [0xef, 0xbb, 0xbf],
      [0xff, 0xfe],
      [0xfe, 0xff],
      [0x50, 0x4b, 3, 4],
      [...Buffer.from('site_id,country,technology\n')],
    );
    fc.assert(
      fc.property(head, fc.uint8Array({ maxLength: 300 }), (start, bytes) => {
        const a = attempt(new Uint8Array([...start, ...bytes]));
        if (a) sound(a);
      }),
      { numRuns: 400 },
    );
  });

  test('a good sheet with a few bytes turned', () => {
    const good = csvOf(numbered(fc.sample(groupedRow, { numRuns: 4, seed: 3 })));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 })), { maxLength: 6 }),
        (changes) => {
          const bytes = good.slice();
          for (const [at, byte] of changes) bytes[at] = byte;
          const a = attempt(bytes);
          if (a) sound(a);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('huge and tiny numbers at the ends of every range', () => {
    const extreme = fc.constantFrom(...TECHNOLOGIES).chain((book) => {
      const own = [...(inputColumns(catalog).ofTechnology.get(book.id)?.values() ?? [])].filter((q) => !q.scenarioOnly);
      const ends = (q: Quantity) => {
        if (q.kind !== 'number') return wordOf(q);
        const [low, high] = (q.range ?? [0, 1e6]).map((x) => String(Number((x / q.written).toPrecision(12)))) as [
          string,
          string,
        ];
        return fc.constantFrom('', low, high);
      };
      return fc.record({
        ...Object.fromEntries(own.map((q) => [q.column, ends(q)])),
        country,
        technology: fc.constant(book.id),
        reference_factor_tco2_per_mwh: fc.constantFrom('0', '2', '1'),
      });
    });
    fc.assert(
      fc.property(fc.array(extreme, { minLength: 1, maxLength: 4 }), (rows) => {
        const a = attempt(csvOf(numbered(rows as Cells[])));
        if (a) sound(a);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a site’s result is its own', () => {
  test('in chunks of 1, of 7, all at once', () => {
    fc.assert(
      fc.property(fc.array(dirtyRow, { minLength: 1, maxLength: 12 }), (rows) => {
        const bytes = csvOf(numbered(rows));
        const all = attempt(bytes);
        if (!all) return;
        for (const chunk of [1, 7]) expect(results(assess(bytes, { chunk }).sites)).toEqual(results(all.sites));
      }),
      { numRuns: 25 },
    );
  });

  test('alone as among others', () => {
    fc.assert(
      fc.property(fc.array(goodRow, { minLength: 1, maxLength: 8 }), (rows) => {
        const list = numbered(rows);
        for (const s of assess(csvOf(list)).sites) {
          const row = list.find((r) => r.site_id === s.id) as Cells;
          expect(assess(csvOf([row])).site(s.id).all).toEqual(s.all);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('in any order', () => {
    const lists = fc.array(goodRow, { minLength: 2, maxLength: 8 }).chain((rows) => {
      const list = numbered(rows);
      return fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }));
    });
    fc.assert(
      fc.property(lists, ([list, turned]) => {
        const other = assess(csvOf(turned));
        for (const s of assess(csvOf(list)).sites) expect(other.site(s.id).all).toEqual(s.all);
      }),
      { numRuns: 30 },
    );
  });

  test('in any order with groups: the same but for the last bits of sums', () => {
    fc.assert(
      fc.property(fc.array(groupedRow, { minLength: 2, maxLength: 8 }), (rows) => {
        const list = numbered(rows);
        const other = assess(csvOf([...list].reverse()));
        for (const s of assess(csvOf(list)).sites) {
          for (const o of s.outputs) {
            const [a, b] = [s.value(o), other.site(s.id).value(o)];
            expect(b === null, `${s.id} ${o}`).toBe(a === null);
            if (a !== null && !/^(irr|npv|payback|discounted|score|abatement|levelised)/.test(o))
              expect(Math.abs((b as number) - a), `${s.id} ${o}`).toBeLessThanOrEqual(1e-9 * Math.abs(a) + 1e-6);
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  test('twice as many lanes: a row and its copies are the same, whatever the lanes beside it', () => {
    fc.assert(
      fc.property(fc.array(goodRow, { minLength: 1, maxLength: 4 }), fc.integer({ min: 2, max: 5 }), (rows, times) => {
        const once = assess(csvOf(numbered(rows)));
        const copies = rows.flatMap((r) => Array.from({ length: times }, () => r));
        const many = assess(csvOf(numbered(copies)));
        const expected = once.sites.flatMap((s) => Array.from({ length: times }, () => s.all));
        expect(many.sites.map((s) => s.all)).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });

  test('more rows than a tile holds', () => {
    const [row] = fc.sample(goodRow, { numRuns: 1, seed: 11 }) as [Cells];
    const rows = Array.from(
      { length: 300 },
      (_, i): Cells => ({ ...row, capex_jpy: 1e6 * (i + 1), horizon_years: 1 + (i % 60) }),
    );
    const { sites } = assessRows(rows);
    expect(sites).toHaveLength(300);
    for (const i of [0, 127, 128, 255, 299]) {
      const alone = assessRows([rows[i] as Cells]).sites[0] as Site;
      expect(alone.all).toEqual(sites[i]?.all);
    }
  });

  test('wanting fewer outputs does not change them', () => {
    fc.assert(
      fc.property(fc.array(groupedRow, { minLength: 1, maxLength: 5 }), (rows) => {
        const bytes = csvOf(numbered(rows));
        const columns = ['reduction_tco2_horizon', 'subsidy_jpy', 'npv_jpy', 'irr', 'score_cost_points'];
        const all = assess(bytes).sites;
        for (const [i, s] of assess(bytes, { columns }).sites.entries()) {
          expect(s.outputs).toHaveLength(columns.length);
          for (const o of columns) {
            expect(s.value(o)).toBe(all[i]?.value(o));
            expect(s.reason(o)).toBe(all[i]?.reason(o));
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});
