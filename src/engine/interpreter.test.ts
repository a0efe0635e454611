import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bindings, Resolved } from '../assessment/resolved.ts';
import type { BoundExpr, Expr } from '../formula/index.ts';
import { parseFormula } from '../formula/parse.ts';
import { buildGraph } from './build-graph.ts';
import { exp, log } from './elementary.ts';
import { irr, npv, payback } from './flows.ts';
import type { Graph } from './graph.ts';
import { type Frame, Interpreter } from './interpreter.ts';

/** Quantities by name: a formula, a bound expression, or the number of a parameter. */
type Book = Readonly<Record<string, string | number | BoundExpr>>;

/** A book as binding would hand it on. `construction` is 0 unless the book says otherwise. */
function bindings(book: Book): Bindings {
  const body = (name: string): BoundExpr => {
    const q = book[name] ?? (name === 'construction' ? '0' : undefined);
    if (q === undefined) throw new Error(`no ${name}`);
    if (typeof q === 'number') return { k: 'param', index: q };
    return typeof q === 'string' ? (parseFormula(q) as BoundExpr) : q;
  };
  const resolve = (name: string): Resolved => ({ name, quantity: undefined, body: body(name), from: 'finance' });
  return { resolve, resolved: new Map() };
}

const graphOf = (book: Book, names = Object.keys(book)): Graph => buildGraph(bindings(book), names);

/** @param rows parameters of each lane */
function run(graph: Graph, rows: readonly (readonly number[])[], interpreter = new Interpreter()): Frame {
  const lanes = rows.length;
  const count = rows[0]?.length ?? 0;
  const params = new Float64Array(count * lanes);
  for (let p = 0; p < count; p++) for (let l = 0; l < lanes; l++) params[p * lanes + l] = rows[l]![p]!;
  return interpreter.run(graph, params, lanes);
}

function once(frame: Frame, name: string, lane = 0): number {
  return frame.buffer[frame.at[frame.graph.byName.get(name)!]! + lane]!;
}

function series(frame: Frame, name: string, lane = 0): number[] {
  const id = frame.graph.byName.get(name)!;
  const n = { once: 1, yearly: frame.years, flow: frame.flowLength }[frame.graph.nodes[id]!.rank];
  return Array.from({ length: n }, (_, t) => frame.buffer[frame.at[id]! + t * frame.lanes + lane]!);
}

/** One lane, once-only result. */
const value = (book: Book, row: readonly number[] = [], name = 'x') => once(run(graphOf(book), [row]), name);
const years = (book: Book, row: readonly number[] = [], name = 'x') => series(run(graphOf(book), [row]), name);

/** A lane evaluated as one would in a spreadsheet: a formula and a year give a number. */
class Sheet {
  private readonly book: Book;
  private readonly row: readonly number[];
  constructor(book: Book, row: readonly number[]) {
    this.book = book;
    this.row = row;
  }

  name(name: string, t: number): number {
    const q = this.book[name] ?? '0';
    if (typeof q === 'number') return this.row[q]!;
    return this.at(typeof q === 'string' ? parseFormula(q) : (q as Expr), t);
  }

  at(e: Expr, t: number): number {
    switch (e.k) {
      case 'num':
        return e.v;
      case 'year':
        return t + 1;
      case 'ref':
        return this.name(e.name, t);
      case 'pow': {
        let r = 1;
        for (let i = 0; i < Math.abs(e.n); i++) r *= this.at(e.arg, t);
        return e.n < 0 ? 1 / r : r;
      }
      case 'call':
        return this.call(e.op, e.args, t);
      default:
        throw new Error(e.k);
    }
  }

