/** Rows → what their draws need: the program of their kind, the middles of their parameters, their distributions. */
import { bindShape } from '../assessment/assessment.ts';
import { type Finding, finding } from '../assessment/findings.ts';
import type { SiteRow } from '../assessment/row.ts';
import { EMPTY_SCENARIO, type Shape } from '../assessment/site.ts';
import { buildDrawModel, type DrawModel } from '../engine/draw-model.ts';
import { Interpreter } from '../engine/interpreter.ts';
import { reasonOf } from '../engine/reason.ts';
import { hash64 } from '../formula/hash64.ts';
import { spreadNames } from '../simulate/default-spread.ts';
import { type Dimensions, dimensions } from '../simulate/dimensions.ts';
import { type Uncertain, uncertainOf } from '../simulate/uncertain.ts';
import type { PlannedProgram } from './draw-programs.ts';
import type { FigureOptions } from './draw-sums.ts';
import { groupId, type Level } from './groups.ts';
import type { SiteTask } from './job.ts';
import { type Family, newFamily, ProgramCache } from './program-cache.ts';
import { yearsOf } from './row-result.ts';
import { keepsDraws, type SimulateOptions, summableOf } from './simulate-options.ts';
import { type SlotColumn, SumSlots } from './sum-slots.ts';

export interface PreparedSite extends SiteTask {
  row: SiteRow;
  model: DrawModel;
  planned: PlannedProgram;
  uncertain: readonly Uncertain[];
  /** Why each output is undefined at the middles. */
  reasons: readonly (string | undefined)[];
  /** What is taken from the middles and is undefined there → why. */
  lost: ReadonlyMap<string, string>;
}

type Grant = 'fixed' | 'redraw';

/** Plain data. */
interface Opener {
  shape: Shape;
  grant: Grant;
}

interface Known {
  model: DrawModel;
  grant: Grant;
  /** Of rows in proposals, and of others. */
  inProposal: Family;
  others: Family;
}

/** Rows evaluated together. */
const TILE = 128;
/** Kinds of rows kept; the one unused for longest goes. */
const MOST = 256;
const NONE_LOST: ReadonlyMap<string, string> = new Map();

export class SimulatePlan {
  readonly options: SimulateOptions;
  readonly slots = new SumSlots();
  /** Of rows whose grant is fixed, and of rows whose grant is redrawn. */
  private readonly known = { fixed: new Map<Shape, Known>(), redraw: new Map<Shape, Known>() };
  private readonly numbers: Dimensions;
  private readonly spreadNames: ReturnType<typeof spreadNames>;
  private readonly interpreter = new Interpreter();
  private readonly programs: ProgramCache;
  private readonly openers: Opener[] = [];
  private readonly summable: readonly string[];

  constructor(options: SimulateOptions) {
    this.options = options;
    this.programs = new ProgramCache(options);
    this.summable = summableOf(options);
    this.numbers = dimensions(options.catalog);
    this.spreadNames = spreadNames(options.catalog, options.scenario ?? EMPTY_SCENARIO, options.defaultSpreads);
  }

  /** What groups and the total are worked out with. */
  get figures(): FigureOptions {
    const { sampling, thresholds } = this.options;
    return { summable: this.summable, slots: this.slots, sampling, thresholds };
  }

  /** In the order of the rows. */
  prepare(rows: readonly SiteRow[]): PreparedSite[] {
    const byModel = new Map<Known, number[]>();
    for (const [i, row] of rows.entries()) {
      const known = this.of(row.shape, this.grantOf(row));
      const list = byModel.get(known);
      if (list) list.push(i);
      else byModel.set(known, [i]);
    }
    const out = new Array<PreparedSite>(rows.length);
    for (const [known, indices] of byModel) {
      for (let from = 0; from < indices.length; from += TILE) {
        const part = indices.slice(from, from + TILE);
        const sites = this.tile(
          known,
          part.map((i) => rows[i] as SiteRow),
        );
        for (const [lane, i] of part.entries()) out[i] = sites[lane] as PreparedSite;
      }
    }
    return out;
  }

  /** Kinds of rows in the order in which they opened slots: plain data from which another run gives the same slots. */
  get opened(): readonly Opener[] {
    return this.openers;
  }

  /** Opens the slots of an earlier run. */
  reopen(openers: readonly Opener[]): void {
    for (const { shape, grant } of openers) this.slotsOf(this.of(shape, grant));
  }

