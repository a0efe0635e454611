/** The keys of a scenario that are no columns (rules of calculation, section 10): switches of a run, rates, correlation. */
import { type Finding, finding } from './findings.ts';

export const SWITCHES = ['spreads', 'subsidy', 'fx', 'correlation', 'sweep'] as const;
export type Switch = (typeof SWITCHES)[number];

export type Bad = (key: string, value: unknown) => void;

/** Says once which of the switches given have no effect in a command. */
export function withoutEffect(given: readonly Switch[], command: string, effective: readonly Switch[]): Finding[] {
  const idle = given.filter((k) => !effective.includes(k));
  return idle.length > 0 ? [finding('no_effect_in_command', 'warning', { keys: idle.join(', '), command })] : [];
}

/** JPY per unit of each currency. */
export function readRates(raw: unknown, bad: Bad): Record<string, number> {
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

/** The first of the words when the key is not there. */
export function oneOf<T extends string>(raw: unknown, allowed: readonly [T, ...T[]], key: string, bad: Bad): T {
  if (raw === undefined || raw === null) return allowed[0];
  const hit = allowed.find((a) => a === raw);
  if (!hit) bad(key, raw);
  return hit ?? allowed[0];
}
