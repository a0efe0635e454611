/** Projects and proposals of a simulation: sums of their rows, draw by draw, and what only a proposal has. */
import type { DroppedRow, SiteRow } from '../assessment/row.ts';
import { Interpreter } from '../engine/interpreter.ts';
import { createSampler } from '../simulate/points.ts';
import { streamsWith } from '../simulate/program-streams.ts';
import { simulateNodes } from '../simulate/simulate-row.ts';
import { chance } from '../simulate/statistics.ts';
import { summarise } from '../simulate/summary.ts';
import { DrawSums, type DrawSumsState, figuresOf, type SumFigure, type SumFigures } from './draw-sums.ts';
import { groupId, LEVELS, type Level } from './groups.ts';
import type { PreparedSite, SimulatePlan } from './simulate-plan.ts';
import type { SimulatedSite } from './simulated-site.ts';

export interface SimulatedGroup extends SumFigures {
  level: Level;
  id: string;
}

interface Open {
  sums: DrawSums;
  /** Rows still to come, dropped ones included. */
  left: number;
  lost: boolean;
  /** Why a row lacks a figure, by output. */
  reasons: Map<string, string>;
  /** Of a proposal: sums of what its own figures read, and one of its rows. */
  slots: Map<string, Float64Array>;
  row: SiteRow | undefined;
}

/** Plain data. */
export type GroupsState = readonly [key: string, open: Omit<Open, 'sums'> & { sums: DrawSumsState }][];

/** A group is handed on as soon as its last row is through. */
export class SimulatedGroups {
  private readonly open = new Map<string, Open>();
  private readonly plan: SimulatePlan;
  private readonly done: (group: SimulatedGroup) => void;

  constructor(plan: SimulatePlan, done: (group: SimulatedGroup) => void) {
    this.plan = plan;
    this.done = done;
  }

  /** Rows in the order of the sheet, dropped ones too. */
  add(row: SiteRow | DroppedRow, site: SimulatedSite | undefined): void {
    for (const level of LEVELS) {
      const id = groupId(row, level);
      if (!id) continue;
      const key = `${level} ${id}`;
      const g = this.open.get(key) ?? this.opened(level, id);
      this.open.set(key, g);
      if (site) addSite(g, site, level);
      else g.lost = true;
      if (--g.left > 0) continue;
      this.open.delete(key);
      this.done(this.finished(g, level, id));
    }
  }

  get state(): GroupsState {
    return [...this.open].map(([key, g]) => [key, { ...g, sums: g.sums.state }]);
  }

  restore(state: GroupsState): void {
    for (const [key, g] of state) {
      const sums = new DrawSums();
      sums.restore(g.sums);
      this.open.set(key, { ...g, sums });
    }
  }

  private opened(level: Level, id: string): Open {
    const left = this.plan.options.groups.size(level, id);
    return { sums: new DrawSums(), left, lost: false, reasons: new Map(), slots: new Map(), row: undefined };
  }

  private finished(g: Open, level: Level, id: string): SimulatedGroup {
    const { plan } = this;
    const { groups } = plan.options;
    const mixed = level === 'project' && groups.mixed.has(id) ? 'mixed_in_group' : undefined;
    const lost = g.lost ? 'row_dropped' : mixed;
    const why = (output: string, sites: number): string | undefined =>
      lost ?? (sites < g.sums.sites ? (g.reasons.get(output) ?? 'only_single_sites') : undefined);
    const figures = figuresOf(g.sums, plan.figures, why);
    if (level !== 'proposal' || lost) return { level, id, ...figures };
    const own = this.ofProposal(g);
    return {
      level,
      id,
      sites: figures.sites,
      outputs: new Map([...figures.outputs, ...own.outputs]),
      probabilities: { ...figures.probabilities, ...own.probabilities },
    };
  }

  /** Figures that only a proposal as a whole has, by their own formula over its sums. */
  private ofProposal(g: Open): Pick<SumFigures, 'outputs' | 'probabilities'> {
    const outputs = new Map<string, SumFigure>();
    const probabilities: Record<string, number> = {};
    if (!g.row) return { outputs, probabilities };
    const { options } = this.plan;
    const [site] = this.plan.prepare([g.row]);
    const { model, params, program, shapes, key } = site as PreparedSite;
    const wanted = model.outputs.filter((o) => o.quantity.output?.only === 'proposal');
    const values = simulateNodes(
      {
        graph: model.graph,
        params,
        streams: streamsWith(program, shapes, key),
        correlation: program.correlation,
        sampler: createSampler(options),
        interpreter: new Interpreter(),
        first: 0,
        draws: options.draws,
        groups: (_level, slot, draw) => g.slots.get(slot)?.[draw],
      },
      wanted.map((o) => o.node),
    );
    for (const [i, o] of wanted.entries()) {
      const draws = values[i] as Float64Array;
      outputs.set(o.column, { summary: summarise(draws, options.sampling), sites: g.sums.sites });
      for (const t of options.thresholds) {
        const p = t.output === o.column ? chance(draws, t) : Number.NaN;
        if (!Number.isNaN(p)) probabilities[t.text] = p;
      }
    }
    return { outputs, probabilities };
  }
}

function addSite(g: Open, site: SimulatedSite, level: Level): void {
  g.row ??= site.row;
  g.sums.sites++;
  for (const c of site.planned.program.summed) {
    const parts = c.values.map(site.kept);
    if (!parts.every((p) => p?.some((v) => !Number.isNaN(v)))) continue;
    for (const [i, p] of parts.entries()) g.sums.add(c.slots[i] as number, p as Float64Array, 1);
  }
  for (const o of site.outputs)
    if (o.reason && !g.reasons.has(o.output.column)) g.reasons.set(o.output.column, o.reason);
  if (level !== 'proposal') return;
  for (const { slot, value } of site.planned.proposalParts) {
    const values = site.kept(value) as Float64Array;
    const known = g.slots.get(slot);
    if (!known) g.slots.set(slot, values.slice());
    else for (let k = 0; k < known.length; k++) known[k] = (known[k] as number) + (values[k] as number);
  }
}
