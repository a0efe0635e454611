/** A scenario: values that hold for every row which does not give its own, and the switches of a run. */
import type { Catalog } from '../catalog/index.ts';
import { inputColumns } from './columns.ts';
import { type Correlation, readCorrelation } from './correlation/read.ts';
import type { DataFiles } from './empirical.ts';
import { type Finding, finding } from './findings.ts';
import { currentRates } from './rates.ts';
import { oneOf, readRates, SWITCHES, type Switch } from './scenario-switches.ts';
import { readValues } from './scenario-values.ts';
import { EMPTY_SCENARIO, type ScenarioValues } from './site.ts';
import { readSweep, type SweptPlan } from './sweep.ts';
import { vocabulary } from './texts.ts';

export interface Scenario {
  values: ScenarioValues;
  /** JPY per unit of a currency. */
  fx: Readonly<Record<string, number>>;
  spreads: 'none' | 'default';
  subsidy: 'fixed' | 'redraw';
  /** Rank correlations between quantities of one site. */
  correlation: Correlation | undefined;
  /** Plans that `sensitivity` goes through one after the other. */
  sweep: readonly SweptPlan[];
  /** Keys of it that are no columns. */
  switches: readonly Switch[];
  findings: readonly Finding[];
}

export const NO_SCENARIO: Scenario = {
  values: EMPTY_SCENARIO,
  fx: {},
  spreads: 'none',
  subsidy: 'fixed',
  correlation: undefined,
  sweep: [],
  switches: [],
  findings: [],
};

/**
 * @param raw the scenario file as plain data; faults are findings of severity error
 * @param data files that `empirical(…)` in it names (see `dataFilesOf`)
 */
export function readScenario(raw: unknown, catalog: Catalog, data: DataFiles = new Map()): Scenario {
  if (raw === null || raw === undefined) return NO_SCENARIO;
  if (typeof raw !== 'object' || Array.isArray(raw))
    return {
      ...NO_SCENARIO,
      findings: [finding('bad_scenario_value', 'error', { key: '(file)', value: String(raw).slice(0, 60) })],
    };
  const findings: Finding[] = [];
  const bad = (key: string, value: unknown) => {
    const params = { key, value: JSON.stringify(value)?.slice(0, 80) ?? '' };
    findings.push(finding('bad_scenario_value', 'error', params, { column: key }));
  };
  const o = raw as Readonly<Record<string, unknown>>;
  const inputs = inputColumns(catalog);
  const fx = readRates(o.fx, bad);
  const header = { catalog, inputs, rates: currentRates(catalog, fx) };
  const numberContext = { header, data, limit: catalog.choices.spreadOutsideRange };
  const context = { catalog, inputs, words: vocabulary(catalog), numbers: numberContext, bad };
  const columns = Object.entries(o).filter(([key]) => !(SWITCHES as readonly string[]).includes(key));
  const { values, findings: faults } = readValues(columns, context);
  const { sweep, findings: sweepFaults } = readSweep(o.sweep, context);
  findings.push(...faults, ...sweepFaults);
  const { correlation, findings: contradictions } = readCorrelation(o.correlation, inputs);
  return {
    values,
    fx,
    spreads: oneOf(o.spreads, ['none', 'default'], 'spreads', bad),
    subsidy: oneOf(o.subsidy, ['fixed', 'redraw'], 'subsidy', bad),
    correlation,
    sweep,
    switches: SWITCHES.filter((k) => o[k] !== undefined && o[k] !== null),
    findings: [...findings, ...contradictions],
  };
}
