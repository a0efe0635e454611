/** Cogeneration: engines, numbers of units and ways to run them, hour by hour through the year. */
import type { Finding } from '../../../assessment/findings.ts';
import { sizingFinding } from '../../../decide/sizing/findings.ts';
import { hoursOf } from '../../../hourly/calendar.ts';
import { cogenerationYear } from '../../../hourly/cogeneration/dispatch.ts';
import type { Engine } from '../../../hourly/cogeneration/engine.ts';
import { type EngineFault, engineOf } from '../../../hourly/cogeneration/engine-of.ts';
import { maintenanceOf, type PlannedOutage, unitsAvailable } from '../../../hourly/cogeneration/outages.ts';
import type { HourlyPrices, Plant } from '../../../hourly/cogeneration/types.ts';
import { parameter } from '../../../hourly/parameters.ts';
import type { Candidate, Candidates, Sizer, SizingSite } from '../sizer.ts';
import { some } from '../some.ts';
import { addedTo, CARRIED, COGENERATION_COLUMNS, candidateOf } from './candidate.ts';
import { lostSpreads } from './carried.ts';
import { demandOf, type SiteDemand } from './demand.ts';
import { DEMAND_LEVELS, demandAt, LEVEL_COLUMNS, levelCells } from './levels.ts';
import {
  COGENERATION_LIMITS,
  COGENERATION_PARTS,
  type CogenerationPlan,
  OWN_ENGINE,
  readCogenerationPlan,
} from './plan.ts';
import { operationsOf, pricesOf } from './prices.ts';

const TECHNOLOGY = 'gas-cogeneration';

const SIZED = new Set([...COGENERATION_COLUMNS, ...LEVEL_COLUMNS]);

export const cogenerationSizer: Sizer<CogenerationPlan> = {
  fits: (technology) => technology === TECHNOLOGY,
  parts: COGENERATION_PARTS,
  limits: COGENERATION_LIMITS,
  sized: SIZED,
  takes: (plan) => [...SIZED, ...addedTo(plan)],
  probe: [
    ['capacity_kw', '1'],
    ['annual_electricity_mwh', '1'],
    ['fuel_gj_ncv', '9'],
    ['heat_gj', '3'],
  ],
  axes: ['units', 'engine', 'operation'],
  shown: ['capacity_kw', 'generation_kwh', 'heat_used_gj', 'heat_used_share', 'full_load_hours'],
  read: readCogenerationPlan,
  files: ({ series }) => ({ series }),
  candidates,
};

type Site = SizingSite<CogenerationPlan>;

function candidates(site: Site): Candidates | { findings: Finding[] } {
  const findings: Finding[] = [];
  const demand = demandOf(site, findings);
  if (!demand) return { findings };
  const { prices, missing, unpriced } = pricesOf(site, demand);
  if (unpriced) return { findings: [...findings, sizingFinding('size_tariff_needs_price', 'error')] };
  const operations = operationsOf(site.plan, missing);
  if (operations.includes('cost-led') && missing.length > 0)
    return { findings: [...findings, sizingFinding('size_prices_needed', 'error', { columns: missing.join(', ') })] };
  if (!site.plan.operations && missing.length > 0)
    findings.push(sizingFinding('size_not_cost_led', 'note', { columns: missing.join(', ') }));
  const engines = enginesOf(site, findings);
  if (findings.some((f) => f.severity === 'error')) return { findings };
  const plants = engines.flatMap(([id, engine]) =>
    site.plan.units.map((units) => ({ id, plant: plantOf(site, demand, engine, units) })),
  );
  const list = runningOf(
    site,
    demand,
    prices,
    operations.flatMap((operation) => plants.map(({ id, plant }) => ({ id, plant: { ...plant, operation } }))),
    findings,
  );
  if (list.length === 0) return { findings };
  for (const column of lostSpreads(list, CARRIED, site.facts))
    findings.push(sizingFinding('size_spread_lost', 'warning', { column }));
  if (demand.cooling && site.plan.chiller?.capacityKw === undefined)
    findings.push(sizingFinding('size_chiller_unlimited', 'note', { peak: Math.max(...demand.cooling) }));
  if (site.plan.chiller?.doubleEffect) findings.push(sizingFinding('size_double_effect', 'warning'));
  if (Number.isNaN(site.facts.number('export_price')) && list.some((c) => (c.year.export_kwh ?? 0) > 0))
    findings.push(sizingFinding('size_no_export_price', 'warning'));
  return { list, facts: {}, least: { units: 1 }, findings };
}

