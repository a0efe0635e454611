import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogFromFiles } from '../../tools/build-catalog.ts';
import { CELL_ERROR_CODES } from '../assessment/cell/index.ts';
import {
  ROW_FINDINGS,
  ROW_WARNINGS,
  SCENARIO_FINDINGS,
  SHEET_FINDINGS,
  SHEET_WARNINGS,
} from '../assessment/findings.ts';
import { REASONS } from '../assessment/reasons.ts';
import { type Catalog, EVIDENCE, type Option } from '../catalog/index.ts';
import { SIZING_FINDINGS } from '../decide/sizing/findings.ts';
import { SERIES_FINDINGS } from '../hourly/findings.ts';
import { LIGHTING_FINDINGS } from '../hourly/lighting/findings.ts';
import en from './en.json' with { type: 'json' };
import { langFrom, texts } from './index.ts';
import ja from './ja.json' with { type: 'json' };

const LANGS = ['en', 'ja'] as const;
const FINDINGS = [
  ...SHEET_FINDINGS,
  ...ROW_FINDINGS,
  ...ROW_WARNINGS,
  ...SCENARIO_FINDINGS,
  ...SHEET_WARNINGS,
  ...SERIES_FINDINGS,
  ...SIZING_FINDINGS,
  ...LIGHTING_FINDINGS,
  ...CELL_ERROR_CODES,
];

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalogFromFiles();
});

const sorted = (list: Iterable<string>): string[] => [...new Set(list)].sort();
const quantities = () => Object.values(catalog.books).flatMap((b) => Object.values(b.quantities));

/** Dotted key → text. */
function flat(table: object, prefix = ''): [string, string][] {
  return Object.entries(table).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  );
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)(?:, (\w+))?\}\}/g)].map((m) => m[1] as string);

const src = (file: string) => readFile(new URL(`../${file}`, import.meta.url), 'utf8');

/** Codes of files that cannot be read; this layer may not import theirs. */
async function sheetErrors(): Promise<string[]> {
  const list = /SHEET_ERROR_CODES = \[(.*?)\]/s.exec(await src('io/errors.ts'))?.[1] ?? '';
  return [...list.matchAll(/'(\w+)'/g)].map((m) => m[1] as string);
}

