import { beforeAll, describe, expect, test } from 'vitest';
import { readFiles } from '../../tools/build-catalog.ts';
import { assembleCatalog } from './assemble.ts';
import type { CatalogFiles } from './files.ts';
import type { Catalog } from './types.ts';
import { compileUserMethodology } from './user-methodology.ts';
import { CatalogFileError, type FileFault } from './yaml-file.ts';

/** A small folder of methodologies: one file of each kind, one line a thing. */
const BASE: Readonly<Record<string, string>> = {
  'units.yaml': `year: { base: true }
tCO2: { base: true }
JPY: { base: true }
"%": { of: "1", scale: 0.01 }
kW: { library: kW }
MWh: { library: MWh }
`,
  'families/f1.yaml': `id: f1
title: { en: F1, ja: F1 }
needs:
  electricity: MWh/year
quantities:
  reference_factor:
    unit: tCO2/MWh
    slot: methodology
  reduction:
    unit: tCO2/year
    formula: electricity * reference_factor
`,
  'technologies/solar-pv.yaml': `id: solar-pv
title: { en: Solar, ja: 太陽光 }
quantities:
  capacity: { unit: kW, input: true }
  electricity: { unit: MWh/year, input: true }
`,
  'finance/cash.yaml': `id: cash
title: { en: Cash, ja: 現金 }
needs:
  reduction: tCO2/year
quantities:
  capex:
    unit: JPY
    input: true
  per_tonne:
    unit: JPY*year/tCO2
    formula: capex / reduction
checks:
  - { when: capex < 0, code: odd, severity: warning }
  - { when: capex > 0, code: even, severity: warning }
`,
  'programmes/grant.yaml': `id: grant
title: { en: Grant, ja: 補助 }
quantities:
  cap:
    unit: JPY
    slot: call
`,
  'programmes/calls.yaml': `- programme: grant
  call: 2018
  title: { en: a, ja: a }
  values:
    cap: { value: 5 }
- programme: grant
  call: 2025
  title: { en: b, ja: b }
  values:
    cap: { value: 7 }
`,
  'jcm/TH_AM001.yaml': `id: TH_AM001
version: "3.0"
country: TH
family: f1
title: { en: Solar, ja: 太陽光 }
technologies: [solar-pv]
quantities:
  reference_factor: { value: 0.319, evidence: recalled, source: s }
`,
  'choices.yaml': 'programme: grant\nfacts: {}\noutputs: []\nspread_outside_range: 0.001\n',
  'sources/a.yaml': '- { id: s, title: T, publisher: P, licence: facts }\n',
  'factors/tables.yaml': '{}\n',
};

const CSV: CatalogFiles['csv'] = {
  'factors/countries.csv': {
    header: ['iso2', 'name_en', 'name_ja', 'aliases', 'status', 'since', 'candidate_calls', 'currency'],
    rows: [['TH', 'Thailand', 'タイ', 'Siam| タイ王国 ', 'partner', '2015-11-19', '', 'THB']],
  },
  'factors/industries.csv': {
    header: ['industry', 'name_en', 'name_ja', 'aliases'],
    rows: [['food', 'Food', '食料品', '']],
  },
  'factors/fx.csv': { header: ['currency', 'date', 'jpy_per_unit'], rows: [['THB', '2025-01-31', '4.5']] },
};

const ISO = [
  { iso2: 'FR', en: 'France', ja: 'フランス' },
  { iso2: 'TH', en: 'Thailand', ja: 'タイ' },
];

const assemble = (changes: Readonly<Record<string, string>> = {}) =>
  assembleCatalog({ yaml: { ...BASE, ...changes }, csv: CSV, isoCountries: ISO, version: '1.2.3' });

/** One text of a file replaced. */
const changed = (path: string, from: string, to: string) => {
  expect(BASE[path]).toContain(from);
  return { [path]: (BASE[path] as string).replace(from, to) };
};

async function faults(changes: Readonly<Record<string, string>>): Promise<readonly FileFault[]> {
  try {
    await assemble(changes);
    return [];
  } catch (e) {
    if (e instanceof CatalogFileError) return e.faults;
    throw e;
  }
}

