import { describe, expect, test } from 'vitest';
import type { BoundExpr } from '../formula/index.ts';
import { parseFormula } from '../formula/parse.ts';
import { constantOf, type FoldContext, fold } from './fold.ts';

interface Site {
  /** Numbers known before any row is read. */
  constants?: Readonly<Record<string, number>>;
  /** Coded quantities whose text is known. */
  labels?: Readonly<Record<string, string>>;
  missing?: readonly string[];
  given?: readonly string[];
  level?: FoldContext['level'];
  /** The quantity whose formula is folded: asking for its value would go round in a circle. */
  slot?: string;
}

function context(site: Site): FoldContext {
  const slot = site.slot ?? 'slot';
  return {
    level: site.level,
    slot,
    ref: (name) =>
      site.missing?.includes(name) ? { k: 'undefined', reason: `missing_input:${name}` } : { k: 'ref', name },
    is: (name, label): BoundExpr => {
      const known = site.labels?.[name];
      if (known !== undefined) return { k: 'num', v: known === label ? 1 : 0 };
      return {
        k: 'call',
        op: 'eq',
        args: [
          { k: 'ref', name },
          { k: 'num', v: 7 },
        ],
      };
    },
    given: (name) => site.given?.includes(name) ?? false,
    constant: (name) => {
      if (name === slot) throw new Error(`${name} goes round in a circle`);
      return site.constants?.[name];
    },
  };
}

const folded = (formula: string, site: Site = {}) => fold(parseFormula(formula), context(site));
const formula = (text: string) => parseFormula(text) as BoundExpr;
const lost = (name: string): BoundExpr => ({ k: 'undefined', reason: `missing_input:${name}` });

describe('what is known before any row is read is settled', () => {
  test.each<[string, Site, string]>([
    ['is(power, grid) ? a : b', { labels: { power: 'grid' } }, 'a'],
    ['is(power, grid) ? a : b', { labels: { power: 'ppa' } }, 'b'],
    ['given(x) ? a : b', { given: ['x'] }, 'a'],
    ['given(x) ? a : b', {}, 'b'],
    ['given(x) != given(y) ? a : b', { given: ['y'] }, 'a'],
    ['is(s, home) + is(s, none) > 0 ? a : b', { labels: { s: 'none' } }, 'a'],
    ['is(s, home) + is(s, none) == 0 ? a : b', { labels: { s: 'none' } }, 'b'],
    ['k > 2 ? a : b', { constants: { k: 3 } }, 'a'],
    ['k >= 4 ? a : b', { constants: { k: 3 } }, 'b'],
    ['k <= 3 ? a : b', { constants: { k: 3 } }, 'a'],
    ['k < 3 ? a : b', { constants: { k: 3 } }, 'b'],
    ['2 * k - 1 == 5 ? a : b', { constants: { k: 3 } }, 'a'],
    ['given(x) ? (given(y) ? a : b) : c', { given: ['x'] }, 'b'],
    ['1 - given(x) ? a : b', { given: ['x'] }, 'b'],
  ])('%s', (text, site, expected) => {
    expect(folded(text, site)).toEqual(formula(expected));
  });

  test('what a row decides is left to the row', () => {
    expect(folded('n > 0 ? a : b')).toEqual(formula('n > 0 ? a : b'));
    expect(folded('a * 2 + t')).toEqual(formula('a * 2 + t'));
    expect(folded('a^3')).toEqual(formula('a^3'));
  });

  test('a formula may ask for its own past in a condition', () => {
    const text = 'prev(stock, 0) > 3 ? 0 : prev(stock, 0) + 1';
    expect(folded(text, { slot: 'stock' })).toEqual(formula(text));
    expect(folded('max(0, prev(stock, 0) - 1) > a ? a : b', { slot: 'stock' }).k).toBe('call');
  });
});

describe('what cannot be had', () => {
  test.each<[string, string]>([
    ['a + 1', 'a'],
    ['-a', 'a'],
    ['a^2', 'a'],
    ['b * a', 'a'],
    ['sum(a, n)', 'a'],
    ['max(0, b - a)', 'a'],
    ['a > 0 ? b : c', 'a'],
    ['b > 0 ? a : a + 1', 'a'],
  ])('makes %s undefined', (text, name) => {
    expect(folded(text, { missing: ['a'] })).toEqual(lost(name));
  });

  test('the first missing name is the reason', () => {
    expect(folded('a + b', { missing: ['b', 'a'] })).toEqual(lost('a'));
  });

  test('does no harm in a branch that is settled away', () => {
    expect(folded('given(x) ? a : b', { missing: ['a'] })).toEqual(formula('b'));
    expect(folded('is(p, grid) ? b : a', { missing: ['a'], labels: { p: 'grid' } })).toEqual(formula('b'));
  });

  test('stays in the branch that a row may choose', () => {
    expect(folded('n > 0 ? a : b', { missing: ['a'] })).toEqual({
      k: 'call',
      op: 'cond',
      args: [formula('n > 0'), lost('a'), formula('b')],
    });
  });

  test('unknown is undefined, for conditions to count as such', () => {
    expect(folded('is(s, candidate) ? unknown : 1', { labels: { s: 'candidate' } })).toEqual({
      k: 'undefined',
      reason: 'unknown',
    });
    expect(folded('is(s, candidate) ? unknown : 1', { labels: { s: 'partner' } })).toEqual(formula('1'));
  });
});

test('group_sum needs to know over what', () => {
  expect(folded('group_sum(a)', { level: 'proposal', slot: 's' })).toEqual({
    k: 'group',
    level: 'proposal',
    slot: 's',
    arg: formula('a'),
  });
  expect(() => folded('group_sum(a)')).toThrow('over');
});

describe('constantOf', () => {
  const of = (e: BoundExpr) => constantOf(e, { constant: (n) => (n === 'k' ? 3 : undefined) });
  test.each<[string, number | undefined]>([
    ['4', 4],
    ['k', 3],
    ['k * k - 1', 8],
    ['k + n', undefined],
    ['n', undefined],
    ['t', undefined],
    ['k != 3', 0],
    ['k >= 3', 1],
  ])('%s', (text, expected) => {
    expect(of(formula(text))).toBe(expected);
  });

  test('conversions count', () => {
    expect(of({ k: 'convert', factor: 0.01, arg: { k: 'ref', name: 'k' } })).toBe(0.03);
  });
});
