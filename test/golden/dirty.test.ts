/** A sheet with every kind of dirt, in three encodings, and files that are no sheet at all. */
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/assessment/findings.ts';
import { SheetFindings } from '../../src/assessment/sheet.ts';
import { SheetError } from '../../src/io/errors.ts';
import { assess, assessRow, assessRows, csvOf, fixture, isGood, read } from '../support/assess.ts';
import { steadySolar } from '../support/sites.ts';

const ENCODINGS = [
  ['dirty.csv', 'utf-8'],
  ['dirty-cp932.csv', 'shift_jis'],
  ['dirty-utf16.csv', 'utf-16le'],
] as const;

const CAPACITY = '設備容量 [kW]';
const YIELD = '年間発電量原単位 [kWh/kW]';
const PRICE = '電力単価 [円/kWh]';

const brief = (f: Finding) => [f.code, f.row, f.column];

describe.each(ENCODINGS)('%s', (file, encoding) => {
  const { sites, dropped, rows, sheet, ...rest } = assess(fixture(file));
  const number = (id: string, name: string): number => {
    const { shape, values } = sites.find((s) => s.id === id)?.result.row ?? {};
    return values?.[shape?.params.indexOf(name) ?? -1] as number;
  };

  test('its encoding is found out', () => {
    expect(rest.encoding).toBe(encoding);
    expect(sheet.findings).toEqual([]);
  });

  test('rows in = rows out + rows dropped; a line of blank cells is none', () => {
    expect(rows).toHaveLength(20);
    expect(sites.map((s) => s.id)).toEqual(['D01', 'D02', 'D03', 'D04', 'D12', 'D13', 'D14', 'D15', 'D18']);
    expect(dropped).toHaveLength(11);
  });

  test('what is dropped, why, and where: line of the file and header', () => {
    expect(dropped.map((d) => [d.siteId, ...d.findings.flatMap(brief)])).toEqual([
      ['', 'missing_site_id', 7, undefined],
      ['D01', 'duplicate_site_id', 8, undefined],
      ['D05', 'unknown_country', 9, 'country'],
      ['D06', 'unknown_technology', 10, 'technology'],
      ['D07', 'out_of_range', 11, CAPACITY],
      ['D08', 'out_of_range', 12, CAPACITY],
      ['D09', 'low_above_high', 13, YIELD],
      ['D10', 'too_many_cells', 14, undefined],
      ['D11', 'formula_in_cell', 15, CAPACITY],
      ['D16', 'unit_in_cell', 21, CAPACITY],
      ['D17', 'ambiguous_decimal_comma', 22, PRICE],
    ]);
    for (const d of dropped) for (const f of d.findings) expect(f.severity).toBe('error');
  });

  test('the parameters of the findings', () => {
    const of = (id: string) => dropped.find((d) => d.siteId === id)?.findings[0]?.params;
    expect(of('D06')).toMatchObject({ value: 'solar-pw', suggestion: 'solar-pv' });
    expect(of('D05')).toMatchObject({ value: 'Atlantis' });
    expect(of('D07')).toMatchObject({ value: -500, low: 0.001, unit: 'kW' });
    expect(of('D09')).toMatchObject({ low: 1300, high: 1100 });
    expect(of('D10')).toEqual({ cells: 16, columns: 14 });
    expect(of('D16')).toMatchObject({ unit: 'kW', number: '500' });
  });

  test('full-width digits, separators, yen signs and blanks are understood', () => {
    expect([number('D01', 'capacity'), number('D01', 'specific_yield'), number('D01', 'capex')]).toEqual([
      1_200, 1_250, 180_000_000,
    ]);
    expect(number('D02', 'capex')).toBe(120_000_000);
    expect([number('D03', 'capex'), number('D03', 'electricity_price')]).toEqual([135_000_000, 18]);
    expect([number('D04', 'capacity'), number('D04', 'specific_yield'), number('D04', 'capex')]).toEqual([
      1_500, 1_400, 200_000_000,
    ]);
    expect([number('D15', 'lamps'), number('D15', 'operating_hours')]).toEqual([2_000, 4_380]);
    expect(sites.map((s) => s.result.row.shape.texts.country)).toEqual([
      'VN',
      'VN',
      'TH',
      'TH',
      'TH',
      'TH',
      'TH',
      'KH',
      'ID',
    ]);
  });

  test('spreads are kept, their middle is used', () => {
    expect(number('D02', 'specific_yield')).toBe(1_200);
    expect(sites[1]?.result.row.spreads?.specific_yield).toMatchObject({ kind: 'normal', mean: 1_200 });
    expect(number('D03', 'specific_yield')).toBeCloseTo(Math.sqrt(1_100 * 1_300), 9);
    expect(sites[2]?.result.row.spreads?.specific_yield).toMatchObject({ kind: 'lognormal' });
  });

  test('line ends, commas and quotes inside cells; cells that look like formulas are text', () => {
    const row = (id: string) => sites.find((s) => s.id === id)?.result.row;
    expect(row('D15')?.name).toBe('街路灯\n（２行のセル）');
    expect(row('D15')?.notes).toEqual(['改行, カンマ, "引用符" を含む']);
    expect(row('D12')?.name).toBe('=HYPERLINK("http://example.invalid","x")');
    expect(row('D13')?.notes).toEqual(['@SUM(A1:A3)']);
    expect(row('D18')?.line).toBe(23);
  });

  test('a cell of another technology is a finding of its row', () => {
    const findings = sites.flatMap((s) => s.result.row.findings);
    expect(findings.map((f) => [f.code, f.site_id, f.row, f.column, f.severity])).toEqual([
      ['unused_cell', 'D14', 18, CAPACITY, 'warning'],
    ]);
  });
});