describe('choices.yaml', () => {
  const choices = (text: string) => faults({ 'choices.yaml': `${text}spread_outside_range: 0.001\n` });

  test('facts have the labels and the default of their quantity', async () => {
    const solar = changed(
      'technologies/solar-pv.yaml',
      'quantities:\n',
      'quantities:\n  use: { labels: { inside: 1, outside: 2 }, input: true }\n  power: { labels: { grid: 1, own: 2 }, input: true, default: own, evidence: recalled, source: s }\n',
    );
    const text =
      'programme: grant\nfacts: { use: {}, power: {}, sized: { given: [capacity], value: "yes", otherwise: "no" } }\noutputs: []\nspread_outside_range: 0.01\n';
    const { facts, spreadOutsideRange } = (await assemble({ ...solar, 'choices.yaml': text })).choices;
    expect(spreadOutsideRange).toBe(0.01);
    expect(facts).toEqual({
      use: { otherwise: undefined, values: ['inside', 'outside'] },
      power: { otherwise: 'own', values: ['grid', 'own'] },
      sized: { given: ['capacity'], value: 'yes', otherwise: 'no', values: ['yes', 'no'] },
    });
  });

  test.each([
    ['programme: gift\nfacts: {}\noutputs: []\n', [1, 'no call of a programme "gift"']],
    ['programme: grant\nfacts: { colour: {} }\noutputs: []\n', [2, 'no quantity "colour" with labels']],
    [
      'programme: grant\nfacts: { a: { given: [colour], value: b, otherwise: c } }\noutputs: []\n',
      [2, '"colour" is no input'],
    ],
    ['programme: grant\nfacts: {}\noutputs:\n  - npv\n', [4, 'no output begins with "npv"']],
    ['programme: grant\nfacts: {}\noutputs: []\nsimulated:\n  - npv_jpy\n', [5, 'no output "npv_jpy"']],
    ['programme: grant\nfacts: {}\noutputs: []\nless_is_better:\n  - npv\n', [5, 'no output begins with "npv"']],
    [
      'programme: grant\nfacts: {}\noutputs: []\nbreakeven:\n  target: npv = 0\n  otherwise: [0.5, 2]\n  quantities:\n    kapex: { from: 0, to: 1 }\n',
      [8, 'no quantity "kapex"'],
    ],
    ['programme: grant\nfacts: {}\noutputs: []\nplan_words:\n  cost: [kapex]\n', [5, 'no quantity "kapex"']],
  ])('%j', async (text, [line, message]) => {
    expect(await choices(text)).toEqual([expect.objectContaining({ file: 'choices.yaml', line, message })]);
  });
});

describe('a right folder', () => {
  let c: Catalog;
  beforeAll(async () => {
    c = await assemble();
  });

  test('gives books, methodologies and calls, the newest call first', () => {
    expect(Object.entries(c.books).map(([id, b]) => [id, b.kind])).toEqual([
      ['f1', 'family'],
      ['solar-pv', 'technology'],
      ['grant', 'programme'],
      ['cash', 'finance'],
    ]);
    expect(Object.keys(c.methodologies)).toEqual(['TH_AM001@3.0']);
    expect(c.calls.map((x) => x.call)).toEqual(['2025', '2018']);
    expect(c.version).toBe('1.2.3');
  });

  test('countries: those of the file, then the rest of the world', () => {
    expect(c.countries.map((x) => [x.iso2, x.status])).toEqual([
      ['TH', 'partner'],
      ['FR', 'none'],
    ]);
    expect(c.countries[0]).toMatchObject({ aliases: ['Siam', 'タイ王国'], currency: 'THB', since: '2015-11-19' });
  });

  test('rates are numbers', () => {
    expect(c.rates[0]).toMatchObject({ currency: 'THB', jpyPerUnit: 4.5 });
  });

  test('is plain JSON, ready to be written', () => {
    expect(JSON.parse(JSON.stringify(c)).books).toEqual(JSON.parse(JSON.stringify(c.books)));
  });
});

