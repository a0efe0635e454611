/** Which parameters of a row vary, how, and who shares each draw. */

import type { SpreadShape } from '../assessment/cell/index.ts';
import { defaultSpreadOf } from '../assessment/default-spread.ts';
import type { ScenarioValues } from '../assessment/site.ts';
import type { Catalog } from '../catalog/index.ts';
import type { DrawModel } from '../engine/draw-model.ts';
import { shapeAround } from './default-spread.ts';

export interface Uncertain {
  name: string;
  /** Position in the model's parameters. */
  param: number;
  shape: SpreadShape;
  sharedBy: 'site' | 'grid' | 'country' | 'all';
  /** Fixed number of the quantity: the dimension it draws from, spread or not. */
  dimension: number;
  /** cell, scenario, or the catalog's default. */
  from: 'cell' | 'scenario' | 'default';
}

/** Numbers of all inputs, by name, the same for every row: the dimension of a quantity never moves within a catalog. */
export function dimensions(catalog: Catalog): ReadonlyMap<string, number> {
  const names = new Set<string>();
  for (const b of Object.values(catalog.books))
    for (const q of Object.values(b.quantities)) if (q.input && q.kind === 'number') names.add(q.name);
  return new Map([...names].sort().map((n, i) => [n, i]));
}

export interface SpreadSources {
  /** Spreads of the row's cells, by name. */
  cells: Readonly<Record<string, SpreadShape>> | undefined;
  scenario: ScenarioValues;
  useDefaults: boolean;
}

/** @param params middles of the model's parameters */
export function uncertainOf(
  model: DrawModel,
  params: Float64Array,
  sources: SpreadSources,
  numbers: ReadonlyMap<string, number>,
): Uncertain[] {
  const list: Uncertain[] = [];
  const { bindings, shape: site } = model.middle.assessment;
  for (const [param, name] of model.params.entries()) {
    const q = bindings.resolve(name).quantity;
    if (!q || q.fixed || !q.input) continue;
    const cell = sources.cells?.[name];
    const scenario = site.params.includes(name) ? undefined : sources.scenario.numbers[name]?.spread;
    const own = cell ?? scenario;
    const standard = own || !sources.useDefaults ? undefined : defaultSpreadOf(bindings.resolve(name), bindings);
    // One draw for the whole life would overstate what varies from year to year, so it stays at its middle.
    if (standard?.per === 'year') continue;
    const shape = own ?? (standard && shapeAround(standard, params[param] as number, q.range));
    if (!shape) continue;
    list.push({
      name,
      param,
      shape,
      sharedBy: q.sharedBy ?? 'site',
      dimension: numbers.get(name) ?? 0,
      from: cell ? 'cell' : scenario ? 'scenario' : 'default',
    });
  }
  return list;
}
