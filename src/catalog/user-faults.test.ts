/** Slips and malice in a methodology file that a user brings: a fault with its place, never a stack. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogFromFiles } from '../../tools/build-catalog.ts';
import { FormulaError } from '../formula/index.ts';
import { parseFormula } from '../formula/parse.ts';
import { checkCatalog, methodologyFaults } from './check.ts';
import type { Catalog } from './types.ts';
import { compileUserMethodology } from './user-methodology.ts';
import { CatalogFileError } from './yaml-file.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalogFromFiles();
});

const file = (factor: string, more = ''): string => `id: MY_AM001
version: "1.0"
country: VN
family: grid-electricity-displacement
title: { en: Mine, ja: 自分の }
technologies: [solar-pv]
${more}quantities:
  reference_factor: ${factor}
`;

describe('refused with its place', () => {
  it.each([
    ['two definitions', '{ value: 0.5, formula: "0", evidence: recalled, source: recalled }'],
    ['no definition', '{ evidence: recalled, source: recalled }'],
    [
      'a step over a name that is not there',
      '{ step: nosuchname, up_to: [[1, 2]], evidence: recalled, source: recalled }',
    ],
    [
      'an interp over a name of every object',
      '{ interp: constructor, points: [[0, 1], [1, 2]], evidence: recalled, source: recalled }',
    ],
    [
      'a text as else of a step',
      '{ step: capacity, up_to: [[1, 2]], else: "not_finite", evidence: recalled, source: recalled }',
    ],
    ['a step over itself', '{ step: reference_factor, up_to: [[1, 2]], evidence: recalled, source: recalled }'],
  ])('%s', (_name, factor) => {
    expect(() => compileUserMethodology('my.yaml', file(factor), catalog)).toThrow(CatalogFileError);
  });

  it.each([
    ['of steps', '{ step: capacty, up_to: [[1, 2]] }'],
    ['of a formula', '{ formula: reference_factor_gird }'],
  ])('a slip in the name %s is told with the name that was meant', (_name, factor) => {
    expect(() => compileUserMethodology('my.yaml', file(factor), catalog)).toThrow(
      /my\.yaml:8:3 .*did you mean "(capacity|reference_factor_grid)"/,
    );
  });

  it.each([
    ['chosen by itself', '{ by: reference_factor, values: { grid: 1 } }'],
    ['steps of what needs it', '{ step: reference_emissions, up_to: [[1, 2]] }'],
  ])('a circle: %s', (_name, factor) => {
    expect(() => compileUserMethodology('my.yaml', file(factor), catalog)).toThrow(
      /my\.yaml:8:3 needs itself: reference_factor → /,
    );
  });

  it('technologies and families named like parts of every object', () => {
    const own = (from: string, to: string) => file('{ value: 1 }').replace(from, to);
    for (const text of [
      own('[solar-pv]', '[constructor]'),
      own('family: grid-electricity-displacement', 'family: toString'),
    ])
      expect(() => compileUserMethodology('my.yaml', text, catalog)).toThrow(/no (technology|family) "/);
  });

  it('a case named like a part of every object', () => {
    const m = compileUserMethodology(
      'my.yaml',
      file('{ value: 0.5, evidence: recalled, source: recalled }', 'when: { constructor: [a] }\n'),
      catalog,
    );
    expect(methodologyFaults(m, catalog)).toEqual([expect.stringContaining('"constructor" is no case')]);
  });

  it.each([
    ['minus signs', `${'-'.repeat(1_900)}1`],
    ['brackets', `${'('.repeat(900)}1${')'.repeat(900)}`],
    ['choices', `${'1 > 0 ? '.repeat(180)}1${' : 1'.repeat(180)}`],
    ['a sum', `1${'+1'.repeat(900)}`],
    ['a minimum', `min(${'a,'.repeat(900)}a)`],
    ['powers', `2${'^2'.repeat(900)}`],
    ['what is not allowed', `${'!'.repeat(1_900)}a`],
    ['assignments', `${'a='.repeat(900)}1`],
    ['products without a sign', 'a '.repeat(900)],
  ])('a formula of nothing but %s', (_name, formula) => {
    expect(() => parseFormula(formula)).toThrow(FormulaError);
  });
});

describe('evidence of equations', () => {
  const plain = file('{ value: 0.5, evidence: recalled, source: recalled }');

  it('what a user’s file says nothing about is the user’s, not another text’s', () => {
    const stated = 'formula_evidence:\n  reference_emissions: { evidence: recalled, source: recalled }\n';
    expect(compileUserMethodology('my.yaml', plain, catalog).formulaEvidence).toEqual({
      reference_emissions: { evidence: 'user' },
      project_emissions: { evidence: 'user' },
    });
    expect(compileUserMethodology('my.yaml', plain + stated, catalog).formulaEvidence).toEqual({
      reference_emissions: { evidence: 'recalled', source: 'recalled' },
      project_emissions: { evidence: 'user' },
    });
  });

  it('a methodology of the catalog must state its own', () => {
    expect(checkCatalog(catalog)).toEqual([]);
    const m =
      catalog.methodologies['TH_AM001@3.0'] ?? Object.values(catalog.methodologies).find((x) => x.id === 'TH_AM001');
    const { project_emissions: _none, ...rest } = m?.formulaEvidence ?? {};
    const without = { ...catalog, methodologies: { x: { ...m, formulaEvidence: rest } as never } };
    expect(checkCatalog(without)).toEqual([
      expect.stringContaining('formula_evidence of project_emissions is missing'),
    ]);
  });
});