describe('a fault is told with file, line and column', () => {
  test.each<[string, Record<string, string>, string, number, RegExp]>([
    ['unknown key', changed('finance/cash.yaml', 'input:', 'inptu:'), 'finance/cash.yaml', 8, /unknown key "inptu"/],
    [
      'unknown name',
      changed('finance/cash.yaml', 'capex / reduction', 'capex / reductoin'),
      'finance/cash.yaml',
      9,
      /reductoin/,
    ],
    [
      'a name nobody declares there',
      changed('finance/cash.yaml', 'capex / reduction', 'capex / capacity'),
      'finance/cash.yaml',
      9,
      /capacity/,
    ],
    [
      'wrong unit',
      changed('finance/cash.yaml', 'JPY*year/tCO2', 'JPY/tCO2'),
      'finance/cash.yaml',
      9,
      /jpy·year\/tco2.*jpy\/tco2/,
    ],
    [
      'unknown unit',
      changed('finance/cash.yaml', 'unit: JPY\n', 'unit: YEN\n'),
      'finance/cash.yaml',
      6,
      /unit_unknown.*YEN/,
    ],
    [
      'unknown unit of a need',
      changed('finance/cash.yaml', 'tCO2/year', 'tC02/year'),
      'finance/cash.yaml',
      4,
      /unit_unknown.*tC02/,
    ],
    [
      'a check',
      changed('finance/cash.yaml', 'capex > 0', 'capex > 5'),
      'finance/cash.yaml',
      14,
      /formula_units_differ/,
    ],
    [
      'two units of one name',
      changed('technologies/solar-pv.yaml', 'MWh/year', 'MWh'),
      'technologies/solar-pv.yaml',
      5,
      /"electricity" has another unit/,
    ],
    [
      'two units of one dimension',
      changed('finance/cash.yaml', 'tCO2/year', '"%*tCO2/year"'),
      'finance/cash.yaml',
      4,
      /"reduction" has another unit/,
    ],
    [
      'a slot that nobody leaves open',
      changed('jcm/TH_AM001.yaml', '  reference_factor:', '  capacity:'),
      'jcm/TH_AM001.yaml',
      8,
      /no book leaves "capacity" open/,
    ],
    [
      'a slip in a slot',
      changed('jcm/TH_AM001.yaml', '  reference_factor:', '  refrence_factor:'),
      'jcm/TH_AM001.yaml',
      8,
      /did you mean "reference_factor"/,
    ],
    [
      'a filler’s unit',
      changed('jcm/TH_AM001.yaml', 'value: 0.319', 'formula: capacity'),
      'jcm/TH_AM001.yaml',
      8,
      /formula_unit_of_result/,
    ],
    [
      'a filler that needs itself',
      changed('jcm/TH_AM001.yaml', 'value: 0.319', 'formula: reference_factor'),
      'jcm/TH_AM001.yaml',
      8,
      /formula_not_allowed/,
    ],
    [
      'a call’s formula',
      changed('programmes/calls.yaml', 'value: 7', 'formula: 7 yen'),
      'programmes/calls.yaml',
      10,
      /implicit product/,
    ],
    [
      'a call’s slot',
      changed('programmes/calls.yaml', 'cap: { value: 7 }', 'capp: { value: 7 }'),
      'programmes/calls.yaml',
      10,
      /did you mean "cap"/,
    ],
    ['a source', changed('sources/a.yaml', 'licence', 'license'), 'sources/a.yaml', 1, /did you mean "licence"/],
    ['a unit line', changed('units.yaml', 'library: kW', 'libary: kW'), 'units.yaml', 5, /did you mean "library"/],
  ])('%s', async (_, changes, file, line, message) => {
    const all = await faults(changes);
    const told = all.find((f) => message.test(`${f.message} did you mean "${f.suggestion}"`));
    expect(told ?? all).toMatchObject({ file, line });
    expect(told?.column).toBeGreaterThan(0);
    expect(all.filter((f) => f.file !== file)).toEqual([]);
  });

  test('the formula is quoted, as far as it is wrong', async () => {
    const [f] = await faults(changed('finance/cash.yaml', 'capex / reduction', 'capex / reduction + a b'));
    expect(f?.message).toContain('a b');
  });

  test('malicious formulas', async () => {
    for (const text of [
      'import("fs")',
      'cap.constructor',
      "cap['constructor']",
      'f(x) = x',
      'cap = 5',
      'cap^99',
      'constructor',
      '9e999',
    ])
      expect(
        await faults(changed('jcm/TH_AM001.yaml', 'value: 0.319', `formula: ${JSON.stringify(text)}`)),
      ).toHaveLength(1);
  });
});

