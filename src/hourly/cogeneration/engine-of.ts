/** An engine of the equipment table, with a site's own numbers in its place; part load from the table, else that of engines like it. */
import type { Catalog } from '../../catalog/index.ts';
import { parameter } from '../parameters.ts';
import { curveFault, type Engine, EngineCurve, type LoadPoint } from './engine.ts';

const ENGINES = 'equipment/gas_engines.csv';
const PART_LOAD = 'equipment/gas_engine_part_load.csv';
/** Loads, %, at which engines without data of their own are likened to others. */
const LIKENED = [50, 75] as const;

/** Fuels of the table that natural gas stands for; blank: not named. */
const NATURAL: readonly string[] = ['', 'natural-gas', 'city-gas'];

/** What a site says itself; efficiencies are shares of fuel (NCV). */
export interface OwnEngine {
  powerKw?: number | undefined;
  electrical?: number | undefined;
  heat?: number | undefined;
  partLoad?: readonly LoadPoint[] | undefined;
  minLoad?: number | undefined;
  auxiliaryShare?: number | undefined;
}

export type EngineFault = 'power' | 'electrical' | 'heat' | 'basis' | 'curve';

export interface EngineRead {
  engine?: Engine;
  /** Why there is none. */
  fault?: EngineFault;
  /** Told where the table does not say it. */
  assumed: readonly ('basis' | 'part_load')[];
  /** Of the table, when that is no natural gas. */
  otherFuel?: string | undefined;
}

export function engineIds(catalog: Catalog): string[] {
  return catalog.data[ENGINES]?.rows.map((r) => r[0] as string) ?? [];
}

/**
 * @param id undefined: the site's own engine
 * @param gcvPerNcv turns efficiencies on gross calorific value; NaN when nobody says
 */
export function engineOf(catalog: Catalog, id: string | undefined, own: OwnEngine, gcvPerNcv: number): EngineRead {
  const row = id === undefined ? undefined : rowOf(catalog, ENGINES, id)[0];
  const gross = row?.text('basis') === 'gcv';
  const toNet = gross ? gcvPerNcv : 1;
  const full = {
    power: own.powerKw ?? row?.number('power_kw'),
    electrical: own.electrical ?? times(row?.share('electrical_efficiency_pct'), toNet),
    heat: own.heat ?? times(row?.share('heat_efficiency_pct'), toNet),
  };
  if (full.power === undefined) return { fault: 'power', assumed: [] };
  if (full.electrical === undefined) return { fault: 'electrical', assumed: [] };
  if (full.heat === undefined) return { fault: 'heat', assumed: [] };
  if (Number.isNaN(full.electrical + full.heat)) return { fault: 'basis', assumed: [] };
  const point: LoadPoint = { load: 1, electrical: full.electrical, heat: full.heat };
  const part = own.partLoad ?? (id === undefined ? [] : tablePoints(catalog, id, point, toNet));
  const engine: Engine = {
    ratedKw: full.power,
    points: [...(part.length > 0 ? part : likened(catalog, point)), point],
    minLoad: own.minLoad ?? parameter(catalog, 'engine_minimum_load').value / 100,
    auxiliaryShare: own.auxiliaryShare ?? 0,
  };
  if (curveFault(engine) || !runsAtLeast(engine)) return { fault: 'curve', assumed: [] };
  const fuel = row?.text('fuel') ?? '';
  const basis = row && row.text('basis') === '' && own.electrical === undefined;
  return {
    engine,
    assumed: [...(basis ? ['basis' as const] : []), ...(part.length > 0 ? [] : ['part_load' as const])],
    otherFuel: NATURAL.includes(fuel) ? undefined : fuel,
  };
}

/** Below the lowest known load the lines must not fall under nothing. */
function runsAtLeast(engine: Engine): boolean {
  const curve = new EngineCurve(engine);
  return curve.fuelAt(engine.minLoad) > 0 && curve.heatAt(engine.minLoad) >= 0;
}

/** Where only the electricity is known, heat rises like that of other engines; beside a full load of the site's own they keep their ratio to it. */
function tablePoints(catalog: Catalog, id: string, full: LoadPoint, toNet: number): LoadPoint[] {
  const table = rowOf(catalog, ENGINES, id)[0];
  const rated = times(table?.share('electrical_efficiency_pct'), toNet) ?? full.electrical;
  const ratedHeat = times(table?.share('heat_efficiency_pct'), toNet) ?? full.heat;
  return rowOf(catalog, PART_LOAD, id)
    .map((r) => {
      const percent = r.number('load_pct') as number;
      const heat = times(r.share('heat_efficiency_pct'), toNet);
      return {
        load: percent / 100,
        electrical: ((r.share('electrical_efficiency_pct') as number) * toNet * full.electrical) / rated,
        heat: heat === undefined ? full.heat * ratio(catalog, 'heat', percent) : (heat * full.heat) / ratedHeat,
      };
    })
    .sort((a, b) => a.load - b.load);
}

function likened(catalog: Catalog, full: LoadPoint): LoadPoint[] {
  return LIKENED.map((percent) => ({
    load: percent / 100,
    electrical: full.electrical * ratio(catalog, 'electrical', percent),
    heat: full.heat * ratio(catalog, 'heat', percent),
  }));
}

const ratio = (catalog: Catalog, what: 'electrical' | 'heat', percent: number): number =>
  parameter(catalog, `engine_${what}_at_${percent}`).value / 100;

const times = (x: number | undefined, factor: number): number | undefined => (x === undefined ? undefined : x * factor);

interface TableRow {
  text(name: string): string;
  number(name: string): number | undefined;
  /** Per cent as a share. */
  share(name: string): number | undefined;
}

/** Rows of a table that begin with an id. */
function rowOf(catalog: Catalog, file: string, id: string): TableRow[] {
  const data = catalog.data[file];
  return (data?.rows ?? [])
    .filter((r) => r[0] === id)
    .map((r) => {
      const text = (name: string) => r[data?.header.indexOf(name) ?? -1] ?? '';
      const number = (name: string) => (text(name) === '' ? undefined : Number(text(name)));
      return { text, number, share: (name) => times(number(name), 1 / 100) };
    });
}
