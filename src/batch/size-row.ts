/** A size of a site → a row of the sheet: the hours enter as given annual quantities of the same assessment that `assess` makes. */

import type { Size } from '../decide/sizing/candidates.ts';
import type { CostPlan, SizingPlan } from '../decide/sizing/site-file.ts';
import { type DispatchYear, delivered } from '../hourly/dispatch/self-consumption.ts';

export interface RowTexts {
  header: readonly string[];
  cells: readonly string[];
}

/** Keys that the size takes the place of. */
const SIZED: ReadonlySet<string> = new Set([
  'capacity_kw',
  'dc_ac_ratio',
  'battery_kwh',
  'battery_round_trip_pct',
  'specific_yield_kwh_per_kw',
  'annual_electricity_mwh',
  'self_use_pct',
  'curtailment_pct',
]);

/** The site without any size: for what does not depend on it. */
export function baseRow(plan: SizingPlan): RowTexts {
  const kept = plan.columns.filter(([h]) => !SIZED.has(h) || h === 'specific_yield_kwh_per_kw');
  return { header: kept.map(([h]) => h), cells: kept.map(([, t]) => t) };
}

/** @param usesLoad the share of own use comes from the hours, not from the site's key */
export function sizedRow(plan: SizingPlan, size: Size, year: DispatchYear, usesLoad: boolean): RowTexts {
  const { electricityKwh, selfUse } = delivered(year);
  const own = usesLoad ? String(100 * selfUse) : plan.columns.find(([h]) => h === 'self_use_pct')?.[1];
  const sized: [string, string | undefined][] = [
    ['capacity_kw', String(size.capacityKw)],
    ['dc_ac_ratio', String(size.dcAcRatio)],
    ['annual_electricity_mwh', String(electricityKwh / 1000)],
    ['self_use_pct', own],
    ['capex_jpy', plan.cost && String(capexOf(plan.cost, size))],
    ['opex_jpy_per_year', opexOf(plan.cost, size)],
    ['note_battery_kwh', String(size.batteryKwh)],
  ];
  const filled = sized.filter((c): c is [string, string] => c[1] !== undefined);
  const replaced = new Set([...SIZED, ...filled.map(([h]) => h)]);
  const all = [...plan.columns.filter(([h]) => !replaced.has(h)), ...filled];
  return { header: all.map(([h]) => h), cells: all.map(([, t]) => t) };
}

export function capexOf(cost: CostPlan, size: Size): number {
  return cost.fixedJpy + cost.jpyPerKw * size.capacityKw + cost.jpyPerBatteryKwh * size.batteryKwh;
}

function opexOf(cost: CostPlan | undefined, size: Size): string | undefined {
  return cost?.opexJpyPerKwYear === undefined ? undefined : String(cost.opexJpyPerKwYear * size.capacityKw);
}