describe('a methodology that a user brings', () => {
  const file = (lines: Record<string, string> = {}) =>
    Object.entries({
      id: 'MY_AM001',
      version: '"1.0"',
      country: 'TH',
      family: 'grid-electricity-displacement',
      title: '{ en: Mine, ja: 私 }',
      technologies: '[solar-pv]',
      quantities: '{ reference_factor: { value: 0.4, evidence: user, source: mine } }',
      ...lines,
    })
      .map(([k, v]) => `${k}: ${v}`)
      .join('\n');
  let catalog: Catalog;
  beforeAll(async () => {
    catalog = await assembleCatalog(await readFiles());
  });
  const refusal = (lines: Record<string, string>) => {
    try {
      compileUserMethodology('mine.yaml', file(lines), catalog);
    } catch (e) {
      if (e instanceof CatalogFileError) return e.message;
      throw e;
    }
    return '';
  };

  test('is compiled against the built catalog and marked as the user’s', () => {
    const m = compileUserMethodology('mine.yaml', file(), catalog);
    expect(m).toMatchObject({ id: 'MY_AM001', user: true, families: { 'solar-pv': 'grid-electricity-displacement' } });
    expect(m.fillers.reference_factor?.options[0]?.def).toEqual({ k: 'value', v: 0.4 });
  });

  test('may use the names of the catalog, in their units', () => {
    expect(refusal({ quantities: '{ reference_factor: { formula: reference_factor_grid * 0.9 } }' })).toBe('');
    expect(refusal({ quantities: '{ reference_factor: { formula: capacity } }' })).toMatch(/^mine.yaml:7:\d+ .*unit/);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    [
      'a family that does not exist',
      { family: 'grid-electricity-displacment' },
      /mine\.yaml:4:1 .*did you mean "grid-electricity-displacement"/,
    ],
    ['a family that is none', { family: 'solar-pv' }, /mine\.yaml:4:1 /],
    ['no family', { family: '""' }, /mine\.yaml:/],
    ['a technology that does not exist', { technologies: '[solar_pv]' }, /mine\.yaml:6:\d+ .*did you mean "solar-pv"/],
    [
      'a slot that is none',
      { quantities: '{ capacity: { value: 1 } }' },
      /mine\.yaml:7:\d+ no book leaves "capacity" open/,
    ],
    [
      'a name that objects have',
      { quantities: '{ reference_factor: { formula: constructor } }' },
      /formula_unknown_name/,
    ],
    [
      'a circle',
      { quantities: '{ reference_factor: { formula: applied_factor } }' },
      /mine\.yaml:7:\d+ needs itself: reference_factor → applied_factor → .*reference_factor$/,
    ],
    [
      'a long circle',
      { quantities: '{ reference_factor: { formula: reference_emissions / electricity } }' },
      /needs itself: reference_factor → .*reference_emissions → /,
    ],
    [
      'a circle of two slots',
      {
        quantities:
          '{ reference_factor: { formula: reference_factor_grid }, reference_factor_grid: { by: power_source, values: { grid: reference_factor } } }',
      },
      /needs itself/,
    ],
    [
      'money at year ends',
      {
        quantities:
          '{ reference_factor: { by: power_source, values: { grid: { formula: "even(reference_factor_grid, 0)" } } } }',
      },
      /formula_not_allowed .*even/,
    ],
    [
      'a group’s sum',
      { quantities: '{ reference_factor: { formula: group_sum(reference_factor_grid) } }' },
      /formula_not_allowed .*group_sum/,
    ],
    [
      'a label that does not exist',
      { quantities: '{ reference_factor: { formula: "is(power_source, gird) ? reference_factor_grid : 0" } }' },
      /formula_unknown_name .*gird.*power_source/,
    ],
    [
      'a case that does not exist',
      { quantities: '{ reference_factor: { by: power_source, values: { gird: reference_factor_grid } } }' },
      /formula_unknown_name .*gird.*power_source/,
    ],
    ['an unknown key', { familly: 'x' }, /did you mean "family"/],
  ])('%s', (_, lines, message) => {
    expect(refusal(lines)).toMatch(message);
  });
});
