/** Many sites, many draws: each row's draws depend on (seed, site, quantity, draw number) alone, so order and grouping do not matter. */
import { bindShape } from '../assessment/assessment.ts';
import type { Correlation } from '../assessment/correlation/read.ts';
import { type Finding, finding } from '../assessment/findings.ts';
import type { SiteRow } from '../assessment/row.ts';
import { EMPTY_SCENARIO, type ScenarioValues, type Shape } from '../assessment/site.ts';
import type { Catalog } from '../catalog/index.ts';
import { buildDrawModel, type DrawModel } from '../engine/draw-model.ts';
import { Interpreter } from '../engine/interpreter.ts';
import type { ModelOutput } from '../engine/model.ts';
import { reasonOf } from '../engine/reason.ts';
import { hash64 } from '../formula/hash64.ts';
import { correlationOf } from '../simulate/correlation.ts';
import { spreadNames } from '../simulate/default-spread.ts';
import { type Dimensions, dimensions } from '../simulate/dimensions.ts';
import { createSampler, type Sampler, type StreamKey } from '../simulate/points.ts';
import { drawnParams, type RowDraws, simulateNodes } from '../simulate/simulate-row.ts';
import { type Summary, shares, summarise } from '../simulate/summary.ts';
import { probability, type Threshold } from '../simulate/threshold.ts';
import type { Stream } from '../simulate/tile-draws.ts';
import { uncertainOf } from '../simulate/uncertain.ts';
import { type GroupTable, groupId } from './groups.ts';
import { Kernels } from './kernels.ts';

export interface SimulateOptions {
  catalog: Catalog;
  scenario?: ScenarioValues | undefined;
  columns: ReadonlySet<string>;
  draws: number;
  seed: number;
  sampling: 'sobol' | 'random';
  /** Use the catalog's spreads where row and scenario give none. */
  defaultSpreads: boolean;
  /** Rank correlations between quantities of one site. */
  correlation?: Correlation | undefined;
  /** `redraw`: the grant of rows that stand alone is worked out in every draw. */
  subsidy?: 'fixed' | 'redraw' | undefined;
  thresholds: readonly Threshold[];
  /** `interpreter`: no WebAssembly, e.g. under a strict content policy; the numbers are the same to the last bit. */
  executor?: 'kernel' | 'interpreter' | undefined;
  /** Group sums gathered at the middles. */
  groups: GroupTable;
}

export interface SimulatedOutput {
  output: ModelOutput;
  /** Draw by draw; NaN = undefined. */
  values: Float64Array;
  summary: Summary | undefined;
  /** Coded outputs: share of each label. */
  shares: Readonly<Record<string, number>> | undefined;
  /** Why it is undefined at the middles. */
  reason: string | undefined;
}

export interface SimulatedSite {
  row: SiteRow;
  model: DrawModel;
  streams: readonly Stream[];
  outputs: readonly SimulatedOutput[];
  probabilities: Readonly<Record<string, number>>;
  /** What did the work: rows of proposals, and models without a kernel, go to the interpreter. */
  executor: 'kernel' | 'interpreter';
}

export class SimulateRun {
  /** Of rows whose grant is fixed, and of rows whose grant is redrawn. */
  private readonly models = { fixed: new Map<Shape, DrawModel>(), redraw: new Map<Shape, DrawModel>() };
  private readonly kernels = new Kernels();
  private readonly interpreter = new Interpreter();
  private readonly middles = new Interpreter();
  private readonly sampler: Sampler;
  private readonly numbers: Dimensions;
  private readonly spreadNames: ReturnType<typeof spreadNames>;
  private readonly options: SimulateOptions;
  /** Whether a row kept its fixed grant because it belongs to a group. */
  private keptFixed = false;
  /** Sums of each proposal's rows, slot by slot and draw by draw, and one of its rows. */
  private readonly proposals = new Map<string, { row: SiteRow; slots: Map<string, Float64Array> }>();

  constructor(options: SimulateOptions) {
    this.options = options;
    this.sampler = createSampler({ sampling: options.sampling, seed: options.seed, draws: options.draws });
    this.numbers = dimensions(options.catalog);
    this.spreadNames = spreadNames(options.catalog, options.scenario ?? EMPTY_SCENARIO, options.defaultSpreads);
  }

  /** All draws of one row. A row of a proposal adds its part to the proposal's sums, draw by draw. */
  site(row: SiteRow): SimulatedSite {
    const { draws, reasons } = this.prepare(row);
    const { model } = draws;
    const slots = row.proposalId ? proposalSlots(model) : [];
    const kernel =
      row.proposalId || this.options.executor === 'interpreter'
        ? undefined
        : this.kernels.of(
            model,
            draws.streams.map((s) => s.param),
          );
    const values = simulateNodes({ ...draws, kernel, groups: row.proposalId ? ofTheProposal : undefined }, [
      ...model.outputs.map((o) => o.node),
      ...slots.map((s) => s.node),
    ]);
    for (const [i, s] of slots.entries()) this.gather(row, s.slot, values[model.outputs.length + i] as Float64Array);
    const outputs = model.outputs.map((output, i) => {
      const reason = row.proposalId && output.quantity.output?.only === 'proposal' ? 'see_proposal' : reasons[i];
      return this.summarised(output, values[i] as Float64Array, reason);
    });
    return {
      row,
      model,
      streams: draws.streams,
      outputs,
      probabilities: this.probabilities(outputs),
      executor: kernel ? 'kernel' : 'interpreter',
    };
  }