  private call(op: string, [a, b, c]: readonly Expr[], t: number): number {
    const x = () => this.at(a!, t);
    const y = () => this.at(b!, t);
    const compared = (f: (p: number, q: number) => boolean) => {
      const [p, q] = [x(), y()];
      return Number.isNaN(p) || Number.isNaN(q) ? Number.NaN : f(p, q) ? 1 : 0;
    };
    const upTo = (n: number, f: (k: number) => number) => {
      if (Number.isNaN(n)) return Number.NaN;
      let total = 0;
      for (let k = 0; k < n; k++) total += f(k);
      return total;
    };
    switch (op) {
      case 'neg':
        return -x();
      case 'add':
        return x() + y();
      case 'sub':
        return x() - y();
      case 'mul':
        return x() * y();
      case 'div':
        return x() / y();
      case 'abs':
        return Math.abs(x());
      case 'exp':
        return exp(x());
      case 'log':
        return log(x());
      case 'sqrt':
        return Math.sqrt(x());
      case 'min':
        return Math.min(x(), y());
      case 'max':
        return Math.max(x(), y());
      case 'floor':
        return Math.floor(Math.round((x() / y()) * 1e6) / 1e6) * y();
      case 'ceil':
        return Math.ceil(Math.round((x() / y()) * 1e6) / 1e6) * y();
      case 'lt':
        return compared((p, q) => p < q);
      case 'le':
        return compared((p, q) => p <= q);
      case 'gt':
        return compared((p, q) => p > q);
      case 'ge':
        return compared((p, q) => p >= q);
      case 'eq':
        return compared((p, q) => p === q);
      case 'ne':
        return compared((p, q) => p !== q);
      case 'cond': {
        const w = x();
        return Number.isNaN(w) ? Number.NaN : w !== 0 ? y() : this.at(c!, t);
      }
      case 'first':
        return this.at(a!, 0);
      case 'sum':
        return upTo(this.at(b!, 0), (k) => this.at(a!, k));
      case 'mean':
        return upTo(this.at(b!, 0), (k) => this.at(a!, k)) / this.at(b!, 0);
      case 'cumulative':
        return upTo(t + 1, (k) => this.at(a!, k));
      case 'compound': {
        let r = 1;
        for (let k = 1; k <= t; k++) r *= 1 + this.at(a!, k);
        return r;
      }
      case 'prev':
        return t === 0 ? this.at(b!, 0) : this.at(a!, t - 1);
      case 'at': {
        const year = this.at(b!, 0);
        if (Number.isNaN(year)) return Number.NaN;
        return Math.max(1, Math.ceil(year)) === t + 1 ? this.at(a!, 0) : 0;
      }
      default:
        throw new Error(op);
    }
  }
}

const same = (a: number, b: number) => Object.is(a + 0, b + 0);

/** Random formulas over parameters p0…p3, lengths n and m, and the year. */
const { onceText, yearlyText } = fc.letrec<{ onceText: string; yearlyText: string }>((tie) => {
  const two = fc.constantFrom('+', '-', '*', '/', '<', '<=', '>', '>=', '==', '!=');
  const f2 = fc.constantFrom('min', 'max', 'floor', 'ceil');
  const f1 = fc.constantFrom('abs', 'sqrt', 'exp', 'log', '-');
  const common = (of: 'onceText' | 'yearlyText') => {
    const x = tie(of);
    return [
      fc.tuple(x, two, x).map(([a, o, b]) => `((${a}) ${o} (${b}))`),
      fc.tuple(f2, x, x).map(([f, a, b]) => `${f}(${a}, ${b})`),
      fc.tuple(f1, x).map(([f, a]) => `${f}(${a})`),
      fc.tuple(x, fc.constantFrom(2, 3, -1, -2)).map(([a, n]) => `(${a})^${n}`),
      fc.tuple(x, x, x).map(([a, b, c]) => `((${a}) ? (${b}) : (${c}))`),
    ];
  };
  const leaf = fc.constantFrom('p0', 'p1', 'p2', 'p3', '0', '1', '2.5', '-3');
  return {
    onceText: fc.oneof(
      { depthSize: 'small' },
      leaf,
      ...common('onceText'),
      fc
        .tuple(fc.constantFrom('sum', 'mean'), tie('yearlyText'), fc.constantFrom('n', 'm'))
        .map(([f, x, n]) => `${f}(${x}, ${n})`),
      tie('yearlyText').map((x) => `first(${x})`),
    ),
    yearlyText: fc.oneof(
      { depthSize: 'small' },
      fc.oneof(leaf, fc.constant('t')),
      ...common('yearlyText'),
      tie('yearlyText').map((x) => `cumulative(${x})`),
      tie('yearlyText').map((x) => `compound(${x})`),
      fc.tuple(tie('yearlyText'), tie('onceText')).map(([x, f]) => `prev(${x}, ${f})`),
      fc.tuple(tie('onceText'), tie('onceText')).map(([x, y]) => `at(${x}, ${y})`),
    ),
  };
});
const parameter = fc.oneof(
  fc.constantFrom(0, 1, -1, 0.5, 3, Number.NaN),
  fc.double({ min: -50, max: 50, noNaN: true }),
);
const rows = fc.array(
  fc.tuple(parameter, parameter, parameter, parameter, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5 })),
  { minLength: 1, maxLength: 5 },
);
const PARAMS = { p0: 0, p1: 1, p2: 2, p3: 3, n: 4, m: 5 } as const;