test('the three encodings give the same results and findings', () => {
  const [first, ...others] = ENCODINGS.map(([file]) => {
    const { sites, dropped } = assess(fixture(file));
    // In Shift_JIS the yen sign is the backslash: the text quoted in a finding may differ in that alone.
    return { sites: sites.map((s) => [s.id, s.result.row.notes, s.all]), dropped };
  });
  for (const o of others) expect(o).toEqual(first);
});

describe('files that cannot run', () => {
  const thrown = (file: string): unknown => {
    try {
      read(fixture(file));
    } catch (e) {
      return e;
    }
    throw new Error(`${file} was read`);
  };
  const findings = (file: string) => {
    const e = thrown(file);
    if (!(e instanceof SheetFindings)) throw e;
    return e.findings.map((f) => [f.code, f.severity, f.column, f.params]);
  };

  test('binary', () => {
    const e = thrown('binary.csv');
    expect(e).toBeInstanceOf(SheetError);
    expect(e).toMatchObject({ code: 'binary_file' });
  });

  test('header without a unit: with the header that was meant', () => {
    expect(findings('unit-missing.csv')).toEqual([
      [
        'header_without_unit',
        'error',
        'capacity',
        { column: 'capacity', meant: expect.stringContaining('capacity_kw') },
      ],
    ]);
  });

  test('header with a unit of another kind', () => {
    expect(findings('unit-wrong.csv')).toEqual([
      ['header_wrong_unit', 'error', 'capacity [kWh]', { column: 'capacity [kWh]', unit: 'kWh', expected: 'kW' }],
    ]);
  });

  test('unknown column: did you mean', () => {
    expect(findings('unknown-column.csv')).toEqual([
      ['unknown_column', 'error', 'capcity_kw', { column: 'capcity_kw', suggestion: 'capacity_kw' }],
    ]);
  });

  test('no bytes, and a header without rows, have no rows', () => {
    expect(fixture('empty.csv')).toHaveLength(0);
    expect(() => read(fixture('empty.csv'))).toThrow(SheetFindings);
    expect(read(fixture('header-only.csv')).rows).toEqual([]);
  });

  test.each<[why: string, header: string, code: string]>([
    ['no site_id', 'country,technology', 'missing_column'],
    ['no country', 'site_id,technology', 'missing_column'],
    ['no technology', 'site_id,country', 'missing_column'],
    ['the same column twice', 'site_id,country,technology,capacity_kw,capacity [MW]', 'duplicate_column'],
    ['a unit nobody knows', 'site_id,country,technology,capacity [horses]', 'header_unknown_unit'],
    ['a key of scenarios only', 'site_id,country,technology,score_cost_basis', 'scenario_only_column'],
  ])('%s', (_, header, code) => {
    try {
      read(new TextEncoder().encode(`${header}\n`));
    } catch (e) {
      expect((e as SheetFindings).findings.map((f) => f.code)).toContain(code);
      return;
    }
    throw new Error('was read');
  });
});

