import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkFormula } from './check.ts';
import { FormulaError } from './errors.ts';
import { children, type Expr } from './expr.ts';
import { parseFormula } from './parse.ts';
import { parseUnit } from './units.ts';
import { resolveUnits } from './units-mathjs.ts';

const TABLE = resolveUnits(parse(readFileSync(new URL('../../methodologies/units.yaml', import.meta.url), 'utf8')));

/** name → unit */
const NAMES: Readonly<Record<string, string>> = {
  capacity: 'kW',
  capacity_mw: 'MW',
  hours: 'h/year',
  hours_per_year: 'h/year',
  one_year: 'year',
  specific_yield: 'kWh/kW/year',
  load_factor: '%',
  rate: '%',
  share: '%',
  ratio: '1',
  electricity: 'MWh/year',
  price: 'JPY/kWh',
  money: 'JPY',
  money_m: '百万円',
  cost_per_year: 'JPY/year',
  factor_kg: 'kgCO2/kWh',
  reduction: 'tCO2/year',
  n: 'year',
  fuel: 'GJ_ncv/year',
  fuel_gcv: 'GJ_gcv/year',
  gcv_per_ncv: 'GJ_gcv/GJ_ncv',
  efficiency: 'GJ/GJ_ncv',
  heat: 'GJ/year',
  area: 'm2',
  flow: 'JPY',
};
const unitOf = (name: string) => (Object.hasOwn(NAMES, name) ? parseUnit(NAMES[name] as string, TABLE) : undefined);
const check = (formula: string, target: string): Expr =>
  checkFormula(parseFormula(formula), parseUnit(target, TABLE), unitOf);

/** Value of a checked formula with every name in its own unit; `sum` and the like over a constant series. */
function value(e: Expr, names: Readonly<Record<string, number>>): number {
  switch (e.k) {
    case 'num':
      return e.v;
    case 'ref':
      return names[e.name] as number;
    case 'convert':
      return value(e.arg, names) * e.factor;
    case 'pow':
      return value(e.arg, names) ** e.n;
    case 'call': {
      const a = e.args.map((x) => value(x, names)) as [number, number, number];
      const ops: Record<string, () => number> = {
        neg: () => -a[0],
        add: () => a[0] + a[1],
        sub: () => a[0] - a[1],
        mul: () => a[0] * a[1],
        div: () => a[0] / a[1],
        min: () => Math.min(a[0], a[1]),
        max: () => Math.max(a[0], a[1]),
        abs: () => Math.abs(a[0]),
        exp: () => Math.exp(a[0]),
        log: () => Math.log(a[0]),
        sqrt: () => Math.sqrt(a[0]),
        floor: () => Math.floor(a[0] / a[1]) * a[1],
        ceil: () => Math.ceil(a[0] / a[1]) * a[1],
        lt: () => Number(a[0] < a[1]),
        gt: () => Number(a[0] > a[1]),
        cond: () => (a[0] ? a[1] : a[2]),
        sum: () => a[0] * a[1],
        mean: () => a[0],
        first: () => a[0],
        at: () => a[0],
        compound: () => 1 + a[0],
        // The rate only, to see in which unit it comes.
        npv: () => a[0],
        payback: () => a[1],
      };
      return (ops[e.op] as () => number)();
    }
    default:
      throw new Error(e.k);
  }
}

function conversions(e: Expr): number[] {
  return [...(e.k === 'convert' ? [e.factor] : []), ...children(e).flatMap(conversions)];
}