  /** What holds for the run as a whole. */
  findings(): Finding[] {
    const { subsidy, groups } = this.options;
    return subsidy === 'redraw' && groups.any ? [finding('redraw_fixed_in_groups', 'warning')] : [];
  }

  private slotsOf({ model, grant }: Known): readonly SlotColumn[] {
    const before = this.slots.count;
    const columns = this.slots.of(model);
    if (this.slots.count > before) this.openers.push({ shape: model.middle.assessment.shape, grant });
    return columns;
  }

  /** The grant of a group rests on all its rows, which are drawn one after the other: it stays fixed. */
  private grantOf(row: SiteRow): Grant {
    const grouped = row.projectId !== '' || row.proposalId !== '';
    return grouped ? 'fixed' : (this.options.subsidy ?? 'fixed');
  }

  /** Numbers of programs that no later row uses. */
  forgotten(): number[] {
    return this.programs.forgotten();
  }

  private of(shape: Shape, grant: Grant): Known {
    const ofGrant = this.known[grant];
    let known = ofGrant.get(shape);
    if (known) ofGrant.delete(shape);
    else {
      const assessment = bindShape(this.options.catalog, shape, this.options.scenario ?? EMPTY_SCENARIO);
      const options = { ...this.spreadNames, redraw: grant === 'redraw' };
      const model = buildDrawModel(assessment, this.options.columns, options);
      known = { model, grant, inProposal: newFamily(), others: newFamily() };
      const [oldest] = ofGrant;
      if (ofGrant.size >= MOST && oldest) {
        ofGrant.delete(oldest[0]);
        this.programs.forget(oldest[1].inProposal);
        this.programs.forget(oldest[1].others);
      }
    }
    ofGrant.set(shape, known);
    return known;
  }

  /** The middles of rows of one model, side by side. */
  private tile(known: Known, rows: readonly SiteRow[]): PreparedSite[] {
    const { model } = known;
    const { groups } = this.options;
    const own = model.middle.assessment.shape.params.length;
    const lanes = rows.length;
    const values = new Float64Array(own * lanes);
    for (const [l, row] of rows.entries())
      for (let p = 0; p < own; p++) values[p * lanes + l] = row.values[p] as number;
    const sum = (level: Level, slot: string, lane: number) =>
      groups.sum(level, slot, groupId(rows[lane] as SiteRow, level));
    const frame = this.interpreter.run(model.middle.graph, values, lanes, sum);
    const at = (node: number, lane: number) => frame.buffer[(frame.at[node] as number) + lane] as number;
    const why = (node: number, lane: number): string =>
      reasonOf(frame, node, lane, (level, slot) => groups.reason(level, slot, groupId(rows[lane] as SiteRow, level)));
    return rows.map((row, lane) => {
      const params = new Float64Array(model.params.length);
      for (let p = 0; p < row.values.length; p++) params[p] = row.values[p] as number;
      let lost: Map<string, string> | undefined;
      for (const f of model.fromMiddle) {
        const v = at(f.node, lane);
        params[f.param] = v;
        if (Number.isFinite(v)) continue;
        lost ??= new Map<string, string>();
        lost.set(model.params[f.param] as string, why(f.node, lane));
      }
      const reasons = model.middle.outputs.map((o) => {
        if (row.proposalId && o.quantity.output?.only === 'proposal') return 'see_proposal';
        if (Number.isFinite(at(o.node, lane))) return undefined;
        return why(o.node, lane);
      });
      return { ...this.prepared(known, row, params, yearsOf(frame, lane)), reasons, lost: lost ?? NONE_LOST };
    });
  }

  private prepared(
    known: Known,
    row: SiteRow,
    params: Float64Array,
    years: number,
  ): Omit<PreparedSite, 'reasons' | 'lost'> {
    const { options } = this;
    const sources = {
      cells: row.spreads,
      scenario: options.scenario ?? EMPTY_SCENARIO,
      useDefaults: options.defaultSpreads,
    };
    const uncertain = uncertainOf(known.model, params, sources, this.numbers, years);
    const ofProposal = row.proposalId !== '';
    const family = ofProposal ? known.inProposal : known.others;
    const { planned, shapes } = this.programs.choose(
      family,
      known.model,
      { shape: row.shape, ofProposal, params },
      uncertain,
      this.slotsOf(known),
    );
    return {
      row,
      model: known.model,
      planned,
      program: planned.program,
      params,
      uncertain,
      shapes,
      key: hash64(row.siteId),
      keep: row.projectId !== '' || row.proposalId !== '' || keepsDraws(options, row.siteId),
    };
  }
}