describe('good files of odd form', () => {
  test('mixed line ends: six good rows', () => {
    const { sites, dropped } = assess(fixture('mixed-line-ends.csv'));
    expect(dropped).toEqual([]);
    expect(sites).toHaveLength(6);
  });

  test('as a spreadsheet program in Japan saves it: CP932, Japanese headers and units', () => {
    const { sites, dropped, encoding } = assess(fixture('hanoi-cp932.csv'));
    expect(encoding).toBe('shift_jis');
    expect(dropped).toEqual([]);
    expect(sites).toHaveLength(6);
  });

  test('tabs, semicolons and bare carriage returns read as commas and line feeds do', () => {
    const text = new TextDecoder().decode(csvOf([{ site_id: 'A', ...steadySolar(1_000) }]));
    const plain = assess(new TextEncoder().encode(text)).site('A').all;
    for (const other of [
      text.replaceAll(',', '\t'),
      text.replaceAll(',', ';'),
      text.replaceAll('\n', '\r'),
      `\ufeff${text}`,
    ])
      expect(assess(new TextEncoder().encode(other)).site('A').all).toEqual(plain);
  });

  test('any unit of the same kind', () => {
    const { capacity_kw: _, capex_jpy: __, ...rest } = steadySolar(1_000);
    const plain = assessRow(steadySolar(1_000)).number('npv_jpy');
    for (const more of [
      { 'capacity [MW]': 1, 'capex [百万円]': 10 },
      { '設備容量 [kW]': 1_000, '初期費用 [円]': 10_000_000 },
      { 'capacity (kW)': 1_000, 'capex [千円]': 10_000 },
    ])
      expect(assessRow({ ...rest, ...more }).number('npv_jpy')).toBeCloseTo(plain, 3);
  });
});

describe('cells', () => {
  const codes = (more: Record<string, string | number>) => {
    const { rows } = assessRows([steadySolar(1_000, more)]);
    return rows.flatMap((r) => (isGood(r) ? [] : r.findings.map((f) => `${f.code} ${f.column}`)));
  };

  test.each<[cells: Record<string, string | number>, code: string]>([
    [{ capex_jpy: '1,23,456' }, 'bad_grouping capex_jpy'],
    [{ capex_jpy: '#REF!' }, 'spreadsheet_error capex_jpy'],
    [{ capex_jpy: 'NaN' }, 'not_finite capex_jpy'],
    [{ capex_jpy: '1e999' }, 'number_too_large capex_jpy'],
    [{ capex_jpy: '0x1F' }, 'not_decimal capex_jpy'],
    [{ capex_jpy: 'about 5' }, 'not_a_number capex_jpy'],
    [{ capacity_kw: '1100-1300' }, 'hyphen_range capacity_kw'],
    [{ capacity_kw: '¥500' }, 'unit_in_cell capacity_kw'],
    [{ capacity_kw: 'triangular(1, 5, 4)' }, 'mode_outside capacity_kw'],
    [{ capacity_kw: 'normal(500, -1)' }, 'negative_width capacity_kw'],
    [{ capacity_kw: 'lognormal(-5, 1)' }, 'mean_not_positive capacity_kw'],
    [{ capacity_kw: 'uniform(1)' }, 'wrong_argument_count capacity_kw'],
    [{ capacity_kw: 'triangel(1, 2, 3)' }, 'unknown_spread capacity_kw'],
    [{ horizon_years: 10.5 }, 'not_whole horizon_years'],
    [{ horizon_years: 0 }, 'out_of_range horizon_years'],
    [{ horizon_years: 61 }, 'out_of_range horizon_years'],
    [{ construction_years: 4 }, 'out_of_range construction_years'],
    [{ discount_rate_pct: -100 }, 'out_of_range discount_rate_pct'],
    [{ reference_factor_tco2_per_mwh: 501 }, 'out_of_range reference_factor_tco2_per_mwh'],
    [{ country: '' }, 'missing_country country'],
    [{ technology: ' ' }, 'missing_technology technology'],
    [{ owner_type: 'alien' }, 'unknown_value owner_type'],
    [{ methodology: 'XX_AM999' }, 'unknown_methodology methodology'],
    [{ methodology: 'VN_AM007@9.9' }, 'unknown_methodology_version methodology'],
    [{ methodology: 'TH_AM009' }, 'methodology_of_another_technology methodology'],
    [{ programme: 'jcm-model-project@1999' }, 'unknown_programme programme'],
  ])('%o', (cells, code) => {
    expect(codes(cells)).toEqual([code]);
  });

  test('all faults of a row are told', () => {
    const faults = codes({ capex_jpy: 'x', capacity_kw: -1, horizon_years: 1.5 });
    expect(faults.sort()).toEqual(['not_a_number capex_jpy', 'not_whole horizon_years', 'out_of_range capacity_kw']);
  });
});
