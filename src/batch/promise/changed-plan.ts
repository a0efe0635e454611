/** Points and other figures of a unit when its plan is changed: quantities of all its rows multiplied by one number. */
import { bindShape } from '../../assessment/assessment.ts';
import type { SiteRow } from '../../assessment/row.ts';
import { EMPTY_SCENARIO, type ScenarioValues, type Shape } from '../../assessment/site.ts';
import type { Catalog } from '../../catalog/index.ts';
import type { GroupSums } from '../../engine/graph.ts';
import { type Frame, Interpreter } from '../../engine/interpreter.ts';
import { type ScaledGraph, scaledGraph } from '../../engine/scaled-graph.ts';
import type { GroupTable, Level } from '../groups.ts';
import { firstOf, type Unit } from './unit.ts';

export interface PlanSettings {
  catalog: Catalog;
  scenario: ScenarioValues | undefined;
  /** Group sums of the whole sheet at the middles. */
  groups: GroupTable;
}

/** Sums over the unit's rows, by slot: one number a factor, and last the plan as it is. */
type Sums = Map<string, Float64Array>;

export class ChangedPlan {
  private readonly settings: PlanSettings;
  private readonly interpreter = new Interpreter();
  private readonly graphs = new WeakMap<Shape, Map<string, ScaledGraph>>();

  constructor(settings: PlanSettings) {
    this.settings = settings;
  }

  /**
   * @param scales names of what is multiplied, see `scaledGraph`
   * @param targets names of once-only quantities; of a proposal those that all its rows share
   * @returns one array a target: its value at each factor, NaN = none
   */
  at(unit: Unit, scales: readonly string[], targets: readonly string[], factors: Float64Array): Float64Array[] {
    const run = (row: SiteRow, sums?: GroupSums) => this.run(row, scales, targets, factors, sums);
    const changed = this.projectChanges(unit, run);
    const inProject = (row: SiteRow): GroupSums => {
      return (level, slot, lane) => (level === 'project' ? this.projectSum(row, slot, changed, lane) : undefined);
    };
    const proposal: Sums = new Map();
    for (const row of unit.proposalId ? unit.rows : [])
      for (const { slot, values } of parts(run(row, inProject(row)), 'proposal')) addTo(proposal, slot, values);
    const first = firstOf(unit);
    const frame = run(first, (level, slot, lane) => {
      if (level === 'project') return inProject(first)(level, slot, lane);
      return unit.proposalId ? this.proposalSum(unit, slot, proposal, lane) : undefined;
    });
    return targets.map((t) => {
      const from = frame.at[frame.graph.byName.get(t) as number] as number;
      const values = frame.buffer.slice(from, from + factors.length);
      return values.map((v) => (Number.isFinite(v) ? v : Number.NaN));
    });
  }

  /**
   * Whether the changed plan raises a warning that the plan as it is does not.
   * @param targets as for `at`: they decide what is multiplied
   * @param codes of the warnings looked for
   * @returns one number a factor, 1 = it does
   */
  raises(
    unit: Unit,
    scales: readonly string[],
    targets: readonly string[],
    codes: readonly string[],
    factors: Float64Array,
  ): Uint8Array {
    const raised = new Uint8Array(factors.length);
    for (const row of unit.rows) {
      const { checks } = this.graphOf(row, scales, targets, codes);
      const frame = this.run(row, scales, targets, factors, undefined, codes);
      for (const node of checks) {
        const at = (lane: number) => (frame.buffer[(frame.at[node] as number) + lane] as number) > 0;
        if (at(factors.length)) continue;
        for (let l = 0; l < factors.length; l++) if (at(l)) raised[l] = 1;
      }
    }
    return raised;
  }

  /** What is multiplied in a row, with its value as planned. */
  scaled(row: SiteRow, scales: readonly string[], targets: readonly string[]) {
    const { scaled } = this.graphOf(row, scales, targets);
    const frame = this.run(row, scales, targets, new Float64Array(0), undefined);
    return scaled.map((r) => {
      const value = frame.buffer[frame.at[frame.graph.byName.get(r.name) as number] as number] as number;
      return { name: r.name, quantity: r.quantity, value };
    });
  }

  /** How the parts of the unit's rows in their projects' sums differ from the plan as it is, by project and slot. */
  private projectChanges(unit: Unit, run: (row: SiteRow) => Frame): Sums {
    const changes: Sums = new Map();
    for (const row of unit.rows) {
      if (!row.projectId) continue;
      for (const { slot, values } of parts(run(row), 'project')) {
        const asPlanned = values.at(-1) as number;
        addTo(
          changes,
          `${row.projectId} ${slot}`,
          values.map((v) => v - asPlanned),
        );
      }
    }
    return changes;
  }

  private projectSum(row: SiteRow, slot: string, changes: Sums, lane: number): number | undefined {
    const sum = this.settings.groups.sum('project', slot, row.projectId);
    return sum === undefined ? undefined : sum + (changes.get(`${row.projectId} ${slot}`)?.[lane] ?? 0);
  }

  /** NaN where the proposal lost a row. */
  private proposalSum(unit: Unit, slot: string, sums: Sums, lane: number): number {
    const known = this.settings.groups.sum('proposal', slot, unit.proposalId) ?? 0;
    return Number.isNaN(known) ? Number.NaN : (sums.get(slot)?.[lane] ?? Number.NaN);
  }

  private run(
    row: SiteRow,
    scales: readonly string[],
    targets: readonly string[],
    factors: Float64Array,
    sums: GroupSums | undefined,
    codes: readonly string[] = [],
  ): Frame {
    const { graph, factor } = this.graphOf(row, scales, targets, codes);
    const lanes = factors.length + 1;
    const params = new Float64Array((factor + 1) * lanes);
    for (let p = 0; p < factor; p++) params.fill(row.values[p] as number, p * lanes, (p + 1) * lanes);
    params.set(factors, factor * lanes);
    params[factor * lanes + factors.length] = 1;
    return this.interpreter.run(graph, params, lanes, sums);
  }

  private graphOf(
    { shape }: SiteRow,
    scales: readonly string[],
    targets: readonly string[],
    codes: readonly string[] = [],
  ): ScaledGraph {
    const known = this.graphs.get(shape) ?? new Map<string, ScaledGraph>();
    this.graphs.set(shape, known);
    const key = [scales, targets, codes].map((names) => names.join(' ')).join(' → ');
    let graph = known.get(key);
    if (!graph) {
      const assessment = bindShape(this.settings.catalog, shape, this.settings.scenario ?? EMPTY_SCENARIO);
      graph = scaledGraph(assessment, scales, targets, codes);
      known.set(key, graph);
    }
    return graph;
  }
}

/** What a row adds to the sums of its group, lane by lane. */
function parts(frame: Frame, level: Level): { slot: string; values: Float64Array }[] {
  return frame.graph.nodes.flatMap((n) => {
    if (n.op !== 'group' || n.level !== level) return [];
    const from = frame.at[n.args[0] as number] as number;
    return [{ slot: n.slot as string, values: frame.buffer.slice(from, from + frame.lanes) }];
  });
}

function addTo(sums: Sums, slot: string, values: Float64Array): void {
  const known = sums.get(slot);
  if (!known) sums.set(slot, values);
  else for (let l = 0; l < known.length; l++) known[l] = (known[l] as number) + (values[l] as number);
}
