import { describe, expect, test } from 'vitest';
import { type Book, generator, graphOf, mixtures, SameBits, SPECIAL } from '../../../test/engine/same-bits.ts';
import { TILE } from './index.ts';

/** Once-only results of these formulas, for sites whose numbers `pick` gives. */
function expectSame(book: Book, draws: readonly boolean[], pick: (p: number) => number, sites = 6): void {
  const graph = graphOf(book);
  const outputs = [...graph.byName.values()].filter((id) => graph.nodes[id]!.rank === 'once');
  const both = new SameBits(graph, outputs, draws);
  for (let i = 0; i < sites; i++) expect(both.check(pick)).toEqual([]);
}

const next = generator(11);
const usual = (): number => (next() - 0.3) * 10;
const any = (): number => (next() < 0.15 ? SPECIAL[Math.floor(next() * SPECIAL.length)]! : usual());

const LOSSES: Book = {
  income: 0,
  cost: 1,
  growth: 2,
  n: 3,
  taxable: 'income * compound(growth / 100) - cost * (t > 3)',
  loss: 'max(0, prev(loss, 0) - taxable)',
  tax: 'max(0, taxable - prev(loss, 0)) * 0.3',
  total: 'sum(tax, n)',
  left: 'sum(loss, n) / n',
};

describe('lengths of operation', () => {
  test.each(mixtures(3))('1 to 60 years of losses carried on, drawn: %s %s %s', (...draws) => {
    const graph = graphOf(LOSSES);
    const outputs = ['total', 'left'].map((n) => graph.byName.get(n)!);
    const both = new SameBits(graph, outputs, [...draws, false]);
    for (let n = 1; n <= 60; n++) expect(both.check((p) => (p === 3 ? n : any()))).toEqual([]);
  });

  test.each(Array.from({ length: 60 }, (_, i) => i + 1))('%i years for every site', (n) => {
    const book = { ...LOSSES, n: `${n}` };
    expectSame(book, [true, true, false, false], any, 2);
  });

  test('two lengths, and lengths that are not what they should be', () => {
    const book = { a: 0, n: 1, m: 2, s: 'sum(a * t, n)', x: 'mean(a + t, m)', y: 'sum(a, n)', z: 'sum(s * t, 3)' };
    const odd = [Number.NaN, 0, -0, -3, 0.5, 2.5, 60, 61, 1e9];
    for (const draws of [
      [true, false, false],
      [false, false, false],
    ]) {
      expectSame(book, draws, (p) => (p === 0 ? any() : 1 + Math.floor(next() * 60)));
      expectSame(book, draws, (p) => (p === 0 ? any() : odd[Math.floor(next() * odd.length)]!), 40);
    }
  });
});

describe('years that look back', () => {
  const book: Book = {
    a: 0,
    b: 1,
    n: 2,
    moving: 'compound(0.01 * a * t)',
    steady: 'compound(a / 100)',
    total: 'cumulative(a * t - b)',
    before: 'prev(total, b)',
    earlier: 'prev(a, b)',
    late: 'prev(before, t * a)',
    own: 'prev(own, b) * 0.5 + total - prev(total, 1)',
    swing: 'b - prev(swing, t * b) * a / 10',
    bought: 'at(a, b)',
    year1: 'first(total + own)',
    r1: 'sum(moving, n)',
    r2: 'sum(steady, n)',
    r3: 'sum(total + before, n)',
    r4: 'sum(earlier * late, n)',
    r5: 'sum(own, n)',
    r6: 'sum(swing, n)',
    r7: 'sum(bought, n)',
    r8: 'sum(r1 * t + total, n)',
    r9: 'sum(r8 > 0 ? own : moving, n) + r8',
  };
  test.each(mixtures(2))('drawn: %s %s', (...draws) => {
    const pick = (from: () => number) => (p: number) => (p === 2 ? 1 + Math.floor(next() * 60) : from());
    expectSame(book, [...draws, false], pick(usual), 10);
    expectSame(book, [...draws, false], pick(any), 20);
    expectSame({ ...book, n: '15' }, [...draws, false], pick(any), 5);
  });
});

describe('a number for each year', () => {
  const YEARS = 60;
  const series = (index: number, count = YEARS) => ({ k: 'series', index, count }) as const;
  const book: Book = {
    a: 0,
    n: 1,
    weather: series(2),
    price: series(2 + YEARS),
    income: 'a * weather * price',
    loss: 'max(0, prev(loss, 0) - income)',
    before: 'prev(weather, a)',
    moving: 'compound(weather / 100)',
    total: 'sum(income, n)',
    left: 'sum(loss, n)',
    late: 'sum(total > 0 ? weather * t : before, n)',
    grown: 'sum(moving + cumulative(price), n)',
    year1: 'first(weather)',
    nothing: 'sum(max(0, floor(a * weather, 1)) * 0, n)',
    present: 'npv(0.05, operating(income, n) - even(a, 0))',
    rate: 'irr(operating(weather * a, n) - even(a * 3, 0))',
  };
  const years = (drawn: boolean) => Array.from({ length: YEARS }, () => drawn);

  test.each(mixtures(3))('drawn: %s %s %s', (a, weather, price) => {
    const draws = [a!, false, ...years(weather!), ...years(price!)];
    const length = () => 1 + Math.floor(next() * YEARS);
    expectSame(book, draws, (p) => (p === 1 ? length() : usual()), 8);
    expectSame(book, draws, (p) => (p === 1 ? length() : any()), 12);
  });

  test('as many numbers as there are years', () => {
    const short = { ...book, n: '7', weather: series(2, 7), price: series(9, 7) };
    expectSame(
      short,
      Array.from({ length: 16 }, (_, p) => p !== 1),
      any,
      6,
    );
    expectSame(
      short,
      Array.from({ length: 16 }, (_, p) => p === 0 || p > 8),
      any,
      6,
    );
  });
});

