/** Which parameters of a row vary, how, and who shares each draw. */

import type { SpreadShape } from '../assessment/cell/index.ts';
import { defaultSpreadOf, type FittingSpread } from '../assessment/default-spread.ts';
import type { ScenarioValues } from '../assessment/site.ts';
import type { Quantity } from '../catalog/index.ts';
import type { DrawModel } from '../engine/draw-model.ts';
import { shapeAround } from './default-spread.ts';
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
  /** A default found in no text. */
  recalled?: boolean | undefined;
  /** Year of operation, where each has its own parameter. */
  year?: number | undefined;
}

export interface SpreadSources {
  /** Spreads of the row's cells, by name. */
  cells: Readonly<Record<string, SpreadShape>> | undefined;
  scenario: ScenarioValues;
  useDefaults: boolean;
}

/** A parameter that may vary, with all that is the same for every row of the model. */
interface Candidate {
  name: string;
  param: number;
  q: Quantity;
  sharedBy: Uncertain['sharedBy'];
  /** Years of its own; 0 = one number for the life. */
  years: number;
  scenario: SpreadShape | undefined;
  standard: FittingSpread | undefined;
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
  for (const c of candidates(model, sources)) {
    const cell = sources.cells?.[c.name];
    const own = cell ?? c.scenario;
    const shape = own ?? (c.standard && shapeAround(c.standard, params[c.param] as number, c.q.range));
    if (!shape) continue;
    const from = cell ? 'cell' : own ? 'scenario' : 'default';
    const { name, sharedBy, param } = c;
    const recalled = !own && c.standard?.evidence === 'recalled';
    const technology = model.middle.assessment.shape.texts.technology ?? '';
    const plain = dimensions.of(technology, c.q);
    if (c.years === 0) list.push({ name, shape, sharedBy, from, recalled, param, dimension: plain });
    for (let t = 0; t < Math.min(years, c.years); t++) {
      // A spread that the user gives is one draw for the life of the project: the same in every year.
      const dimension = own ? plain : dimensions.of(technology, c.q, t + 1);
      list.push({ name, shape, sharedBy, from, recalled, param: param + t, dimension, year: t + 1 });
    }
  }
  return list;
}

/** Worked out once a model: a run has one scenario, and uses the catalog's spreads for all rows or for none. */
const KNOWN = new WeakMap<DrawModel, readonly Candidate[]>();

function candidates(model: DrawModel, sources: SpreadSources): readonly Candidate[] {
  let known = KNOWN.get(model);
  if (!known) {
    known = candidatesOf(model, sources);
    KNOWN.set(model, known);
  }
  return known;
}

function candidatesOf(model: DrawModel, { scenario, useDefaults }: SpreadSources): Candidate[] {
  const { bindings, shape } = model.middle.assessment;
  return model.params.flatMap((name, param): Candidate[] => {
    const series = model.series.get(name);
    const q = bindings.resolve(name).quantity;
    if (!q || q.fixed || (series ? param !== series.param : !q.input)) return [];
    const own = shape.params.includes(name) ? undefined : scenario.numbers[name]?.spread;
    const standard = useDefaults ? defaultSpreadOf(bindings.resolve(name), bindings) : undefined;
    // Without a spread of its own only a cell of the row can give one.
    if (!own && !standard && !shape.params.includes(name)) return [];
    return [{ name, param, q, sharedBy: q.sharedBy ?? 'site', years: series?.years ?? 0, scenario: own, standard }];
  });
}
