/** What a site file says of a cogeneration plant. */
import type { Finding } from '../../../assessment/findings.ts';
import type { Catalog } from '../../../catalog/index.ts';
import { sizingFinding } from '../../../decide/sizing/findings.ts';
import { isMap, Part } from '../../../decide/sizing/keys.ts';
import { COOLING, HEAT, LOAD, readSeriesPlan, type SeriesPlan } from '../../../decide/sizing/series-plan.ts';
import { CAPEX, type SiteFile } from '../../../decide/sizing/site-file.ts';
import { type ChillerPlan, chillerIds, chillerOf } from '../../../hourly/cogeneration/chiller-of.ts';
import { engineIds, type OwnEngine } from '../../../hourly/cogeneration/engine-of.ts';
import { OPERATIONS, type Operation } from '../../../hourly/cogeneration/types.ts';
import { some } from '../some.ts';
import { type OutagePlan, readEnginePart } from './engine-part.ts';

export interface InitialCost {
  fixedJpy?: number | undefined;
  jpyPerKw?: number | undefined;
  /** JPY of one unit, by engine; takes the place of what a kW costs. */
  unitJpy: Readonly<Record<string, number>>;
  jpyPerChillerKw: number;
}

export interface CostPlan {
  /** Undefined where the file names none: the site's own stays. */
  initial?: InitialCost | undefined;
  opexJpyPerKwh?: number | undefined;
  opexJpyPerKwYear?: number | undefined;
}

export interface TariffPlan {
  /** JPY/kWh, 24 hours from midnight. */
  weekday?: readonly number[] | undefined;
  weekend?: readonly number[] | undefined;
  /** JPY a year per kW of the highest import, and per kW of the plant. */
  demandJpyPerKw?: number | undefined;
  standbyJpyPerKw?: number | undefined;
}

export interface CogenerationPlan {
  series: SeriesPlan;
  /** Ids of the equipment table; none: the site's own engine. */
  engines: readonly string[];
  units: readonly number[];
  operations?: readonly Operation[] | undefined;
  own: OwnEngine;
  outages: OutagePlan;
  chiller?: ChillerPlan | undefined;
  tariff: TariffPlan;
  exportKw?: number | undefined;
  dump: boolean;
  cost?: CostPlan | undefined;
}

export const COGENERATION_PARTS = ['engine', 'chiller', 'tariff'] as const;
export const COGENERATION_LIMITS = ['export_kw', 'heat_dump'] as const;
/** Name of the site's own engine. */
export const OWN_ENGINE = 'own';
const MANY = Number.POSITIVE_INFINITY;
/** Units at most. */
const MOST_UNITS = 20;

export function readCogenerationPlan(
  { columns, parts }: SiteFile,
  catalog: Catalog,
  findings: Finding[],
): CogenerationPlan {
  const range = new Part('range', parts.range, ['engine', 'units', 'operation'], findings);
  const limits = Part.some('limits', parts.limits, findings);
  const tariff = readTariff(parts.tariff, findings);
  const plan: CogenerationPlan = {
    series: readSeriesPlan(parts.series, [LOAD, HEAT, COOLING], findings),
    engines: range.texts('engine', engineIds(catalog)) ?? [],
    units: unitsOf(range, findings),
    operations: range.texts('operation', OPERATIONS),
    ...readEnginePart(parts.engine, findings),
    chiller: readChiller(parts.chiller, catalog, findings),
    tariff,
    exportKw: limits.number('export_kw', 0, MANY),
    dump: limits.flag('heat_dump') ?? true,
    cost: readCost(parts.cost, catalog, findings),
  };
  if (plan.chiller?.capacityKw === undefined && (plan.cost?.initial?.jpyPerChillerKw ?? 0) > 0)
    findings.push(sizingFinding('size_chiller_capacity', 'error'));
  if (plan.engines.length === 0 && !range.has('engine') && plan.own.powerKw === undefined)
    findings.push(sizingFinding('size_no_engine', 'error'));
  const sizes = Math.max(1, plan.engines.length) * plan.units.length;
  if (!plan.cost?.initial && columns.some(([, , c]) => c === CAPEX) && sizes > 1)
    findings.push(sizingFinding('size_capex_fixed', 'error'));
  const unpriced = unpricedOf(plan, sizes);
  if (unpriced.length > 0) findings.push(sizingFinding('size_engine_unpriced', 'warning', { engines: some(unpriced) }));
  return plan;
}

