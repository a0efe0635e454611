/**
 * A site under other plans: some quantities replaced, and everything worked out anew, the grant too. All plans of a site are
 * judged by the same draws.
 */
import { bindShape } from '../assessment/assessment.ts';
import { type Changes, changedRow } from '../assessment/changed-row.ts';
import type { SiteRow } from '../assessment/row.ts';
import { EMPTY_SCENARIO, type Shape } from '../assessment/site.ts';
import type { Quantity } from '../catalog/index.ts';
import { Interpreter } from '../engine/interpreter.ts';
import { buildModel, type Model } from '../engine/model.ts';
import type { SiteResult } from './assess.ts';
import { ChangedRows } from './changed-rows.ts';
import { type GroupTable, groupId, LEVELS, type Level } from './groups.ts';
import type { SimulateOptions } from './simulate-options.ts';

/** Kinds of rows kept; the oldest goes. */
const MOST_MODELS = 256;

export class WhatIf {
  /** Group sums of the sheet as it is. */
  private readonly groups: GroupTable;
  private readonly options: SimulateOptions;
  private readonly changed: ChangedRows;
  private readonly models = new Map<Shape, Model>();
  private readonly interpreter = new Interpreter();

  /** @param options the outputs wanted are its columns */
  constructor(options: SimulateOptions) {
    this.options = options;
    this.groups = options.groups;
    this.changed = new ChangedRows(options);
  }

  /** A number of the site that a plan may replace, by its column, its name or a word for it. */
  quantity(row: SiteRow, name: string): Quantity | undefined {
    const entries = [...this.model(row.shape).assessment.composition.entries.values()];
    const own = entries.filter((e) => e.suffix === '' && e.quantity.kind === 'number').map((e) => e.quantity);
    const { planWords = {} } = this.options.catalog.choices;
    const meant = Object.hasOwn(planWords, name) ? (planWords[name] ?? []) : [name];
    for (const n of meant) {
      const q = own.find((x) => x.column === n) ?? own.find((x) => x.name === n);
      if (q) return q;
    }
    return undefined;
  }

  /** The quantity's middle in the plan as it is, in its unit; NaN where it has none. */
  own(row: SiteRow, name: string): number {
    const model = this.model(row.shape);
    const node = model.graph.byName.get(name);
    if (node === undefined) return Number.NaN;
    const { buffer, at } = this.interpreter.run(model.graph, Float64Array.from(row.values), 1, (level, slot) =>
      this.groups.sum(level, slot, groupId(row, level)),
    );
    return buffer[at[node] as number] as number;
  }

  /** Outputs with every quantity at its middle, one result a plan. */
  middles(row: SiteRow, plans: readonly Changes[]): SiteResult[] {
    return this.inGroups(row, plans, (rows) => this.changed.middles(rows));
  }

  /** Draws of the outputs, one list a plan; NaN = undefined. */
  draws(row: SiteRow, plans: readonly Changes[]): (readonly Float64Array[])[] {
    return this.inGroups(row, plans, (rows) => this.changed.draws(rows));
  }

  /** Rows of the plans, each in groups of its own: those of the sheet with this row changed. */
  private inGroups<T>(row: SiteRow, plans: readonly Changes[], run: (rows: readonly SiteRow[]) => T): T {
    let rows = plans.map((p) => changedRow(row, p));
    for (const level of LEVELS) if (groupId(row, level)) rows = this.placed(level, row, rows);
    const result = run(rows);
    this.changed.assess.groups.clear();
    return result;
  }

  /** The sums of a plan's group: those of the sheet, less the row as it is, and the changed row. */
  private placed(level: Level, row: SiteRow, rows: readonly SiteRow[]): SiteRow[] {
    const { assess } = this.changed;
    const { groups } = assess;
    const id = groupId(row, level);
    const named = (r: SiteRow, name: string): SiteRow =>
      level === 'project' ? { ...r, projectId: name } : { ...r, proposalId: name };
    const alone = rows.map((r, i) => named(r, `alone ${i}`));
    assess.gather(level, [named(row, 'as it is'), ...alone]);
    return rows.map((r, i) => {
      for (const slot of slotsOf(assess.model(r.shape), level)) {
        const [sheet, before] = [this.groups.sum(level, slot, id), groups.sum(level, slot, 'as it is')];
        const after = groups.sum(level, slot, `alone ${i}`) ?? Number.NaN;
        const reason = this.groups.reason(level, slot, id) ?? groups.reason(level, slot, `alone ${i}`);
        groups.add(level, slot, `plan ${i}`, (sheet ?? Number.NaN) - (before ?? Number.NaN) + after, reason);
      }
      return named(r, `plan ${i}`);
    });
  }

  private model(shape: Shape): Model {
    let known = this.models.get(shape);
    if (!known) {
      const { catalog, scenario = EMPTY_SCENARIO } = this.options;
      known = buildModel(bindShape(catalog, shape, scenario), new Set(), { everyQuantity: true });
      const [oldest] = this.models.keys();
      if (this.models.size >= MOST_MODELS && oldest) this.models.delete(oldest);
      this.models.set(shape, known);
    }
    return known;
  }
}

function slotsOf(model: Model, level: Level): string[] {
  return model.graph.nodes.flatMap((n) => (n.op === 'group' && n.level === level ? [n.slot as string] : []));
}