/** Code → names of its parameters, as the comments beside the lists say. */
async function documented(): Promise<Map<string, string[]>> {
  const map = new Map<string, string[]>();
  const files = await Promise.all(
    [
      'assessment/findings.ts',
      'assessment/cell/errors.ts',
      'hourly/findings.ts',
      'hourly/lighting/findings.ts',
      'decide/sizing/findings.ts',
      'io/errors.ts',
    ].map(src),
  );
  for (const file of files) {
    for (const [, code, params] of file.matchAll(/^ *(?:\* - `|')(\w+)[`'],?(?: \/\/)? *\{(.*?)\}/gm)) {
      const names = (params as string).split(',').map((p) => p.split(':')[0]?.trim() ?? '');
      map.set(
        code as string,
        names.filter((n) => n !== ''),
      );
    }
  }
  return map;
}

describe('the tables', () => {
  test('have the same keys, and the same placeholders under each', () => {
    const [english, japanese] = [new Map(flat(en)), new Map(flat(ja))];
    expect(sorted(japanese.keys())).toEqual(sorted(english.keys()));
    for (const [key, text] of english) {
      expect(sorted(placeholders(japanese.get(key) as string)), key).toEqual(sorted(placeholders(text)));
    }
  });

  test('hold one line each, with braces only around placeholders', () => {
    for (const [key, text] of [...flat(en), ...flat(ja)]) {
      expect(text, key).not.toMatch(/\n|\$t\(/);
      expect(text.replaceAll(/\{\{\w+(, (number|quote|hint|unit|dated))?\}\}/g, ''), key).not.toMatch(/\{\{|\}\}/);
    }
  });

  test('Japanese sentences are Japanese, with half-width digits', () => {
    for (const [key, text] of flat(ja)) {
      expect(text, key).not.toMatch(/[０-９]/);
      if (/^(findings|warnings|reasons|conditions|cli\.(commands|options))\./.test(key))
        expect(text, key).toMatch(/[ぁ-ん]/);
    }
  });
});

describe('every code has its text and no text is left over', () => {
  test('findings', async () => {
    const codes = sorted([...FINDINGS, ...(await sheetErrors())]);
    expect(codes).toContain('xlsx_file');
    expect(sorted(Object.keys(en.findings))).toEqual(codes);
    const params = await documented();
    expect(sorted(params.keys())).toEqual(codes);
    for (const [code, names] of params) {
      const used = placeholders(en.findings[code as keyof typeof en.findings]);
      expect(names, code).toEqual(expect.arrayContaining(used));
    }
  });

  test('warnings', async () => {
    const inCode = [
      ...(await src('engine/model.ts')).matchAll(/codes\.add\('(\w+)'\)/g),
      ...((await src('batch/assess.ts')) + (await src('batch/row-result.ts'))).matchAll(/code: '(\w+)'/g),
    ].map((m) => m[1] as string);
    const checks = Object.values(catalog.books).flatMap((b) => b.checks.map((c) => c.code));
    const fillers = [...Object.values(catalog.methodologies), ...catalog.calls].flatMap((m) =>
      Object.values(m.fillers),
    );
    const options: Option[] = [...quantities(), ...fillers].flatMap((q) => [...q.options]);
    const marks = [...options, ...quantities()].flatMap((o) => [o.assumed, 'def' in o ? o.label : undefined]);
    const codes = [...inCode, ...checks, ...marks.filter((m) => m !== undefined)];
    expect(inCode.length).toBeGreaterThan(5);
    expect(sorted(Object.keys(en.warnings))).toEqual(sorted(codes));
  });

  test('marks of unused quantities are findings', () => {
    const unused = quantities().flatMap((q) => (q.unused && q.unused !== 'quiet' ? [q.unused] : []));
    expect(Object.keys(en.findings)).toEqual(expect.arrayContaining(unused));
  });

  test('reasons, and the conditions of programmes', () => {
    expect(sorted(Object.keys(en.reasons))).toEqual(sorted(REASONS));
    const otherwise = quantities().flatMap((q) => (q.otherwise ? [q.otherwise.split(':')[0] as string] : []));
    expect(REASONS).toEqual(expect.arrayContaining(otherwise));
    const conditions = quantities().flatMap((q) =>
      q.options.flatMap((o) => (o.def.k === 'conditions' ? o.def.list.map((c) => c.id) : [])),
    );
    const own = conditions.filter((id) => !(REASONS as readonly string[]).includes(id));
    expect(sorted(Object.keys(en.conditions))).toEqual(sorted(own));
  });

  test('labels of coded outputs', () => {
    const coded = quantities().flatMap((q) => (q.output && q.labels ? Object.keys(q.labels) : []));
    expect(sorted(Object.keys(en.labels))).toEqual(sorted(coded));
  });

  test('bases of the emission factor', () => {
    const basis = quantities().find((q) => q.name === catalog.choices.promise?.basis);
    expect(Object.keys(en.cli.promise.basis)).toEqual(Object.keys(basis?.labels ?? {}));
  });

  test('severities and evidence levels', () => {
    expect(sorted(Object.keys(en.severity))).toEqual(['error', 'note', 'warning']);
    expect(sorted(Object.keys(en.cli.evidence))).toEqual(sorted(EVIDENCE));
  });
});

describe('texts', () => {
  test('leave no placeholder open', async () => {
    for (const lang of LANGS) {
      const t = texts(lang);
      for (const [code, names] of await documented()) {
        const text = t.finding({ code, params: Object.fromEntries(names.map((n, i) => [n, i + 1])), row: 2 });
        expect(text, code).not.toMatch(/\{\{|\}\}|–|undefined|\n/);
      }
      for (const code of Object.keys(en.warnings)) expect(t.warning(code)).not.toMatch(/\{\{|–/);
      for (const code of REASONS) expect(t.reason(code)).not.toMatch(/\{\{|–/);
    }
  });

  test('a finding says the place, what is wrong and what to do', () => {
    const finding = {
      code: 'header_without_unit',
      column: 'capacity',
      params: { column: 'capacity', meant: 'capacity_kw / capacity [kW]' },
    };
    expect(texts('en').finding(finding)).toBe(
      'Column "capacity": The header has no unit. Write the unit into the header, e.g. capacity_kw / capacity [kW].',
    );
    expect(texts('ja').finding(finding)).toBe(
      '列「capacity」：見出しに単位がありません。capacity_kw / capacity [kW] のように、見出しに単位を記入してください。',
    );
    const cell = { code: 'not_a_number', row: 12, site_id: 'A-1', column: '設備容量 [kW]', params: { text: '約100' } };
    expect(texts('en').finding(cell)).toBe(
      'Line 12, site "A-1", column "設備容量 [kW]": "約100" is not a number. Write a number such as 1200, or a spread such as 1100 to 1300.',
    );
    expect(texts('ja').finding(cell)).toBe(
      '12行目、候補サイト「A-1」、列「設備容量 [kW]」：「約100」は数値ではありません。1200 のような数値か、1100 to 1300 のような幅を記入してください。',
    );
  });

  test('a suggestion is made where there is one', () => {
    const params = { value: 'Tailand', suggestion: 'TH' };
    expect(texts('en').finding({ code: 'unknown_country', params })).toContain('Did you mean TH?');
    expect(texts('ja').finding({ code: 'unknown_country', params })).toContain('THのことでしょうか。');
    const none = texts('en').finding({ code: 'unknown_country', params: { ...params, suggestion: '' } });
    expect(none).toBe('"Tailand" is no known country. Write an ISO code or a name, e.g. TH or Thailand.');
  });

  test('numbers keep their digits, years are not grouped, the unit 1 is not said', () => {
    const range = (params: Record<string, string | number>) => texts('en').finding({ code: 'out_of_range', params });
    expect(range({ value: -5.25, low: 0, high: 5000000, unit: 'kW' })).toContain('-5.25 is outside 0 to 5,000,000 kW.');
    expect(range({ value: 1999, low: 2010, high: 2100, unit: '1' })).toContain('1999 is outside 2010 to 2100.');
    expect(range({ value: 0.0004, low: 0.001, high: 1, unit: '1' })).toContain('0.0004 is outside 0.001 to 1.');
  });

  test('a place in the scenario is its key', () => {
    const params = { key: 'horizon', suggestion: 'horizon_years' };
    expect(texts('en').finding({ code: 'unknown_scenario_key', column: 'horizon', params })).toBe(
      'The scenario has no key "horizon". Did you mean horizon_years? Correct or remove it.',
    );
  });

  test('what stands in a cell stays text: one line, cut, not interpolated', () => {
    const text = `\u001b[31m{{line}}\n$t(cli.total)${'x'.repeat(200)}`;
    const out = texts('en').finding({ code: 'not_a_number', params: { text, context: 'a', count: 1, lng: 'ja' } });
    expect(out).not.toMatch(/\p{Cc}/u);
    expect(out).toContain('{{line}} $t(cli.total)xxx');
    expect(out).toMatch(/x…" is not a number/);
    expect(out.length).toBeLessThan(200);
  });

  test('a warning carries its numbers, whichever they are', () => {
    const given = texts('en').warning('reduction_outside_published', { reduction_per_kw: 2.34567 });
    expect(given).toBe(
      'The reduction per kW is more than a quarter outside the range of the published projects. Check size, hours and factor. (reduction_per_kw: 2.346)',
    );
    expect(texts('ja').warning('negative_reduction', { reduction_horizon: -1234.5 })).toMatch(
      /（reduction_horizon: -1,235）$/,
    );
    expect(texts('en').warning('opex_assumed', {})).toBe(texts('en').warning('opex_assumed'));
    expect(texts('en').warning('unused_cell', { technology: 'solar-pv' })).toContain(
      'solar-pv does not use this column',
    );
  });

  test('codes of a user stand for themselves', () => {
    for (const code of ['my_check', 'constructor', '', 'a.b', 'findings.empty']) {
      expect(texts('en').warning(code)).toBe(code);
      expect(texts('ja').reason(code)).toBe(code);
    }
    expect(texts('ja').warning('my_check', { x: 1 })).toBe('my_check（x: 1）');
    expect([texts('ja').label('yes'), texts('ja').label('my_label')]).toEqual(['はい', 'my_label']);
  });

  test('a missing input names the column that would supply it', () => {
    expect(texts('en').reason('missing_input:capacity_kw')).toBe(
      'capacity_kw is not given. Fill in that column or set it in the scenario.',
    );
    expect(texts('ja').reason('missing_input:capacity_kw')).toMatch(/^capacity_kw が記入されていません。/);
    expect(texts('en').reason('owner_is_government')).toMatch(/^The owner is the partner government itself/);
    expect(texts('en').reason('missing_input:capex_jpy')).toMatch(
      /capex_jpy is not given\..+ Without it there is no subsidy/,
    );
  });

  test('messages of the command line', () => {
    expect(texts('en').cli('dropped', { dropped: 3, rows: 12000 })).toBe('3 of 12,000 rows were left out');
    expect(texts('ja').cli('dropped', { dropped: 3, rows: 12000 })).toBe('12,000行のうち3行を除外しました');
    expect(texts('en').cli('unknownOutput', { name: 'npv' })).toBe(
      '"npv" is no output. Use --outputs all to see every one.',
    );
    for (const level of EVIDENCE) expect(texts('ja').cli(`evidence.${level}`)).toMatch(new RegExp(`^${level}：`));
  });

  test('numbers for people', () => {
    const { number } = texts('en');
    expect([1234567.8, 999.96, 56.123456, 0.00012345, -0, 0.5].map((x) => number(x))).toEqual([
      '1,234,568',
      '1,000',
      '56.12',
      '0.0001235',
      '0',
      '0.5',
    ]);
    expect(number(1234.5, 2)).toBe('1,234.50');
    expect(number(-0.001, 1)).toBe('0.0');
    expect(number(Number.NaN)).toBe('–');
    expect(texts('ja').number(1234567.8)).toBe('1,234,568');
  });
});

test('the language of the environment', () => {
  expect(langFrom({ LANG: 'ja_JP.UTF-8' })).toBe('ja');
  expect(langFrom({ LANG: 'ja_JP.UTF-8', LC_ALL: 'C' })).toBe('en');
  expect(langFrom({ LANG: 'en_US.UTF-8', LC_MESSAGES: 'ja' })).toBe('ja');
  expect(langFrom({ LC_ALL: '', LANG: 'ja' })).toBe('ja');
  expect(langFrom({})).toBe('en');
});
