/** What the sizes of a solar plant cost: keys of `cost` in a site file. */
import type { Finding } from '../../../assessment/findings.ts';
import type { Size } from '../../../decide/sizing/candidates.ts';
import { Part } from '../../../decide/sizing/keys.ts';

export interface CostPlan {
  /** Without any price of the start the initial cost is the site's own. */
  fixedJpy?: number | undefined;
  jpyPerKw?: number | undefined;
  /** Inverters, by kW of alternating current. */
  jpyPerAcKw?: number | undefined;
  jpyPerBatteryKwh?: number | undefined;
  /** Years until a battery is replaced, and what that costs. */
  batteryLifeYears?: number | undefined;
  replaceJpyPerBatteryKwh?: number | undefined;
  opexJpyPerKwYear?: number | undefined;
}

const KEYS = [
  'fixed_jpy',
  'jpy_per_kw',
  'jpy_per_ac_kw',
  'jpy_per_battery_kwh',
  'battery_life_years',
  'replace_jpy_per_battery_kwh',
  'opex_jpy_per_kw_year',
];
const MANY = Number.POSITIVE_INFINITY;

export function costOf(raw: unknown, findings: Finding[]): CostPlan | undefined {
  const part = new Part('cost', raw, KEYS, findings);
  if (raw === undefined || raw === null) return undefined;
  const number = (key: string) => part.number(key, 0, MANY);
  return {
    fixedJpy: number('fixed_jpy'),
    jpyPerKw: number('jpy_per_kw'),
    jpyPerAcKw: number('jpy_per_ac_kw'),
    jpyPerBatteryKwh: number('jpy_per_battery_kwh'),
    batteryLifeYears: part.number('battery_life_years', 1, 60),
    replaceJpyPerBatteryKwh: number('replace_jpy_per_battery_kwh'),
    opexJpyPerKwYear: number('opex_jpy_per_kw_year'),
  };
}

/** Initial cost, JPY; undefined when the plan does not say. */
export function capexOf(cost: CostPlan | undefined, { capacityKw, batteryKwh, dcAcRatio }: Size): number | undefined {
  const { fixedJpy, jpyPerKw, jpyPerAcKw, jpyPerBatteryKwh } = cost ?? {};
  const prices = [fixedJpy, jpyPerKw, jpyPerAcKw, jpyPerBatteryKwh];
  if (prices.every((x) => x === undefined)) return undefined;
  const of = [1, capacityKw, capacityKw / dcAcRatio, batteryKwh];
  return prices.reduce<number>((sum, price, i) => sum + (price ?? 0) * (of[i] as number), 0);
}
