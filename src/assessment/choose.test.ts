import { describe, expect, test } from 'vitest';
import type { Call, Catalog, Choices, Methodology } from '../catalog/index.ts';
import { caseFacts, chooseCall, chooseMethodology } from './choose.ts';

function methodology(id: string, version: string, more: Partial<Methodology> = {}): Methodology {
  return {
    id,
    version,
    generic: false,
    country: 'TH',
    families: {},
    title: { en: id, ja: id },
    technologies: ['solar-pv'],
    when: {},
    versions: [],
    eligibility: [],
    monitored: [],
    fillers: {},
    formulaEvidence: {},
    examples: [],
    ...more,
  };
}

const call = (programme: string, year: string): Call => ({
  programme,
  call: year,
  title: { en: '', ja: '' },
  fillers: {},
});

const CHOICES: Choices = {
  programme: 'jcm-model-project',
  facts: {
    power_source: { otherwise: 'grid', values: ['grid', 'captive-gas'] },
    lighting_use: { values: ['indoor', 'street'] },
    cooling: {
      given: ['cooling', 'cooling_electricity_avoided'],
      value: 'with',
      otherwise: 'without',
      values: ['with', 'without'],
    },
  },
  spreadOutsideRange: 0.001,
  simulated: [],
  outputs: [],
};

function catalog(methodologies: readonly Methodology[]): Catalog {
  return {
    choices: CHOICES,
    methodologies: Object.fromEntries(methodologies.map((m) => [`${m.id}@${m.version}`, m])),
    calls: [call('jcm-model-project', '2025'), call('jcm-model-project', '2018'), call('eco-lease', '2024')],
  } as unknown as Catalog;
}

const GENERIC = methodology('generic-solar-pv', '1.0', { generic: true, country: undefined });
const TH = [methodology('TH_AM001', '1.0'), methodology('TH_AM001', '3.0'), methodology('TH_AM001', '2.0'), GENERIC];

/** Id and version of the choice, or what the choice is. */
function choose(
  list: readonly Methodology[],
  texts: Record<string, string>,
  facts: Record<string, string> = {},
): string {
  const c = chooseMethodology(catalog(list), { technology: 'solar-pv', country: 'TH', ...texts }, facts);
  if ('methodology' in c) return `${c.kind} ${c.methodology.id}@${c.methodology.version}`;
  if ('candidates' in c) return `${c.kind} ${c.candidates.map((m) => m.id).join(' ')}`;
  return c.kind;
}

describe('without a methodology named', () => {
  test('the only one for country and technology is taken, newest version', () => {
    expect(choose(TH, {})).toBe('only TH_AM001@3.0');
    expect(choose([...TH, methodology('TH_AM001', '10.0')], {})).toBe('only TH_AM001@10.0');
  });

  test('none approved: the generic one; no generic one either: none', () => {
    expect(choose(TH, { country: 'VN' })).toBe('generic generic-solar-pv@1.0');
    expect(choose(TH, { technology: 'led-lighting' })).toBe('none');
  });

  test('several fit: all are listed', () => {
    expect(choose([...TH, methodology('TH_AM016', '1.0')], {})).toBe('several TH_AM001 TH_AM016');
  });

  test('the case decides', () => {
    const list = [
      methodology('A', '1.0', { when: { lighting_use: ['indoor'] } }),
      methodology('B', '1.0', { when: { lighting_use: ['street'] } }),
      GENERIC,
    ];
    expect(choose(list, {}, { lighting_use: 'indoor' })).toBe('only A@1.0');
    expect(choose(list, {}, { lighting_use: 'street' })).toBe('only B@1.0');
    expect(choose(list.slice(1), {}, { lighting_use: 'indoor' })).toBe('generic generic-solar-pv@1.0');
  });

  test('a case that is not stated is asked for', () => {
    const list = [methodology('A', '1.0', { when: { lighting_use: ['indoor'], power_source: ['grid'] } }), GENERIC];
    const c = chooseMethodology(catalog(list), { technology: 'solar-pv', country: 'TH' }, { power_source: 'grid' });
    expect(c).toMatchObject({ kind: 'case_not_stated', facts: ['lighting_use'] });
    expect(choose(list, {}, { power_source: 'captive-diesel' })).toBe('generic generic-solar-pv@1.0');
  });
});

describe('a methodology named', () => {
  test.each([
    ['TH_AM001', 'named TH_AM001@3.0'],
    ['th_am001', 'named TH_AM001@3.0'],
    ['TH_AM001@1.0', 'named TH_AM001@1.0'],
    ['TH_AM001@9.9', 'unknown_version'],
    ['TH_AM999', 'unknown'],
    ['constructor', 'unknown'],
    ['generic-solar-pv', 'named generic-solar-pv@1.0'],
  ])('%s: %s', (text, expected) => {
    expect(choose(TH, { methodology: text })).toBe(expected);
  });

  test('one of another technology is refused, one of another country is taken', () => {
    expect(choose(TH, { methodology: 'TH_AM001', technology: 'led-lighting' })).toBe('wrong_technology TH_AM001@3.0');
    expect(choose(TH, { methodology: 'TH_AM001', country: 'VN' })).toBe('named TH_AM001@3.0');
  });

  test('what is known is listed', () => {
    expect(chooseMethodology(catalog(TH), { technology: 'solar-pv', methodology: 'x' }, {})).toMatchObject({
      known: ['TH_AM001', 'generic-solar-pv'],
    });
    expect(chooseMethodology(catalog(TH), { technology: 'solar-pv', methodology: 'TH_AM001@7' }, {})).toMatchObject({
      known: ['TH_AM001@1.0', 'TH_AM001@3.0', 'TH_AM001@2.0'],
    });
  });
});

test.each([
  [undefined, 'jcm-model-project@2025'],
  ['', 'jcm-model-project@2025'],
  ['jcm-model-project', 'jcm-model-project@2025'],
  ['jcm-model-project@2018', 'jcm-model-project@2018'],
  ['eco-lease', 'eco-lease@2024'],
  ['jcm-model-project@1999', undefined],
  ['no-such', undefined],
])('programme %s: call %s', (text, expected) => {
  const c = chooseCall(catalog([]), text);
  expect(c && `${c.programme}@${c.call}`).toBe(expected);
});

describe('facts of a case', () => {
  test('grid power and no cooling unless the row says otherwise', () => {
    expect(caseFacts(catalog([]), {}, () => false)).toEqual({ power_source: 'grid', cooling: 'without' });
    expect(
      caseFacts(catalog([]), { power_source: 'captive-gas', lighting_use: 'street' }, (n) => n === 'cooling'),
    ).toEqual({
      power_source: 'captive-gas',
      lighting_use: 'street',
      cooling: 'with',
    });
    expect(caseFacts(catalog([]), {}, (n) => n === 'cooling_electricity_avoided').cooling).toBe('with');
  });
});
