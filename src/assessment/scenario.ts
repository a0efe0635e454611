/** A scenario: values that hold for every row which does not give its own, and the switches of a run. */
import { type Catalog, nearest } from '../catalog/index.ts';
import { isCellError, parseCell } from './cell/index.ts';
import { foldText, inputColumns, KEYS } from './columns.ts';
import { type Finding, finding } from './findings.ts';
import { EMPTY_SCENARIO, type Given, type ScenarioValues } from './site.ts';
import { vocabulary } from './texts.ts';

/** Keys beside the columns (rules of calculation, section 10). */
const SCENARIO_KEYS = ['spreads', 'subsidy', 'fx', 'correlation', 'sweep'] as const;

export interface Scenario {
  values: ScenarioValues;
  /** JPY per unit of a currency. */
  fx: Readonly<Record<string, number>>;
  spreads: 'none' | 'default';
  subsidy: 'fixed' | 'redraw';
  findings: readonly Finding[];
}

export const NO_SCENARIO: Scenario = {
  values: EMPTY_SCENARIO,
  fx: {},
  spreads: 'none',
  subsidy: 'fixed',
  findings: [],
};

/** @param raw the scenario file as plain data; faults are findings of severity error */
export function readScenario(raw: unknown, catalog: Catalog): Scenario {
  if (raw === null || raw === undefined) return NO_SCENARIO;
  if (typeof raw !== 'object' || Array.isArray(raw))
    return {
      ...NO_SCENARIO,
      findings: [finding('bad_scenario_value', 'error', { key: '(file)', value: String(raw).slice(0, 60) })],
    };
  const inputs = inputColumns(catalog);
  const words = vocabulary(catalog);
  const texts: Record<string, string> = {};
  const numbers: Record<string, Given> = {};
  const findings: Finding[] = [];
  const bad = (key: string, value: unknown) =>
    findings.push(
      finding(
        'bad_scenario_value',
        'error',
        { key, value: JSON.stringify(value)?.slice(0, 80) ?? '' },
        { column: key },
      ),
    );
  for (const [key, value] of Object.entries(raw as Record<string, unknown>)) {
    if ((SCENARIO_KEYS as readonly string[]).includes(key)) continue;
    const q = inputs.byColumn.get(foldText(key))?.[0];
    const text =
      typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'
        ? String(value).trim()
        : undefined;
    if (!q && !(KEYS as readonly string[]).includes(key)) {
      const known = [...[...inputs.byColumn.values()].map((l) => l[0]?.column ?? ''), ...KEYS, ...SCENARIO_KEYS];
      findings.push(
        finding(
          'unknown_scenario_key',
          'error',
          { key, suggestion: inputs.byBase.get(foldText(key))?.[0]?.column ?? nearest(key, known) ?? '' },
          { column: key },
        ),
      );
    } else if (text === undefined || text === '') bad(key, value);
    else if (!q) {
      const word = key === 'country' || key === 'technology' ? words[key](text) : { ok: text };
      if ('ok' in word) texts[key] = word.ok;
      else bad(key, value);
    } else if (q.kind !== 'number') {
      const word = words.value(q, typeof value === 'boolean' ? (value ? 'yes' : 'no') : text);
      if ('ok' in word) texts[q.name] = word.ok;
      else bad(key, value);
    } else {
      const cell = parseCell(text, { percent: q.writtenUnit === '%', yen: q.writtenUnit.includes('JPY') });
      const middle = isCellError(cell) ? Number.NaN : cell.middle * q.written;
      const spreadRefused = !isCellError(cell) && cell.spread !== undefined && q.whole;
      const outside = q.range && !(middle >= q.range[0] && middle <= q.range[1]);
      if (isCellError(cell) || outside || spreadRefused || (q.whole && !Number.isInteger(middle))) bad(key, value);
      else numbers[q.name] = { value: middle, spread: cell.spread, written: text };
    }
  }
  const o = raw as Record<string, unknown>;
  return {
    values: { texts, numbers },
    fx: rates(o.fx, bad),
    spreads: oneOf(o.spreads, ['none', 'default'], 'spreads', bad),
    subsidy: oneOf(o.subsidy, ['fixed', 'redraw'], 'subsidy', bad),
    findings,
  };
}

function rates(raw: unknown, bad: (key: string, value: unknown) => void): Record<string, number> {
  if (raw === undefined || raw === null) return {};
  const out: Record<string, number> = {};
  if (typeof raw !== 'object' || Array.isArray(raw)) {
    bad('fx', raw);
    return out;
  }
  for (const [currency, rate] of Object.entries(raw)) {
    if (/^[A-Z]{3}$/.test(currency) && typeof rate === 'number' && rate > 0 && Number.isFinite(rate))
      out[currency] = rate;
    else bad(`fx.${currency}`, rate);
  }
  return out;
}

function oneOf<T extends string>(
  raw: unknown,
  allowed: readonly [T, ...T[]],
  key: string,
  bad: (key: string, value: unknown) => void,
): T {
  if (raw === undefined || raw === null) return allowed[0];
  const hit = allowed.find((a) => a === raw);
  if (hit) return hit;
  bad(key, raw);
  return allowed[0];
}
