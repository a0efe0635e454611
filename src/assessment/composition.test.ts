import { describe, expect, test } from 'vitest';
import type { Book, Catalog, Filler, Methodology, Need, Quantity } from '../catalog/index.ts';
import { compose, nameInside, type Parts } from './composition.ts';

const quantity = (name: string, more: Partial<Quantity> = {}): Quantity =>
  ({ name, column: name, kind: 'number', input: false, options: [], ...more }) as Quantity;

interface BookParts {
  kind?: Book['kind'];
  uses?: string[];
  needs?: Record<string, Need>;
  variants?: Book['variants'];
}

function book(
  id: string,
  quantities: Quantity[],
  { kind = 'finance', uses = [], needs = {}, variants = {} }: BookParts = {},
): Book {
  return {
    id,
    kind,
    abstract: false,
    withoutMethodology: false,
    title: { en: id, ja: id },
    aliases: [],
    uses,
    needs,
    quantities: Object.fromEntries(quantities.map((q) => [q.name, q])),
    variants,
    checks: [],
  };
}

function composed(books: Book[], parts: Partial<Parts> = {}) {
  const catalog = {
    books: Object.fromEntries(books.map((b) => [b.id, b])),
    calls: [{ programme: 'grant' }, { programme: 'lease' }],
  } as unknown as Catalog;
  return compose(catalog, {
    technology: 'solar',
    methodology: undefined,
    programme: 'grant',
    call: undefined,
    ...parts,
  });
}

const filler: Filler = { options: [] };
const M = { families: { solar: 'f1' }, fillers: { factor: filler }, formulaEvidence: {} } as unknown as Methodology;

describe('the books of a site', () => {
  const books = [
    book('solar', [quantity('capacity')], { kind: 'technology', uses: ['plant'] }),
    book('plant', [quantity('yield')], { kind: 'technology' }),
    book('led', [quantity('lamps')], { kind: 'technology' }),
    book('f1', [quantity('factor', { slot: 'methodology' })], { kind: 'family', uses: ['shared'] }),
    book('f2', [quantity('ratio')], { kind: 'family', uses: ['shared'] }),
    book('shared', [quantity('reduction')], { kind: 'family' }),
    book('grant', [quantity('cap', { slot: 'call' })], { kind: 'programme' }),
    book('lease', [quantity('rent')], { kind: 'programme' }),
    book('scores', [quantity('points')], { kind: 'programme' }),
    book('cash', [quantity('npv')]),
  ];

  test('are its technology, family, programme, those they use, and what every site has', () => {
    const ids = (p: Partial<Parts>) =>
      composed(books, p)
        .books.map((b) => b.id)
        .sort();
    expect(ids({ methodology: M })).toEqual(['cash', 'f1', 'grant', 'plant', 'scores', 'shared', 'solar']);
    expect(ids({})).toEqual(['cash', 'grant', 'plant', 'scores', 'solar']);
    expect(ids({ technology: 'led', programme: 'lease' })).toEqual(['cash', 'lease', 'led', 'scores']);
  });

  test('slots are filled by methodology and call, each its own', () => {
    const call = { fillers: { cap: filler, factor: { options: [] } } } as unknown as Parts['call'];
    const { entries } = composed(books, { methodology: M, call });
    expect(entries.get('factor')?.filler).toBe(filler);
    expect(entries.get('cap')?.filler).toBe(filler);
    expect(entries.get('capacity')?.filler).toBeUndefined();
  });

  test('a name defined by two books is a fault', () => {
    expect(() => composed([...books, book('more', [quantity('npv')])])).toThrow('"npv" is defined by cash and by more');
    // Not when only one of them is composed.
    expect(() => composed([...books, book('other', [quantity('capacity')], { kind: 'technology' })])).not.toThrow();
  });

  test('a default of a need counts, whichever book states it', () => {
    const a = book('a', [], { needs: { cost: { optional: true }, other: { optional: false } } });
    const b = book('b', [], { needs: { cost: { default: 0, optional: false } } });
    for (const list of [
      [a, b],
      [b, a],
    ])
      expect(composed(list).needs.get('cost')?.default).toBe(0);
    expect(composed([a, b]).needs.get('other')?.default).toBeUndefined();
  });
});

describe('variants', () => {
  const cash = book(
    'cash',
    [quantity('income'), quantity('tax'), quantity('flow'), quantity('capex', { input: true })],
    {
      variants: { _without: { subsidy: 0, tax: 0 } },
    },
  );
  const { entries } = composed([cash]);

  test('give every quantity of the book a second name, save inputs and what is replaced', () => {
    expect([...entries.keys()].sort()).toEqual(['capex', 'flow', 'flow_without', 'income', 'income_without', 'tax']);
  });

  test('and read their own names, replaced numbers, and everyone else’s names as they are', () => {
    const inside = (name: string) => nameInside(entries.get('flow_without')!, name);
    expect(inside('income')).toEqual({ name: 'income_without' });
    expect(inside('subsidy')).toEqual({ value: 0 });
    expect(inside('tax')).toEqual({ value: 0 });
    expect(inside('capex')).toEqual({ name: 'capex' });
    expect(inside('reduction')).toEqual({ name: 'reduction' });
    for (const name of ['income', 'subsidy', 'tax']) expect(nameInside(entries.get('flow')!, name)).toEqual({ name });
  });
});
