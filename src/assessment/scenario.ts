/** A scenario: values that hold for every row which does not give its own, and the switches of a run. */
import { type Catalog, nearest, type Quantity } from '../catalog/index.ts';
import { foldText, type InputColumns, inputColumns, KEYS } from './columns.ts';
import { type Correlation, readCorrelation } from './correlation/read.ts';
import type { DataFiles } from './empirical.ts';
import { type Finding, finding } from './findings.ts';
import { currentRates } from './rates.ts';
import { readNumber } from './scenario-number.ts';
import { oneOf, readRates, SWITCHES, type Switch } from './scenario-switches.ts';
import { EMPTY_SCENARIO, type Given, type ScenarioValues } from './site.ts';
import { vocabulary } from './texts.ts';

export interface Scenario {
  values: ScenarioValues;
  /** JPY per unit of a currency. */
  fx: Readonly<Record<string, number>>;
  spreads: 'none' | 'default';
  subsidy: 'fixed' | 'redraw';
  /** Rank correlations between quantities of one site. */
  correlation: Correlation | undefined;
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
  const words = vocabulary(catalog);
  const texts: Record<string, string> = {};
  const numbers: Record<string, Given> = {};
  for (const [key, value] of Object.entries(o)) {
    if ((SWITCHES as readonly string[]).includes(key)) continue;
    const q = ofAnyTechnology(inputs.byColumn.get(foldText(key)) ?? []);
    const text =
      typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'
        ? String(value).trim()
        : undefined;
    if (!q && !(KEYS as readonly string[]).includes(key)) findings.push(unknownKey(key, inputs));
    else if (text === undefined || text === '') bad(key, value);
    else if (!q) {
      const word = key === 'country' || key === 'technology' ? words[key](text) : { ok: text };
      if ('ok' in word) texts[key] = word.ok;
      else bad(key, value);
    } else if (q.kind !== 'number') {
      const word = words.value(q, typeof value === 'boolean' ? (value ? 'yes' : 'no') : text);
      if ('ok' in word) texts[q.name] = word.ok;
      else bad(key, value);
    } else {
      const read = readNumber(text, q, numberContext);
      findings.push(...read.findings);
      if (read.given) numbers[q.name] = read.given;
    }
  }
  const { correlation, findings: contradictions } = readCorrelation(o.correlation, inputs);
  return {
    values: { texts, numbers },
    fx,
    spreads: oneOf(o.spreads, ['none', 'default'], 'spreads', bad),
    subsidy: oneOf(o.subsidy, ['fixed', 'redraw'], 'subsidy', bad),
    correlation,
    switches: SWITCHES.filter((k) => o[k] !== undefined && o[k] !== null),
    findings: [...findings, ...contradictions],
  };
}

/** A column that technologies have with ranges of their own: a scenario holds for all, so what one of them takes is taken. */
function ofAnyTechnology([first, ...others]: readonly Quantity[]): Quantity | undefined {
  let range = first?.range;
  for (const q of others) range = range && q.range && [Math.min(range[0], q.range[0]), Math.max(range[1], q.range[1])];
  return first && { ...first, range };
}

function unknownKey(key: string, inputs: InputColumns): Finding {
  const columns = [...inputs.byColumn.values()].map((l) => l[0]?.column ?? '');
  const suggestion =
    inputs.byBase.get(foldText(key))?.[0]?.column ?? nearest(key, [...columns, ...KEYS, ...SWITCHES]) ?? '';
  return finding('unknown_scenario_key', 'error', { key, suggestion }, { column: key });
}