describe('a formula gives the number in the unit asked for', () => {
  test.each<[formula: string, target: string, names: Record<string, number>, expected: number]>([
    ['capacity * hours_per_year', 'MWh/year', { capacity: 1, hours_per_year: 8760 }, 8.76],
    ['capacity * specific_yield', 'MWh/year', { capacity: 1000, specific_yield: 1400 }, 1400],
    ['capacity * hours * load_factor', 'MWh/year', { capacity: 500, hours: 6000, load_factor: 80 }, 2400],
    ['electricity * price', 'JPY/year', { electricity: 100, price: 20 }, 2_000_000],
    ['electricity * price', '百万円/year', { electricity: 100, price: 20 }, 2],
    ['electricity * factor_kg', 'tCO2/year', { electricity: 1000, factor_kg: 0.5 }, 500],
    ['capacity + capacity_mw', 'kW', { capacity: 200, capacity_mw: 1 }, 1200],
    ['capacity_mw + capacity', 'kW', { capacity: 200, capacity_mw: 1 }, 1200],
    ['capacity_mw - capacity', 'MW', { capacity: 200, capacity_mw: 1 }, 0.8],
    ['min(capacity, capacity_mw)', 'kW', { capacity: 200, capacity_mw: 0.1 }, 100],
    ['capacity_mw > capacity', '1', { capacity: 999, capacity_mw: 1 }, 1],
    ['capacity_mw > capacity', '1', { capacity: 1001, capacity_mw: 1 }, 0],
    ['1 - rate', '1', { rate: 0.5 }, 0.995],
    ['1 - rate', '%', { rate: 0.5 }, 99.5],
    ['ratio * rate', '1', { ratio: 3, rate: 50 }, 1.5],
    ['rate - 0.1 * ratio', '1', { rate: 50, ratio: 1 }, 0.4],
    ['exp(rate)', '1', { rate: 100 }, Math.E],
    ['log(rate)', '1', { rate: 100 }, 0],
    ['compound(rate)', '1', { rate: 3 }, 1.03],
    ['compound(-rate)', '1', { rate: 3 }, 0.97],
    ['sqrt(area)', 'mm', { area: 4 }, 2000],
    ['capacity^2 / capacity', 'MW', { capacity: 500 }, 0.5],
    ['1 / hours', 'year/h', { hours: 4 }, 0.25],
    ['floor(rate, 0.05)', '%', { rate: 53 }, 50],
    ['sum(reduction, n)', 'tCO2', { reduction: 100, n: 15 }, 1500],
    ['sum(reduction, n)', 'kgCO2', { reduction: 100, n: 15 }, 1.5e6],
    ['mean(reduction, n)', 'tCO2/year', { reduction: 100, n: 15 }, 100],
    ['at(money_m, n)', 'JPY/year', { money_m: 3, n: 5 }, 3e6],
    ['first(electricity)', 'kWh/year', { electricity: 2 }, 2000],
    ['fuel * gcv_per_ncv', 'GJ_gcv/year', { fuel: 90, gcv_per_ncv: 1.1 }, 99],
    ['fuel * efficiency', 'MWh/year', { fuel: 36, efficiency: 0.5 }, 5],
    ['heat / efficiency', 'GJ_ncv/year', { heat: 90, efficiency: 0.9 }, 100],
    ['ratio > 0 ? capacity_mw : capacity', 'kW', { ratio: 1, capacity_mw: 2, capacity: 7 }, 2000],
    ['ratio > 0 ? capacity_mw : capacity', 'kW', { ratio: -1, capacity_mw: 2, capacity: 7 }, 7],
    ['ratio > 0 ? 0 : capacity', 'MW', { ratio: -1, capacity: 700 }, 0.7],
    ['abs(-capacity)', 'MW', { capacity: 700 }, 0.7],
  ])('%s [%s]', (formula, target, names, expected) => {
    expect(value(check(formula, target), names)).toBeCloseTo(expected, 10);
  });

  test('a rate in per cent reaches npv and payback as a plain number', () => {
    const names = { rate: 8, flow: 0 };
    expect(value(check('npv(rate, flow)', 'JPY'), names)).toBeCloseTo(0.08, 15);
    expect(value(check('payback(flow, rate)', 'year'), names)).toBeCloseTo(0.08, 15);
    // The money of the flow is converted, not the rate.
    expect(value(check('npv(rate, flow)', '百万円'), names)).toBeCloseTo(0.08e-6, 18);
  });

  test('a bare 0 fits any unit', () => {
    for (const f of ['0', 'capacity * 0', 'capacity > 0 ? capacity : 0', 'max(0, capacity)', '0 - capacity', '-0'])
      expect(() => check(f, 'kW')).not.toThrow();
    expect(() => check('prev(capacity, 0)', 'kW')).not.toThrow();
  });
});

