/** Which parameters of a row vary, how, and who shares each draw. */

import type { SpreadShape } from '../assessment/cell/index.ts';
import type { ScenarioValues } from '../assessment/site.ts';
import type { DrawModel } from '../engine/draw-model.ts';
import { defaultSpread } from './default-spread.ts';
import type { Dimensions } from './dimensions.ts';

/** Plain data, to hand to a worker. */
export interface Uncertain {
  name: string;
  /** Position in the model's parameters. */
  param: number;
  shape: SpreadShape;
  sharedBy: 'site' | 'grid' | 'country' | 'all';
  /** Fixed number of the quantity (and year): the dimension it draws from, spread or not. */
  dimension: number;
  /** cell, scenario, or the catalog's default. */
  from: 'cell' | 'scenario' | 'default';
  /** Year of operation, where each has its own parameter. */
  year?: number | undefined;
}

export interface SpreadSources {
  /** Spreads of the row's cells, by name. */
  cells: Readonly<Record<string, SpreadShape>> | undefined;
  scenario: ScenarioValues;
  useDefaults: boolean;
  /** Probability outside its range that a default may have. */
  limit: number;
}

/**
 * @param params middles of the model's parameters
 * @param years years of operation of the row: later ones of a series are not drawn
 */
export function uncertainOf(
  model: DrawModel,
  params: Float64Array,
  sources: SpreadSources,
  dimensions: Dimensions,
  years: number,
): Uncertain[] {
  const list: Uncertain[] = [];
  const { bindings, shape: site } = model.middle.assessment;
  for (const [param, name] of model.params.entries()) {
    const series = model.series.get(name);
    if (series && param !== series.param) continue;
    const q = bindings.resolve(name).quantity;
    if (!q || q.fixed || !(q.input || series)) continue;
    const cell = sources.cells?.[name];
    const scenario = site.params.includes(name) ? undefined : sources.scenario.numbers[name]?.spread;
    const own = cell ?? scenario;
    const shape = own ?? (sources.useDefaults ? defaultSpread(q, params[param] as number, sources.limit) : undefined);
    if (!shape) continue;
    const from = cell ? 'cell' : scenario ? 'scenario' : 'default';
    const common = { name, shape, sharedBy: q.sharedBy ?? 'site', from } as const;
    const plain = dimensions.plain.get(name) ?? 0;
    if (!series) list.push({ ...common, param, dimension: plain });
    for (let t = 0; series && t < Math.min(years, series.years); t++) {
      // A spread that the user gives is one draw for the life of the project: the same in every year.
      const dimension = own ? plain : (dimensions.yearly.get(name) ?? 0) + t;
      list.push({ ...common, param: param + t, dimension, year: t + 1 });
    }
  }
  return list;
}