/** Engines that cost nothing; a lump sum for one size holds its engines too. */
function unpricedOf({ engines, cost }: CogenerationPlan, sizes: number): string[] {
  const { initial } = cost ?? {};
  if (!initial || initial.jpyPerKw !== undefined || (initial.fixedJpy !== undefined && sizes === 1)) return [];
  return (engines.length > 0 ? engines : [OWN_ENGINE]).filter((id) => initial.unitJpy[id] === undefined);
}

/** Whole numbers from 1; a range without a step has them all. */
function unitsOf(range: Part, findings: Finding[]): number[] {
  const raw = range.value('units');
  const ones = isMap(raw) ? Math.max(1, Math.min(MOST_UNITS, Number(raw.to) - Number(raw.from))) : 1;
  const units = range.sizes('units', 1, ones) ?? [1];
  if (units.every((n) => Number.isInteger(n) && n <= MOST_UNITS)) return units;
  const value = JSON.stringify(range.value('units'));
  const expected = `2, [1, 2, 3], { from: 1, to: 4, step: 1 } (≤ ${MOST_UNITS})`;
  findings.push(sizingFinding('size_bad_value', 'error', { key: 'range.units', value, expected }));
  return [];
}

/** A chiller of the equipment table, or a COP of the site's own. */
function readChiller(raw: unknown, catalog: Catalog, findings: Finding[]): ChillerPlan | undefined {
  if (raw === undefined || raw === null) return undefined;
  const part = new Part('chiller', raw, ['model', 'cop', 'capacity_kw', 'electric_in_load'], findings);
  const model = part.text('model', chillerIds(catalog));
  const known = model === undefined ? undefined : chillerOf(catalog, model);
  const cop = part.number('cop', 0.1, 3) ?? known?.cop;
  if (cop === undefined) {
    const expected = 'chiller.model (jcm catalog data absorption_chillers), chiller.cop';
    findings.push(sizingFinding('size_bad_value', 'error', { key: 'chiller', value: JSON.stringify(raw), expected }));
    return undefined;
  }
  return {
    cop,
    capacityKw: part.number('capacity_kw', 0, MANY),
    electricInLoad: part.flag('electric_in_load') ?? true,
    doubleEffect: (known?.doubleEffect ?? false) || cop > 1,
  };
}

function readTariff(raw: unknown, findings: Finding[]): TariffPlan {
  const keys = ['jpy_per_kwh', 'weekend_jpy_per_kwh', 'demand_jpy_per_kw_year', 'standby_jpy_per_kw_year'];
  const part = new Part('tariff', raw, keys, findings);
  const weekday = part.numbers('jpy_per_kwh', 24, 0);
  if (!weekday && part.has('weekend_jpy_per_kwh')) findings.push(sizingFinding('size_tariff_needs_price', 'error'));
  return {
    weekday,
    weekend: part.numbers('weekend_jpy_per_kwh', 24, 0) ?? weekday,
    demandJpyPerKw: part.number('demand_jpy_per_kw_year', 0, MANY),
    standbyJpyPerKw: part.number('standby_jpy_per_kw_year', 0, MANY),
  };
}

/** Keys of the initial cost. */
const INITIAL = ['fixed_jpy', 'jpy_per_kw', 'unit_jpy', 'jpy_per_chiller_kw'] as const;

function readCost(raw: unknown, catalog: Catalog, findings: Finding[]): CostPlan | undefined {
  const part = new Part('cost', raw, [...INITIAL, 'opex_jpy_per_kwh', 'opex_jpy_per_kw_year'], findings);
  if (raw === undefined || raw === null) return undefined;
  const number = (key: string) => part.number(key, 0, MANY);
  const initial: InitialCost = {
    fixedJpy: number('fixed_jpy'),
    jpyPerKw: number('jpy_per_kw'),
    unitJpy: readUnitCost(part.value('unit_jpy'), [OWN_ENGINE, ...engineIds(catalog)], findings),
    jpyPerChillerKw: number('jpy_per_chiller_kw') ?? 0,
  };
  return {
    initial: INITIAL.some((key) => part.has(key)) ? initial : undefined,
    opexJpyPerKwh: number('opex_jpy_per_kwh'),
    opexJpyPerKwYear: number('opex_jpy_per_kw_year'),
  };
}

function readUnitCost(raw: unknown, engines: readonly string[], findings: Finding[]): Record<string, number> {
  const part = new Part('cost.unit_jpy', raw, engines, findings);
  const named = isMap(raw) ? Object.keys(raw).filter((id) => engines.includes(id)) : [];
  return Object.fromEntries(
    named.flatMap((id) => {
      const jpy = part.number(id, 0, MANY);
      return jpy === undefined ? [] : [[id, jpy]];
    }),
  );
}