describe('conversions become one constant', () => {
  test.each<[string, string, number[]]>([
    ['capacity * hours * load_factor', 'MWh/year', [1e-5]],
    ['electricity * price', 'JPY/year', [1000]],
    ['electricity * factor_kg', 'tCO2/year', []],
    ['electricity * factor_kg * share * ratio', 'kgCO2/year', [10]],
    ['capacity + capacity', 'kW', []],
    ['capacity + capacity_mw', 'kW', [1000]],
    ['reduction * one_year', 'tCO2', []],
  ])('%s [%s]', (formula, target, factors) => {
    expect(conversions(check(formula, target))).toEqual(factors);
  });
});

describe('refuses', () => {
  test.each<[string, string, string, string?]>([
    ['capacity', 'MWh/year', 'formula_unit_of_result'],
    ['capacity * one_year', 'MWh', 'formula_unit_of_result'],
    ['capacity * hours_per_year', 'MWh', 'formula_unit_of_result'],
    ['reduction', 'tCO2', 'formula_unit_of_result'],
    ['sum(reduction, n)', 'tCO2/year', 'formula_unit_of_result'],
    ['at(money, n)', 'JPY', 'formula_unit_of_result'],
    ['operating(cost_per_year, n)', 'JPY/year', 'formula_unit_of_result'],
    ['cumulative(reduction)', 'tCO2/year', 'formula_unit_of_result'],
    ['irr(flow)', '%/year', 'formula_unit_of_result'],
    ['payback(flow)', '1', 'formula_unit_of_result'],
    ['1', 'kW', 'formula_unit_of_result'],
    ['fuel', 'GJ/year', 'formula_unit_of_result'],
    ['fuel_gcv', 'GJ_ncv/year', 'formula_unit_of_result'],
    ['sqrt(capacity)', 'kW', 'formula_unit_of_result'],
    ['fuel + fuel_gcv', 'GJ_ncv/year', 'formula_units_differ', 'add'],
    ['fuel - heat', 'GJ_ncv/year', 'formula_units_differ', 'sub'],
    ['capacity + 1', 'kW', 'formula_units_differ', 'add'],
    ['capacity > 1', '1', 'formula_units_differ', 'gt'],
    ['min(capacity, electricity)', 'kW', 'formula_units_differ', 'min'],
    ['floor(reduction, 1)', 'tCO2/year', 'formula_units_differ', 'floor'],
    ['prev(capacity, money)', 'kW', 'formula_units_differ', 'prev'],
    ['ratio > 0 ? capacity : money', 'kW', 'formula_units_differ', 'cond'],
    ['capacity ? 1 : 0', '1', 'formula_units_differ'],
    ['exp(capacity)', '1', 'formula_units_differ'],
    ['log(money)', '1', 'formula_units_differ'],
    ['compound(capacity)', '1', 'formula_units_differ'],
    ['npv(capacity, flow)', 'JPY', 'formula_units_differ'],
    ['payback(flow, money)', 'year', 'formula_units_differ'],
    ['sum(reduction, 15)', 'tCO2', 'formula_units_differ', 'sum'],
    ['sum(reduction, hours)', 'tCO2', 'formula_units_differ', 'sum'],
    ['at(money, 5)', 'JPY/year', 'formula_units_differ', 'at'],
    ['even(money, 2)', 'JPY', 'formula_units_differ', 'even'],
    ['t > 1', '1', 'formula_units_differ', 'gt'],
    ['nobody + capacity', 'kW', 'formula_unknown_name'],
    ['is(nobody, x)', '1', 'formula_unknown_name'],
    ['given(nobody)', '1', 'formula_unknown_name'],
    ['constructor', '1', 'formula_unknown_name'],
  ])('%s [%s]', (formula, target, code, place) => {
    let e: unknown;
    try {
      check(formula, target);
    } catch (x) {
      e = x;
    }
    expect(e).toBeInstanceOf(FormulaError);
    expect((e as FormulaError).code).toBe(code);
    if (place) expect((e as FormulaError).params.in).toBe(place);
  });

  test('and says which units met', () => {
    expect(() => check('electricity + reduction', 'MWh/year')).toThrow(/right: tco2\/year/);
    expect(() => check('reduction', 'tCO2')).toThrow(/found: tco2\/year, expected: tco2/);
  });
});
