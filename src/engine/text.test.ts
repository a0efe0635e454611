import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BoundExpr, Expr } from '../formula/index.ts';
import { parseFormula } from '../formula/parse.ts';
import { writeFormula } from './text.ts';

/** What the text means to a reader: signs back to the keyboard's, read again. */
function readBack(text: string): Expr {
  const signs: Readonly<Record<string, string>> = {
    '−': '-',
    '×': '*',
    '÷': '/',
    '≤': '<=',
    '≥': '>=',
    '=': '==',
    '≠': '!=',
  };
  return parseFormula(text.replaceAll(/[−×÷≤≥=≠]/g, (s) => signs[s] as string));
}

function evaluate(e: Expr, names: Readonly<Record<string, number>>): number {
  if (e.k === 'num') return e.v;
  if (e.k === 'ref') return names[e.name] as number;
  if (e.k === 'pow') return evaluate(e.arg, names) ** e.n;
  if (e.k !== 'call') throw new Error(e.k);
  const [a = 0, b = 0, c = 0] = e.args.map((x) => evaluate(x, names));
  const ops: Readonly<Record<string, () => number>> = {
    neg: () => -a,
    add: () => a + b,
    sub: () => a - b,
    mul: () => a * b,
    div: () => a / b,
    lt: () => Number(a < b),
    ge: () => Number(a >= b),
    eq: () => Number(a === b),
    max: () => Math.max(a, b),
    cond: () => (a ? b : c),
  };
  return (ops[e.op] as () => number)();
}

describe('a formula in print', () => {
  test.each([
    ['electricity * reference_factor', 'electricity × reference_factor'],
    ['a - (b + c)', 'a − (b + c)'],
    ['a - b + c', 'a − b + c'],
    ['a / (b * c)', 'a ÷ (b × c)'],
    ['(a + b) * c', '(a + b) × c'],
    ['a * b + c', 'a × b + c'],
    ['-(a + b)', '−(a + b)'],
    ['-a^2', '−a^2'],
    ['(-a)^2', '(−a)^2'],
    ['(a^2)^3', '(a^2)^3'],
    ['(a + b)^2', '(a + b)^2'],
    ['max(0, a)^2', 'max(0, a)^2'],
    ['a <= b', 'a ≤ b'],
    ['a > 0 ? b : c', 'a > 0 ? b : c'],
    ['(a > 0 ? b : c) + 1', '(a > 0 ? b : c) + 1'],
    ['(a > b) == 0', '(a > b) = 0'],
    ['is(excluded, yes) == 0', '(excluded is yes) = 0'],
    ['is(status, home) + is(status, none)', '(status is home) + (status is none)'],
    ['is(basis, requested) ? a : b', 'basis is requested ? a : b'],
    ['given(a) ? a : b', 'given(a) ? a : b'],
    ['sum(reduction, horizon)', 'sum(reduction, horizon)'],
    ['npv(discount_rate, cash_flow)', 'npv(discount_rate, cash_flow)'],
    ['t <= n ? x : 0', 't ≤ n ? x : 0'],
    ['is(status, candidate) ? unknown : 1', 'status is candidate ? unknown : 1'],
  ])('%s', (formula, text) => {
    expect(writeFormula(parseFormula(formula))).toBe(text);
  });

  const { formula } = fc.letrec<{ formula: string }>((tie) => {
    const x = tie('formula');
    return {
      formula: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom('a', 'b', 'c', '2', '0.5'),
        fc.tuple(x, fc.constantFrom('+', '-', '*', '/', '<', '>=', '=='), x).map(([p, o, q]) => `((${p}) ${o} (${q}))`),
        x.map((p) => `(-(${p}))`),
        fc.tuple(x, fc.constantFrom(2, 3, -1)).map(([p, n]) => `((${p})^${n})`),
        fc.tuple(x, x).map(([p, q]) => `max(${p}, ${q})`),
        fc.tuple(x, x, x).map(([p, q, r]) => `((${p}) ? (${q}) : (${r}))`),
      ),
    };
  });

  test('read again, it means the same', () => {
    const names = { a: 1.5, b: -0.75, c: 3 };
    fc.assert(
      fc.property(formula, (f) => {
        const parsed = parseFormula(f);
        const [before, after] = [evaluate(parsed, names), evaluate(readBack(writeFormula(parsed)), names)];
        // Brackets that make no difference in value may go: the last bits may differ.
        if (Number.isFinite(before)) expect(Math.abs(after - before)).toBeLessThanOrEqual(1e-9 * Math.abs(before));
      }),
      { numRuns: 600 },
    );
  });

  test('conversions are left out: a name stands for a quantity with its unit', () => {
    const e: Expr = { k: 'convert', factor: 1e-5, arg: parseFormula('capacity * hours + 1') };
    expect(writeFormula({ k: 'call', op: 'mul', args: [e, { k: 'num', v: 2 }] })).toBe('(capacity × hours + 1) × 2');
  });

  test('what binding puts in', () => {
    const p: BoundExpr = { k: 'ref', name: 'p' };
    const write = (e: BoundExpr) => writeFormula(e);
    expect(write({ k: 'guard', when: p, body: p, reason: 'no_reduction' })).toBe('p');
    expect(write({ k: 'step', of: p, side: 'from', points: [[1, 2]], otherwise: 0 })).toBe('step(p)');
    expect(write({ k: 'group', level: 'project', slot: 's', arg: p })).toBe('group_sum(p)');
    expect(write({ k: 'undefined', reason: 'x' })).toBe('undefined');
    const item = (id: string) => ({ id, expr: p, unknownWhenMissing: false });
    expect(write({ k: 'all', items: [item('a'), item('b')] })).toBe('a and b');
  });
});

describe('with numbers put in', () => {
  const names = {
    name: (n: string) => ({ a: '1200 kW', b: '-5', status: 'candidate' })[n] ?? n,
    code: (n: string, code: number) => (n === 'status' && code === 2 ? 'candidate' : undefined),
  };
  test.each([
    ['a * 2', '1200 kW × 2'],
    ['a^2', '(1200 kW)^2'],
    ['b^2', '(-5)^2'],
    ['c^2', 'c^2'],
  ])('%s', (formula, text) => {
    expect(writeFormula(parseFormula(formula), names)).toBe(text);
  });

  test('a code is written as its label', () => {
    const e: BoundExpr = {
      k: 'call',
      op: 'eq',
      args: [
        { k: 'ref', name: 'status' },
        { k: 'num', v: 2 },
      ],
    };
    expect(writeFormula(e, names)).toBe('status is candidate');
    expect(writeFormula({ k: 'call', op: 'eq', args: [e, { k: 'num', v: 0 }] }, names)).toBe(
      '(status is candidate) = 0',
    );
  });
});