test('a comparison of an earlier loop decides in a later one', () => {
  const book: Book = { a: 0, b: 1, x: 'sum(cumulative(t) < floor(t, a) ? sum(b * t, 3) : b, 5)' };
  for (const draws of mixtures(2)) expectSame(book, draws, any, 20);
});

describe('money at year ends', () => {
  const cash =
    'operating(income * compound(growth / 100), n) - even(cost, c) + (lag <= n ? lump(grant, lag) : 0) - even(fee, 3)';
  const book: Book = {
    income: 0,
    cost: 1,
    growth: 2,
    grant: 3,
    fee: 4,
    rate: 5,
    n: 6,
    c: 7,
    lag: 8,
    construction: 'c',
    cash,
    loan: 'cash / 2 - lump(fee, 0) * rate',
    present: 'npv(rate, cash)',
    both: 'npv(rate, cash - loan)',
    irr: 'irr(cash)',
    again: 'irr(loan) + 1',
    back: 'payback(cash)',
    discounted: 'payback(cash, rate)',
    nothing: 'npv(rate, 0)',
  };
  const money = (p: number): number => {
    switch (p) {
      case 0:
        return next() * 20 - 2;
      case 1:
        return 20 + next() * 60;
      case 5:
        return next() * 0.2 - 0.02;
      case 6:
        return 1 + Math.floor(next() * 60);
      case 7:
        return Math.floor(next() * 4);
      case 8:
        return Math.floor(next() * 5);
      default:
        return next() * 6;
    }
  };
  const rough = (p: number): number =>
    p < 6 && next() < 0.1 ? SPECIAL[Math.floor(next() * SPECIAL.length)]! : money(p);
  const site = [false, false, false];

  test.each(mixtures(6).filter((_, i) => i % 3 === 0))('drawn: %s %s %s %s %s %s', (...draws) => {
    expectSame(book, [...draws, ...site], money, 8);
    expectSame(book, [...draws, ...site], rough, 8);
  });

  test.each([0, 1, 3])('construction of %i years and fixed times for every site', (c) => {
    const fixed = { ...book, n: '15', c: `${c}`, lag: '1' };
    expectSame(fixed, [true, true, true, true, true, true, ...site], rough, 8);
    expectSame(fixed, [true, false, false, true, false, false, ...site], rough, 8);
    expectSame({ ...fixed, rate: '0.05' }, [true, true, false, true, true, false, ...site], rough, 8);
  });

  test('construction that nobody knows', () => {
    const unknown = (p: number): number => (p === 7 ? Number.NaN : rough(p));
    expectSame(book, [true, true, true, true, true, true, ...site], unknown, 4);
  });

  test('a lag or a count of payments may vary by draw', () => {
    const loose: Book = { a: 0, k: 1, n: 2, x: 'npv(0.1, operating(a, n) - even(a * 3, k))' };
    expectSame(loose, [true, true, false], (p) => (p === 0 ? any() : 1 + Math.floor(next() * 9)), 6);
  });

  test('rates of return that others read', () => {
    const more = { ...book, high: 'irr > 0.1 ? present : back', twice: 'irr * 2' };
    expectSame(more, [true, true, true, true, true, true, ...site], rough, 8);
  });
});

describe('products with nothing', () => {
  const book: Book = {
    tonnes: 0,
    price: 1,
    wear: 2,
    n: 3,
    credits: 'max(0, floor(tonnes * compound(-wear / 100), 1))',
    ours: 'floor(credits * 0.5, 1)',
    earned: 'ours * 0 + price',
    total: 'sum(earned, n)',
    present: 'npv(0.06, operating(earned + ours * 0, n) - even(price, 0))',
  };
  const pick = (p: number): number => (p === 3 ? 15 : p === 2 ? next() : 100 + next() * 1000);

  test.each(mixtures(3))('drawn: %s %s %s', (...draws) => {
    expectSame(book, [...draws, false], pick);
    expectSame(book, [...draws, false], (p) => (p < 3 && next() < 0.02 ? 1e305 : pick(p)), 20);
    expectSame(book, [...draws, false], (p) => (p === 3 ? pick(p) : any()), 20);
  });

  test('a tile out of bounds does not touch the next one, nor the next site', () => {
    const graph = graphOf(book);
    const outputs = ['total', 'present', 'tonnes'].map((x) => graph.byName.get(x)!);
    for (const draws of [
      [true, true, false, false],
      [false, true, false, false],
      [false, false, true, false],
    ]) {
      const both = new SameBits(graph, outputs, draws);
      for (const huge of [1, 1e306, 1, Number.NaN, Number.NaN, 1, 1]) {
        const row = [100 * huge, 5, 0.5, 15];
        both.site(row);
        for (const drawn of [1, 1e304, 1, Number.POSITIVE_INFINITY, 1]) {
          const params = Float64Array.from({ length: 4 * TILE }, (_, i) => {
            const p = Math.floor(i / TILE);
            return draws[p] ? row[p]! * drawn : row[p]!;
          });
          expect(both.differences(params)).toEqual([]);
        }
      }
    }
  });
});
