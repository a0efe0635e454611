import { describe, expect, test } from 'vitest';
import type { Bindings, Resolved } from '../assessment/resolved.ts';
import type { BoundExpr } from '../formula/index.ts';
import { parseFormula } from '../formula/parse.ts';
import { buildGraph } from './build-graph.ts';
import type { Graph } from './graph.ts';

/** A book as binding would hand it on; a number is a parameter's position. */
function graphOf(book: Readonly<Record<string, string | number>>, names = Object.keys(book)): Graph {
  const all: Readonly<Record<string, string | number>> = { construction: '0', ...book };
  const body = (name: string): BoundExpr => {
    const q = all[name];
    if (q === undefined) throw new Error(`no ${name}`);
    return typeof q === 'number' ? { k: 'param', index: q } : (parseFormula(q) as BoundExpr);
  };
  const bindings: Bindings = {
    resolve: (name): Resolved => ({ name, quantity: undefined, body: body(name), from: 'finance' }),
    resolved: new Map(),
  };
  return buildGraph(bindings, names);
}

const rank = (book: Readonly<Record<string, string | number>>, name = 'x') => {
  const g = graphOf(book);
  return g.nodes[g.byName.get(name)!]!.rank;
};

describe('graph', () => {
  test('equal expressions are one node', () => {
    const g = graphOf({ p: 0, a: 'p * 2 + 1', b: 'p * 2 + 1', c: '(p * 2) / 7' });
    expect(g.byName.get('a')).toBe(g.byName.get('b'));
    expect(g.nodes.filter((n) => n.op === 'mul')).toHaveLength(1);
    expect(g.nodes.filter((n) => n.op === 'param')).toHaveLength(1);
  });

  test('arguments come before what needs them', () => {
    const g = graphOf({ p: 0, a: 'b + c', b: 'c * 2', c: 'p + t', x: 'sum(a, 3)' });
    for (const [i, n] of g.nodes.entries()) for (const a of n.args) expect(a).toBeLessThan(i);
  });

  test('holds only what the names asked for rest on', () => {
    const g = graphOf({ p: 0, a: 'p + 1', b: 'p * 12345' }, ['a']);
    expect(g.nodes.some((n) => n.op === 'mul')).toBe(false);
    expect(g.byName.has('b')).toBe(false);
  });

  test.each([
    ['p + 1', 'once'],
    ['t', 'yearly'],
    ['p * t', 'yearly'],
    ['sum(t, 5)', 'once'],
    ['mean(p * t, 5)', 'once'],
    ['first(t)', 'once'],
    ['cumulative(p)', 'yearly'],
    ['compound(p)', 'yearly'],
    ['at(p, 3)', 'yearly'],
    ['prev(p, 0)', 'yearly'],
    ['t > 2 ? p : 0', 'yearly'],
    ['even(p, 0)', 'flow'],
    ['lump(p, 2)', 'flow'],
    ['operating(p, 2)', 'flow'],
    ['operating(t, 2) - even(p, 0) + lump(1, 1)', 'flow'],
    ['-even(p, 0)', 'flow'],
    ['even(p, 0) * 2', 'flow'],
    ['even(p, 0) / p', 'flow'],
    ['p > 0 ? even(p, 0) : lump(p, 1)', 'flow'],
    ['p > 0 ? even(p, 0) : 0', 'flow'],
    ['npv(0.1, operating(t, 2))', 'once'],
    ['irr(operating(t, 2))', 'once'],
    ['payback(operating(t, 2))', 'once'],
  ])('%s is %s', (x, expected) => {
    expect(rank({ p: 0, x })).toBe(expected);
  });

  test('what the years depend on is listed', () => {
    const g = graphOf({ n: 0, m: 1, k: 2, x: 'sum(t, n) + mean(t, n)', y: 'operating(t, m) + lump(1, k)' });
    expect([...g.lengths].sort()).toEqual([g.byName.get('n'), g.byName.get('m'), g.byName.get('k')].sort());
  });

  test('a recurrence lists its own nodes only', () => {
    const g = graphOf({ p: 0, other: 't * 3', x: 'max(0, prev(x, 0) - other) + p' });
    expect(g.scans).toHaveLength(1);
    const { target, members } = g.scans[0]!;
    expect(target).toBe(g.byName.get('x'));
    expect(members.map((m) => g.nodes[m]!.op)).toEqual(['prev', 'sub', 'max', 'add']);
  });
});

describe('refuses', () => {
  test.each([
    // A length must be once-only, and must not rest on yearly values that it would itself lengthen.
    ['sum(t, t)'],
    ['mean(p, t)'],
    ['operating(p, t)'],
    ['lump(p, t)'],
    ['sum(t, first(t))'],
    ['sum(t, sum(t, 3))'],
    // Money at year ends is made by even, lump and operating only.
    ['operating(t, 2) + t'],
    ['operating(t, 2) - p'],
    ['even(p, 0) + 5'],
    ['even(p, 0) * even(p, 0)'],
    ['1 / even(p, 0)'],
    ['even(p, 0) > 0'],
    ['max(even(p, 0), lump(p, 1))'],
    ['p > 0 ? even(p, 0) : p'],
    ['p > 0 ? even(p, 0) : t'],
    ['operating(even(p, 0), 2)'],
    ['sum(even(p, 0), 2)'],
    ['first(even(p, 0))'],
    ['cumulative(even(p, 0))'],
    ['prev(even(p, 0), 0)'],
    ['npv(0.1, p)'],
    ['npv(0.1, t)'],
    ['npv(t, even(p, 0))'],
    ['irr(t)'],
    ['irr(p)'],
    ['payback(t)'],
    ['payback(even(p, 0), t)'],
    // Once-only amounts.
    ['at(t, 3)'],
    ['at(p, t)'],
    ['even(t, 2)'],
    ['lump(t, 2)'],
    // Its own past is the only thing of its own that a quantity may read.
    ['x + 1'],
    ['prev(x + 1, 0)'],
    ['prev(p, x)'],
  ])('%s', (x) => {
    expect(() => graphOf({ p: 0, x })).toThrow(/^(?!Maximum call stack)/);
  });
});