interface NamedPlant {
  id: string | undefined;
  plant: Plant;
}

/** A year of each plant; one that no hour lets run is no size. */
function runningOf(
  site: Site,
  demand: SiteDemand,
  prices: HourlyPrices,
  plants: readonly NamedPlant[],
  findings: Finding[],
): Candidate[] {
  // Other demands matter only where the site says that they may be others.
  const others = site.facts.given('demand') ? DEMAND_LEVELS.map((level) => demandAt(demand, level)) : [];
  const cools = demand.cooling !== undefined;
  const made = plants.map(({ id, plant }) => ({ id, plant, hours: cogenerationYear(demand, plant, prices) }));
  const running = made.filter(({ hours }) => hours.year.unitHours > 0);
  const idle = made.filter(({ hours }) => hours.year.unitHours === 0);
  if (idle.length > 0) {
    const sizes = some(idle.map(({ id, plant }) => `${plant.units} × ${id ?? OWN_ENGINE} ${plant.operation}`));
    findings.push(sizingFinding('size_never_runs', running.length > 0 ? 'warning' : 'error', { sizes }));
  }
  return running.map(({ id, plant, hours }) => {
    const levels = levelCells(
      hours,
      others.map((d) => cogenerationYear(d, plant, prices)),
    );
    return candidateOf(site, { engine: id, operation: plant.operation, plant, hours, cools, levels });
  });
}

/** Where an engine lacks something, how to give it. */
const REMEDIES: Readonly<Record<EngineFault, string>> = {
  power: 'engine.power_kw',
  electrical: 'engine.electrical_efficiency_pct',
  heat: 'engine.heat_efficiency_pct',
  basis: 'gcv_per_ncv',
  curve: 'engine.part_load',
};

function enginesOf({ catalog, plan, facts }: Site, findings: Finding[]): [string | undefined, Engine][] {
  const ids = plan.engines.length > 0 ? plan.engines : [undefined];
  return ids.flatMap((id): [string | undefined, Engine][] => {
    const { engine, fault, assumed, otherFuel } = engineOf(catalog, id, plan.own, facts.number('gcv_per_ncv'));
    const name = id ?? OWN_ENGINE;
    if (!engine) {
      const key = REMEDIES[fault ?? 'curve'];
      findings.push(sizingFinding('size_engine_lacks', 'error', { engine: name, key }));
      return [];
    }
    if (assumed.includes('basis')) findings.push(sizingFinding('size_engine_basis', 'warning', { engine: name }));
    if (assumed.includes('part_load')) findings.push(sizingFinding('size_part_load', 'warning', { engine: name }));
    if (otherFuel !== undefined)
      findings.push(sizingFinding('size_engine_fuel', 'warning', { engine: name, fuel: otherFuel }));
    return [[id, engine]];
  });
}

/** Without a way to run it. */
function plantOf({ catalog, plan }: Site, demand: SiteDemand, engine: Engine, units: number): Omit<Plant, 'operation'> {
  const { forced, maintenanceHours, maintenanceDay } = plan.outages;
  const each = maintenanceHours ?? parameter(catalog, 'engine_planned_outage').value;
  const hours = demand.electricity.length;
  const outages =
    maintenanceDay === undefined
      ? maintenanceOf(demand.electricity, units, each)
      : inTurn(maintenanceDay, hours === hoursOf(true), units, Math.round(each));
  return {
    engine,
    units,
    exportLimitKw: plan.exportKw,
    dump: plan.dump,
    chiller: demand.cooling && plan.chiller,
    electricCop: demand.electricCop,
    forcedOutage: forced ?? parameter(catalog, 'engine_forced_outage').value / 100,
    available: unitsAvailable(hours, units, outages),
  };
}

/** One unit after the other from a day on. @param day of a common year, from 0 */
function inTurn(day: number, leap: boolean, units: number, hours: number): PlannedOutage[] {
  const first = (day + (leap && day >= 59 ? 1 : 0)) * 24;
  return Array.from({ length: units }, (_, i) => ({ from: first + i * hours, hours }));
}