describe('random formulas', () => {
  test('give what a spreadsheet gives, lane by lane, whatever lanes lie beside', () => {
    const interpreter = new Interpreter();
    fc.assert(
      fc.property(yearlyText, onceText, rows, (y, o, given) => {
        const book: Book = { ...PARAMS, y, o, total: 'sum(y, n) + sum(y * o, m)' };
        const graph = graphOf(book);
        const frame = run(graph, given, interpreter);
        for (const [l, row] of given.entries()) {
          const sheet = new Sheet(book, row);
          const yearly = series(frame, 'y', l);
          for (let t = 0; t < yearly.length; t++) expect([t, same(yearly[t]!, sheet.name('y', t))]).toEqual([t, true]);
          expect(same(once(frame, 'o', l), sheet.name('o', 0))).toBe(true);
          expect(same(once(frame, 'total', l), sheet.name('total', 0))).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('a lane’s results do not depend on its neighbours, their number or what ran before', () => {
    const used = new Interpreter();
    run(
      graphOf({ x: 'sum(t * 1e9, 60)' }),
      Array.from({ length: 64 }, () => []),
      used,
    );
    fc.assert(
      fc.property(yearlyText, rows, fc.integer({ min: 0, max: 3 }), (y, given, construction) => {
        const book: Book = {
          ...PARAMS,
          y,
          total: 'sum(y, n)',
          construction: String(construction),
          money: 'operating(y, n) - even(p0, construction) + lump(p1, m)',
          present: 'npv(0.07, money)',
          rate: 'irr(money)',
          back: 'payback(money, 0.01)',
        };
        const graph = graphOf(book);
        const together = run(graph, given, used);
        const results = given.map((_, l) => ['total', 'present', 'rate', 'back'].map((n) => once(together, n, l)));
        for (const [l, row] of given.entries()) {
          const alone = run(graph, [row]);
          expect(['total', 'present', 'rate', 'back'].map((n) => once(alone, n))).toEqual(results[l]);
        }
      }),
      { numRuns: 120 },
    );
  });
});

describe('years', () => {
  test('t counts 1, 2, …; series run to the longest length', () => {
    const frame = run(graphOf({ n: 0, m: 1, x: 't', a: 'sum(t, n)', b: 'sum(t, m)' }), [
      [3, 2],
      [1, 7],
    ]);
    expect(frame.years).toBe(7);
    expect(series(frame, 'x')).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect([0, 1].map((l) => [once(frame, 'a', l), once(frame, 'b', l)])).toEqual([
      [6, 3],
      [1, 28],
    ]);
  });

  test('no more than 60', () => {
    expect(run(graphOf({ n: 0, x: 'sum(t, n)' }), [[1000]]).years).toBe(60);
  });

  test('a once-only value is a constant series', () => {
    expect(value({ p: 0, n: 1, x: 'sum(p, n)' }, [4, 5])).toBe(20);
    expect(value({ p: 0, n: 1, x: 'mean(p, n)' }, [4, 5])).toBe(4);
    expect(years({ p: 0, x: 'cumulative(p)', n: 'sum(x, 4)' }, [2])).toEqual([2, 4, 6, 8]);
  });

  test('degrade as (1 − d)^(t − 1): year 1 is not degraded', () => {
    const d = 0.005;
    const output = years({ d: 0, x: '1000 * compound(-d)', n: 'sum(x, 25)' }, [d]);
    for (const [i, e] of output.entries()) expect(e).toBeCloseTo(1000 * (1 - d) ** i, 9);
    expect(value({ d: 0, x: 'sum(1000 * compound(-d), 25)' }, [d])).toBeCloseTo((1000 * (1 - (1 - d) ** 25)) / d, 6);
  });

  test('compound may have a rate of its own every year, from year 2', () => {
    expect(years({ x: 'compound(t)', n: 'sum(x, 4)' })).toEqual([1, 3, 12, 60]);
  });

  test('at: the first operating year that is not before the year named', () => {
    const shown = (year: number) => years({ y: 0, x: 'at(7, y)', n: 'sum(x, 4)' }, [year]);
    expect(shown(1)).toEqual([7, 0, 0, 0]);
    expect(shown(3)).toEqual([0, 0, 7, 0]);
    expect(shown(2.1)).toEqual([0, 0, 7, 0]);
    expect(shown(0)).toEqual([7, 0, 0, 0]);
    expect(shown(-2)).toEqual([7, 0, 0, 0]);
    expect(shown(5)).toEqual([0, 0, 0, 0]);
  });

  test('prev of another quantity shifts it', () => {
    expect(years({ a: 't * 10', x: 'prev(a, 3)', n: 'sum(x, 4)' })).toEqual([3, 10, 20, 30]);
  });
});

describe('recurrences', () => {
  test('a balance that pays interest', () => {
    const book = { start: 0, rate: 1, paid: 2, x: 'prev(x, start) * (1 + rate) - paid', n: 'sum(x, 12)' };
    const lanes = [
      [1000, 0.05, 80],
      [500, 0.1, 30],
      [0, 0, 1],
    ];
    const frame = run(graphOf(book), lanes);
    for (const [l, [start, rate, paid]] of lanes.entries()) {
      let balance = start!;
      for (const x of series(frame, 'x', l)) {
        balance = balance * (1 + rate!) - paid!;
        expect(x).toBe(balance);
      }
    }
  });

  test('tax losses carried forward, against a loop as in a spreadsheet', () => {
    const book = {
      ...{ capex: 0, saving: 1, growth: 2, depreciation_years: 3, tax_rate: 4, n: 5 },
      operating_cash: 'saving * compound(growth) - at(capex / 3, 6)',
      depreciation: 't <= depreciation_years ? capex / depreciation_years : 0',
      taxable: 'operating_cash - depreciation',
      loss_carried: 'max(0, prev(loss_carried, 0) - taxable)',
      tax: 'max(0, taxable - prev(loss_carried, 0)) * tax_rate',
      money: 'operating(operating_cash - tax, n) - even(capex, construction)',
      x: 'npv(0.06, money)',
    };
    // `tax` first: it reads a recurrence that is not built yet.
    for (const names of [Object.keys(book), ['tax', 'x'], ['x', 'loss_carried', 'tax']]) {
      const graph = graphOf(book, [...names, 'loss_carried', 'tax']);
      fc.assert(
        fc.property(
          fc.array(
            fc.tuple(
              fc.integer({ min: 0, max: 5000 }),
              fc.integer({ min: -200, max: 900 }),
              fc.double({ min: -0.1, max: 0.2, noNaN: true }),
              fc.integer({ min: 1, max: 20 }),
              fc.constantFrom(0, 0.2, 0.35),
              fc.integer({ min: 1, max: 20 }),
            ),
            { minLength: 1, maxLength: 4 },
          ),
          (lanes) => {
            const frame = run(graph, lanes);
            for (const [l, [capex, saving, growth, life, rate, n]] of lanes.entries()) {
              let [loss, escalation, total] = [0, 1, -capex];
              for (let t = 1; t <= n; t++) {
                const cash = saving * escalation - (t === 6 ? capex / 3 : 0);
                const income = cash - (t <= life ? capex / life : 0);
                const tax = income > loss ? (income - loss) * rate : 0;
                loss = income > loss ? 0 : loss - income;
                total += (cash - tax) / 1.06 ** t;
                escalation *= 1 + growth;
                expect(series(frame, 'tax', l)[t - 1]).toBeCloseTo(tax, 8);
                expect(series(frame, 'loss_carried', l)[t - 1]).toBeCloseTo(loss, 8);
              }
              expect(once(frame, 'x', l)).toBeCloseTo(total, 6);
            }
          },
        ),
        { numRuns: 40 },
      );
    }
  });

  test('one may feed another', () => {
    const book = {
      a: 'prev(a, 1) * 2',
      b: 'prev(b, 0) + a',
      x: 'prev(x, 100) - b + prev(a, 0)',
      n: 'sum(x, 5)',
    };
    let [a, b, x] = [1, 0, 100];
    const expected: number[] = [];
    for (let t = 0; t < 5; t++) {
      const before = t === 0 ? 0 : a;
      a *= 2;
      b += a;
      x = x - b + before;
      expected.push(x);
    }
    expect(years(book)).toEqual(expected);
    expect(series(run(graphOf(book, ['n', 'x']), [[]]), 'x')).toEqual(expected);
  });

  test('with its own past in a condition', () => {
    expect(years({ x: 'prev(x, 0) >= 3 ? 0 : prev(x, 0) + 1', n: 'sum(x, 6)' })).toEqual([1, 2, 3, 0, 1, 2]);
  });
});

describe('money at year ends', () => {
  test('even, lump and operating lie where the design says', () => {
    const book = { c: 0, k: 1, construction: 'c', x: 'operating(t * 10, 3) - even(120, c) + lump(5, k)' };
    const at = (c: number, k: number) => years(book, [c, k]).slice(0, c + 4);
    expect(at(0, 0)).toEqual([-115, 10, 20, 30]);
    expect(at(1, 0)).toEqual([-120, 5, 10, 20, 30]);
    expect(at(3, 2)).toEqual([-40, -40, -40, 0, 10, 25, 30]);
  });

  test('each lane has its own construction', () => {
    const graph = graphOf({
      construction: 0,
      n: 1,
      money: 'operating(100, n) - even(300, construction)',
      back: 'payback(money)',
      present: 'npv(0.1, money)',
    });
    const lanes = [
      [0, 10],
      [1, 5],
      [2, 4],
      [3, 8],
    ];
    const frame = run(graph, lanes);
    for (const [l, [c, n]] of lanes.entries()) {
      const flow = Array.from({ length: c! + n! + 1 }, () => 0);
      if (c === 0) flow[0] = -300;
      for (let k = 0; k < c!; k++) flow[k] = -300 / c!;
      for (let t = 1; t <= n!; t++) flow[c! + t]! += 100;
      expect(once(frame, 'back', l)).toBe(3);
      expect(once(frame, 'present', l)).toBeCloseTo(
        flow.reduce((s, x, k) => s + x / 1.1 ** k, 0),
        9,
      );
    }
  });

  test('reductions discounted to the first payment', () => {
    expect(value({ x: 'npv(0.05, operating(100, 15))' })).toBeCloseTo((100 * (1 - 1.05 ** -15)) / 0.05, 9);
  });

  test('random flows against arrays filled one by one', () => {
    const graph = graphOf({
      ...{ construction: 0, n: 1, lag: 2, capex: 3, grant: 4, base: 5, rate: 6 },
      money: 'operating(base * t - 3, n) - even(capex, construction) + lump(grant, lag) + -(lump(grant / 7, lag))',
      present: 'npv(rate, money)',
      inner: 'irr(money)',
      back: 'payback(money, rate)',
    });
    const row = fc.tuple(
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 10 }),
      fc.integer({ min: 0, max: 1000 }),
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: -20, max: 100 }),
      fc.constantFrom(0, 0.05, -0.02, 0.3),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (lanes) => {
        const frame = run(graph, lanes);
        for (const [l, [c, n, lag, capex, grant, base, rate]] of lanes.entries()) {
          const flow = new Float64Array(Math.max(c + n, c + lag) + 1);
          for (let t = 1; t <= n; t++) flow[c + t]! += base * t - 3;
          if (c === 0) flow[0]! -= capex;
          for (let k = 0; k < c; k++) flow[k]! -= capex / c;
          flow[c + lag]! += grant;
          flow[c + lag]! -= grant / 7;
          const got = series(frame, 'money', l);
          for (let k = 0; k < got.length; k++) expect(got[k]).toBeCloseTo(flow[k] ?? 0, 9);
          const near = (a: number, b: number) => (Number.isNaN(b) ? expect(a).toBeNaN() : expect(a).toBeCloseTo(b, 6));
          near(once(frame, 'present', l), npv(flow, 0, 1, flow.length, rate));
          near(once(frame, 'inner', l), irr(flow, 0, 1, flow.length));
          near(once(frame, 'back', l), payback(flow, 0, 1, flow.length, rate, c));
        }
      }),
      { numRuns: 120 },
    );
  });
});

describe('what is undefined', () => {
  const undef: BoundExpr = { k: 'undefined', reason: 'missing_input:p' };
  test('makes undefined what needs it, and nothing else', () => {
    const book: Book = {
      p: undef,
      a: 'p + 1',
      x: 't > 2 ? p : 5',
      s: 'sum(x, 2)',
      s3: 'sum(x, 3)',
      money: 'operating(x, 4)',
      present: 'npv(0.1, money)',
      inner: 'irr(money - lump(20, 0))',
      back: 'payback(money - lump(20, 0))',
      untouched: 'sum(t, 3)',
    };
    const frame = run(graphOf(book), [[]]);
    expect(once(frame, 'a')).toBeNaN();
    expect(series(frame, 'x')).toEqual([5, 5, Number.NaN, Number.NaN]);
    expect([once(frame, 's'), once(frame, 's3'), once(frame, 'untouched')]).toEqual([10, Number.NaN, 6]);
    for (const n of ['present', 'inner', 'back']) expect(once(frame, n)).toBeNaN();
  });

  test('an undefined length, delay or construction', () => {
    for (const x of ['sum(t, n)', 'mean(t, n)', 'npv(0, operating(1, n))', 'npv(0, lump(1, n))', 'npv(0, even(1, n))'])
      expect(value({ n: 0, x }, [Number.NaN])).toBeNaN();
    expect(value({ construction: 0, x: 'npv(0, operating(1, 2))' }, [Number.NaN])).toBeNaN();
  });

  test('a guard lets through where its condition holds', () => {
    const guard = (when: string): BoundExpr => ({
      k: 'guard',
      when: parseFormula(when) as BoundExpr,
      body: parseFormula('10 / p') as BoundExpr,
      reason: 'no_reduction',
    });
    expect(value({ p: 0, x: guard('p > 0') }, [4])).toBe(2.5);
    expect(value({ p: 0, x: guard('p > 0') }, [0])).toBeNaN();
    expect(value({ p: 0, x: guard('p > 0') }, [Number.NaN])).toBeNaN();
  });

  test('three-valued and: every combination of yes, no, unknown, not to be had', () => {
    const values = [1, 0, 0.5, Number.NaN];
    for (const counts of [
      [true, true],
      [true, false],
      [false, false],
    ] as const) {
      const x: BoundExpr = {
        k: 'all',
        items: counts.map((unknownWhenMissing, index) => ({
          id: `c${index}`,
          expr: { k: 'param', index },
          unknownWhenMissing,
        })),
      };
      for (const a of values)
        for (const b of values) {
          const [p, q] = [a, b].map((v, i) => (Number.isNaN(v) && counts[i] ? 0.5 : v)) as [number, number];
          const expected = p === 0 || q === 0 ? 0 : Number.isNaN(p + q) ? Number.NaN : Math.min(p, q);
          expect([a, b, value({ x }, [a, b])]).toEqual([a, b, expected]);
        }
    }
  });
});

test('steps and interpolation run lane by lane and year by year', () => {
  const of: BoundExpr = { k: 'year' };
  const points = [
    [2, 10],
    [4, 20],
  ] as const;
  const book: Book = {
    x: { k: 'step', of, side: 'from', points, otherwise: -1 },
    y: { k: 'step', of, side: 'up_to', points, otherwise: -1 },
    z: { k: 'interp', of, points },
    n: 'sum(t, 5)',
  };
  expect(years(book)).toEqual([-1, 10, 10, 20, 20]);
  expect(years(book, [], 'y')).toEqual([10, 10, 20, 20, -1]);
  expect(years(book, [], 'z')).toEqual([10, 10, 15, 20, 20]);
});

test('a row that stands alone is its own group; else the group’s sum is used', () => {
  const book: Book = { p: 0, x: { k: 'group', level: 'project', slot: 'x', arg: { k: 'ref', name: 'p' } } };
  const graph = graphOf(book);
  const params = Float64Array.from([5, 7, 9]);
  const sums = (_: string, slot: string, lane: number) => (slot === 'x' && lane === 1 ? 100 : undefined);
  const frame = new Interpreter().run(graph, params, 3, sums);
  expect([0, 1, 2].map((l) => once(frame, 'x', l))).toEqual([5, 100, 9]);
  const lost = new Interpreter().run(graph, params, 3, () => Number.NaN);
  expect(once(lost, 'x')).toBeNaN();
});

test('a number for each year: parameters one after the other, as far as the operation goes', () => {
  const book: Book = {
    n: 0,
    weather: { k: 'series', index: 1, count: 4 },
    x: 'sum(10 * weather, n)',
    y: 'first(weather)',
  };
  const frame = run(graphOf(book), [
    [3, 1, 2, 4, 8],
    [2, 5, 6, 7, 8],
  ]);
  expect([once(frame, 'x'), once(frame, 'y')]).toEqual([70, 1]);
  expect([once(frame, 'x', 1), once(frame, 'y', 1)]).toEqual([110, 5]);
});
