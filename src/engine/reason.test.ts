import { describe, expect, test } from 'vitest';
import type { Bindings, Resolved } from '../assessment/resolved.ts';
import type { BoundExpr } from '../formula/index.ts';
import { parseFormula } from '../formula/parse.ts';
import { buildGraph } from './build-graph.ts';
import { Interpreter } from './interpreter.ts';
import { reasonOf } from './reason.ts';

type Book = Readonly<Record<string, string | number | BoundExpr>>;

/** Value of `x` and, when it has none, the reason. */
function outcome(book: Book, row: readonly number[] = [], groups?: Parameters<Interpreter['run']>[3]) {
  const all: Book = { construction: '0', ...book };
  const bindings: Bindings = {
    resolve: (name): Resolved => {
      const q = all[name];
      if (q === undefined) throw new Error(`no ${name}`);
      const body: BoundExpr =
        typeof q === 'number' ? { k: 'param', index: q } : typeof q === 'string' ? (parseFormula(q) as BoundExpr) : q;
      return { name, quantity: undefined, body, from: 'finance' };
    },
    resolved: new Map(),
  };
  const graph = buildGraph(bindings, Object.keys(book));
  const frame = new Interpreter().run(graph, Float64Array.from(row), 1, groups);
  const id = graph.byName.get('x') as number;
  const value = frame.buffer[frame.at[id] as number] as number;
  return Number.isFinite(value)
    ? value
    : reasonOf(frame, id, 0, (_, slot) => (slot === 's' ? 'row_dropped' : undefined));
}

const missing = (what: string): BoundExpr => ({ k: 'undefined', reason: `missing_input:${what}` });
const guard = (when: string, body: string): BoundExpr => ({
  k: 'guard',
  when: parseFormula(when) as BoundExpr,
  body: parseFormula(body) as BoundExpr,
  reason: 'no_reduction',
});

describe('the reason of an undefined result', () => {
  test('is that of the input it lacks, however far away', () => {
    const book: Book = { p: missing('capex_jpy'), a: 'p + 1', b: 'a * 2', flow: 'operating(b, 3)' };
    expect(outcome({ ...book, x: 'b / 7' })).toBe('missing_input:capex_jpy');
    expect(outcome({ ...book, x: 'sum(b, 3)' })).toBe('missing_input:capex_jpy');
    expect(outcome({ ...book, x: 'npv(0.1, flow)' })).toBe('missing_input:capex_jpy');
    expect(outcome({ ...book, x: 'irr(flow)' })).toBe('missing_input:capex_jpy');
    expect(outcome({ ...book, x: 'payback(flow - even(5, 0))' })).toBe('missing_input:capex_jpy');
    expect(outcome({ ...book, x: 'p > 0 ? 1 : 2' })).toBe('missing_input:capex_jpy');
    expect(outcome({ ...book, x: '1 > 0 ? p : 2' })).toBe('missing_input:capex_jpy');
  });

  test('of the first of two that it lacks', () => {
    expect(outcome({ p: missing('a'), q: missing('b'), x: 'p + q' })).toBe('missing_input:a');
  });

  test('is not that of a branch that was not taken', () => {
    expect(outcome({ p: missing('a'), q: missing('b'), n: 0, x: 'n > 0 ? p : q' }, [1])).toBe('missing_input:a');
    expect(outcome({ p: missing('a'), q: missing('b'), n: 0, x: 'n > 0 ? p : q' }, [-1])).toBe('missing_input:b');
    expect(outcome({ p: missing('a'), n: 0, x: 'n > 0 ? p : 3' }, [-1])).toBe(3);
  });

  test('is found in a later year', () => {
    const book: Book = { p: missing('a'), q: missing('b'), series: 't > 2 ? p : 5' };
    expect(outcome({ ...book, x: 'sum(series, 2)' })).toBe(10);
    expect(outcome({ ...book, x: 'sum(series, 3)' })).toBe('missing_input:a');
    expect(outcome({ ...book, x: 'npv(0.1, operating(t > 1 ? (t > 2 ? q : 1) : 1, 5))' })).toBe('missing_input:b');
  });

  test('is found through a recurrence', () => {
    const book: Book = { p: missing('a'), s: 'prev(s, 0) + p' };
    expect(outcome({ ...book, x: 'sum(s, 3)' })).toBe('missing_input:a');
    expect(outcome({ s: 'prev(s, p) + 1', p: missing('b'), x: 'sum(s, 3)' })).toBe('missing_input:b');
    expect(outcome({ s: 't * p', p: missing('c'), x: 'sum(prev(s, 0), 3)' })).toBe('missing_input:c');
  });

  test('is that of a guard whose condition fails', () => {
    expect(outcome({ p: 0, x: guard('p > 0', '6 / p') }, [3])).toBe(2);
    expect(outcome({ p: 0, x: guard('p > 0', '6 / p') }, [0])).toBe('no_reduction');
    expect(outcome({ p: 0, g: guard('p > 0', '6 / p'), x: 'g * 2 + 1' }, [-1])).toBe('no_reduction');
    expect(outcome({ p: missing('a'), x: guard('p > 0', '6') })).toBe('missing_input:a');
    expect(outcome({ p: missing('a'), q: 0, x: guard('q > 0', '6 / p') }, [1])).toBe('missing_input:a');
  });

  test.each([
    ['irr(even(-100, 0) - even(0, 0))', 'no_sign_change'],
    ['irr(operating(10, 5))', 'no_sign_change'],
    ['irr(operating(t > 2 ? -80 : 90, 4) - even(100, 0))', 'several_sign_changes'],
    ['payback(operating(10, 5) - even(100, 0))', 'not_paid_back'],
    ['payback(operating(25, 5) - even(100, 0), 0.1)', 'not_paid_back'],
    ['2 * payback(operating(10, 5) - even(100, 0))', 'not_paid_back'],
    ['1 / 0', 'not_finite'],
    ['log(-1)', 'not_finite'],
  ])('%s: %s', (x, reason) => {
    expect(outcome({ x })).toBe(reason);
  });

  test('a group that lost a row says so', () => {
    const group = (slot: string): BoundExpr => ({ k: 'group', level: 'project', slot, arg: { k: 'ref', name: 'p' } });
    expect(outcome({ p: 0, x: group('s') }, [1])).toBe(1);
    expect(outcome({ p: 0, g: group('s'), x: 'g + 1' }, [1], () => Number.NaN)).toBe('row_dropped');
    expect(outcome({ p: missing('a'), x: group('other') })).toBe('missing_input:a');
  });
});
