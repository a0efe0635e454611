/** A battery wears out: the life and the cost of the next one go into the row, the book replaces it in its years. */
import type { Finding } from '../../../assessment/findings.ts';
import type { Catalog } from '../../../catalog/index.ts';
import { sizingFinding } from '../../../decide/sizing/findings.ts';
import { parameter } from '../../../hourly/parameters.ts';
import type { SizingSite } from '../sizer.ts';
import type { CostPlan } from './cost.ts';
import type { SolarPlan } from './plan.ts';

type Site = Pick<SizingSite<SolarPlan>, 'catalog' | 'plan' | 'facts'>;
type Cell = readonly [header: string, text: string];

/** Of the battery that comes next; as dear as the first unless told otherwise. */
const nextJpyPerKwh = (cost: CostPlan | undefined): number | undefined =>
  cost?.replaceJpyPerBatteryKwh ?? cost?.jpyPerBatteryKwh;

const lifeOf = (catalog: Catalog, cost: CostPlan | undefined): number =>
  cost?.batteryLifeYears ?? parameter(catalog, 'battery_life').value;

const hasBattery = ({ plan }: Site): boolean => plan.range.batteryKwh.some((kwh) => kwh > 0);

/** The same columns for all sizes of a site; empty where there is no battery. What the site's own columns say stays unless `cost` says it too. */
export function batteryCells(site: Site, batteryKwh: number): Cell[] {
  if (!hasBattery(site)) return [];
  const { catalog, facts } = site;
  const { cost } = site.plan;
  const jpy = nextJpyPerKwh(cost);
  const worn = batteryKwh > 0;
  const ownLife = facts.given('storage_life') && cost?.batteryLifeYears === undefined;
  return [
    ...(ownLife ? [] : [['battery_life_years', worn ? String(lifeOf(catalog, cost)) : ''] as const]),
    ...(jpy === undefined ? [] : [['battery_replacement_cost_jpy', worn ? String(jpy * batteryKwh) : ''] as const]),
  ];
}

/** What is assumed of the next battery, or that nobody said what it costs. */
export function batteryFindings(site: Site): Finding[] {
  if (!hasBattery(site)) return [];
  const { catalog, facts } = site;
  const { cost } = site.plan;
  const { evidence, value } = parameter(catalog, 'battery_life');
  const jpy = nextJpyPerKwh(cost);
  if (jpy === undefined)
    return facts.given('storage_replacement_cost') ? [] : [sizingFinding('size_battery_not_replaced', 'warning')];
  const assumed: Finding[] = [];
  if (cost?.batteryLifeYears === undefined && !facts.given('storage_life'))
    assumed.push(sizingFinding('size_battery_life', 'note', { years: value, evidence }));
  if (cost?.replaceJpyPerBatteryKwh === undefined) assumed.push(sizingFinding('size_battery_price', 'note', { jpy }));
  return assumed;
}