  /** Outputs that only a proposal as a whole has, from its sums draw by draw; call when all rows are through. */
  proposal(id: string): SimulatedOutput[] {
    const sums = this.proposals.get(id);
    if (!sums) return [];
    const { draws } = this.prepare(sums.row);
    const outputs = draws.model.outputs.filter((o) => o.quantity.output?.only === 'proposal');
    const groups = (_level: string, slot: string, draw: number) => sums.slots.get(slot)?.[draw];
    const values = simulateNodes(
      { ...draws, groups },
      outputs.map((o) => o.node),
    );
    return outputs.map((output, i) => this.summarised(output, values[i] as Float64Array, undefined));
  }

  /** One draw of a row: the numbers drawn, by parameter. */
  draw(row: SiteRow, k: number): { model: DrawModel; streams: readonly Stream[]; params: Float64Array } {
    const { draws } = this.prepare(row);
    return { model: draws.model, streams: draws.streams, params: drawnParams({ ...draws, first: k, draws: 1 }) };
  }

  /** What holds for the run as a whole; call when all rows are through. */
  findings(): Finding[] {
    return this.keptFixed ? [finding('redraw_fixed_in_groups', 'warning')] : [];
  }

  private gather(row: SiteRow, slot: string, values: Float64Array): void {
    const sums = this.proposals.get(row.proposalId) ?? { row, slots: new Map<string, Float64Array>() };
    const known = sums.slots.get(slot);
    if (!known) sums.slots.set(slot, values.slice());
    else for (let k = 0; k < known.length; k++) known[k] = (known[k] as number) + (values[k] as number);
    this.proposals.set(row.proposalId, sums);
  }

  private prepare(row: SiteRow): { draws: RowDraws; reasons: (string | undefined)[] } {
    const model = this.model(row);
    const params = new Float64Array(model.params.length);
    params.set(row.values);
    const groups = this.options.groups;
    const frame = this.middles.run(model.middle.graph, Float64Array.from(row.values), 1, (level, slot) =>
      groups.sum(level, slot, groupId(row, level)),
    );
    for (const f of model.fromMiddle) params[f.param] = frame.buffer[frame.at[f.node] as number] as number;
    const reasons = model.middle.outputs.map((o) => {
      const v = frame.buffer[frame.at[o.node] as number] as number;
      return Number.isFinite(v)
        ? undefined
        : reasonOf(frame, o.node, 0, (level, slot) => groups.reason(level, slot, groupId(row, level)));
    });
    const sources = {
      cells: row.spreads,
      scenario: this.options.scenario ?? EMPTY_SCENARIO,
      useDefaults: this.options.defaultSpreads,
      limit: this.options.catalog.choices.spreadOutsideRange,
    };
    const streams = uncertainOf(model, params, sources, this.numbers, frame.years).map((u) => ({
      ...u,
      key: keyOf(u.sharedBy, row),
    }));
    const draws = {
      model,
      params,
      streams,
      correlation: correlationOf(this.options.correlation, streams),
      sampler: this.sampler,
      interpreter: this.interpreter,
      first: 0,
      draws: this.options.draws,
    };
    return { draws, reasons };
  }

  private model(row: SiteRow): DrawModel {
    const { shape } = row;
    const asked = this.options.subsidy ?? 'fixed';
    const grouped = row.projectId !== '' || row.proposalId !== '';
    if (asked === 'redraw' && grouped) this.keptFixed = true;
    const grant = grouped ? 'fixed' : asked;
    const models = this.models[grant];
    let m = models.get(shape);
    if (!m) {
      const assessment = bindShape(this.options.catalog, shape, this.options.scenario ?? EMPTY_SCENARIO);
      m = buildDrawModel(assessment, this.options.columns, { ...this.spreadNames, redraw: grant === 'redraw' });
      models.set(shape, m);
    }
    return m;
  }

  private summarised(output: ModelOutput, values: Float64Array, reason: string | undefined): SimulatedOutput {
    const { labels } = output.quantity;
    return {
      output,
      values,
      summary: labels ? undefined : summarise(values, this.options.sampling),
      shares: labels ? shares(values, labels) : undefined,
      reason,
    };
  }

  private probabilities(outputs: readonly SimulatedOutput[]): Record<string, number> {
    const out: Record<string, number> = {};
    for (const t of this.options.thresholds) {
      const o = outputs.find((x) => x.output.column === t.output);
      if (o) out[t.text] = probability(o.values, t);
    }
    return out;
  }
}

function keyOf(sharedBy: Stream['sharedBy'], row: SiteRow): StreamKey {
  const { country = '', grid = 'national' } = row.shape.texts;
  switch (sharedBy) {
    case 'site':
      return { kind: 'site', hash: hash64(row.siteId) };
    case 'grid':
      return { kind: 'shared', hash: hash64(`grid ${country} ${grid}`) };
    case 'country':
      return { kind: 'shared', hash: hash64(`country ${country}`) };
    case 'all':
      return { kind: 'shared', hash: hash64('all') };
  }
}

/** A row of a proposal has no figure of the proposal by itself. */
const ofTheProposal = (level: string): number | undefined => (level === 'proposal' ? Number.NaN : undefined);

/** What each row adds to the sums of its proposal: node of the part, by slot. */
function proposalSlots(model: DrawModel): { slot: string; node: number }[] {
  return model.graph.nodes.flatMap((n) =>
    n.op === 'group' && n.level === 'proposal' ? [{ slot: n.slot as string, node: n.args[0] as number }] : [],
  );
}
