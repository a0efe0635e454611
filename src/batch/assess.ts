/** Many sites, chunk by chunk: rows of one shape run side by side in tiles; results keep the order of the sheet. */
import { bindShape } from '../assessment/assessment.ts';
import { chooseCall } from '../assessment/choose.ts';
import { type Finding, finding } from '../assessment/findings.ts';
import type { DroppedRow, SiteRow } from '../assessment/row.ts';
import { EMPTY_SCENARIO, type ScenarioValues, type Shape } from '../assessment/site.ts';
import type { Catalog } from '../catalog/index.ts';
import { type Frame, Interpreter } from '../engine/interpreter.ts';
import { buildModel, type Model, type ModelOutput } from '../engine/model.ts';
import { reasonOf } from '../engine/reason.ts';
import { GroupTable, groupId, type Level } from './groups.ts';
import { failingConditions, lostSlots, NO_REASONS, partsOf, series, type Warning, warningsOf } from './row-result.ts';

export type { Warning } from './row-result.ts';

export interface SiteResult {
  row: SiteRow;
  model: Model;
  /** Values of `model.outputs`; NaN where there is none. */
  values: readonly number[];
  /** Output position → why it is undefined. */
  reasons: ReadonlyMap<number, string>;
  /** Conditions that fail, or else that nobody can decide, where an output made of conditions is not `yes`. */
  failing: readonly string[];
  /** Codes with the numbers that go with them. */
  warnings: readonly Warning[];
  /** Numbers for groups and the total, part by part of `model.totals`; a flow is a list. */
  parts?: readonly (number | Float64Array)[] | undefined;
  /** Yearly table: values of `model.years`. */
  years?: readonly Float64Array[] | undefined;
}

export interface AssessOptions {
  catalog: Catalog;
  scenario?: ScenarioValues | undefined;
  /** Output columns wanted; undefined = all. */
  columns?: ReadonlySet<string> | undefined;
  /** Gather what groups and the total need. */
  totals?: boolean | undefined;
  /** Keep the yearly table. */
  years?: boolean | undefined;
}

const TILE = 128;
/** Models kept; the one unused for longest goes. */
const MAX_MODELS = 256;

export class AssessRun {
  readonly groups = new GroupTable();
  private readonly models = new Map<Shape, Model>();
  private readonly interpreter = new Interpreter();
  private readonly options: AssessOptions;
  private totals: boolean;

  constructor(options: AssessOptions) {
    this.options = options;
    this.totals = options.totals ?? false;
  }

  /** From now on rows carry what groups and the total need. */
  keepTotals(): void {
    this.totals = true;
    this.models.clear();
  }

  model(shape: Shape): Model {
    let m = this.models.get(shape);
    if (m) this.models.delete(shape);
    else {
      const assessment = bindShape(this.options.catalog, shape, this.options.scenario ?? EMPTY_SCENARIO);
      m = buildModel(assessment, this.options.columns, { totals: this.totals, years: this.options.years ?? false });
      const [oldest] = this.models.keys();
      if (this.models.size >= MAX_MODELS && oldest) this.models.delete(oldest);
    }
    this.models.set(shape, m);
    return m;
  }

  /** What all rows of a project must have in common; a blank programme means the default. */
  private sharedTexts(row: SiteRow): Record<'country' | 'programme', string> {
    const texts = { ...this.options.scenario?.texts, ...row.shape.texts };
    const call = chooseCall(this.options.catalog, texts.programme);
    return { country: texts.country ?? '', programme: call ? `${call.programme}@${call.call}` : '' };
  }

  /** First pass over a sheet with group columns: adds the rows' parts to the sums of one level. */
  gather(level: Level, rows: readonly (SiteRow | DroppedRow)[]): void {
    const members = rows.filter((r): r is SiteRow => {
      this.groups.count(level, r);
      if ('dropped' in r) this.groups.drop(r);
      else if (level === 'project') this.groups.note(r, this.sharedTexts(r));
      return !('dropped' in r) && groupId(r, level) !== '';
    });
    const parts: { row: SiteRow; slot: string; value: number; reason: string | undefined }[][] = members.map(() => []);
    this.tiles(members, (frame, lane, i, model) => {
      const row = members[i] as SiteRow;
      const list = parts[i] as (typeof parts)[number];
      for (const n of frame.graph.nodes) {
        if (n.op !== 'group' || n.level !== level) continue;
        const arg = n.args[0] as number;
        const value = frame.buffer[(frame.at[arg] as number) + lane] as number;
        list.push({
          row,
          slot: n.slot as string,
          value,
          reason: Number.isFinite(value) ? undefined : reasonOf(frame, arg, lane, this.groupReason(row)),
        });
      }
      for (const [slot, reason] of lostSlots(model, level)) list.push({ row, slot, value: Number.NaN, reason });
    });
    for (const list of parts)
      for (const p of list) this.groups.add(level, p.slot, groupId(p.row, level), p.value, p.reason);
  }

  /** Results of the good rows, in their order. */
  run(rows: readonly SiteRow[]): SiteResult[] {
    const results = new Array<SiteResult>(rows.length);
    this.tiles(rows, (frame, lane, i, model) => {
      results[i] = this.result(frame, lane, rows[i] as SiteRow, model);
    });
    return results;
  }

  /** What people must look into, beyond the row's own findings: figures that are missing for want of a decision, contradictions. */
  findings(r: SiteResult): Finding[] {
    const place = { row: r.row.line, site_id: r.row.siteId };
    const { choice } = r.model.assessment;
    const list: Finding[] = [];
    if (choice.kind === 'several' || choice.kind === 'case_not_stated') {
      const candidates = choice.candidates.map((m) => `${m.id}@${m.version} (${m.title.en})`).join('; ');
      const facts = choice.kind === 'case_not_stated' ? choice.facts.join(', ') : '';
      const code = choice.kind === 'several' ? 'choose_methodology' : 'case_not_stated';
      list.push(finding(code, 'warning', { candidates, facts }, { ...place, column: 'methodology' }));
    }
    if ([...r.reasons.values()].includes('missing_input:grid')) {
      list.push(
        finding('grid_needed', 'warning', { known: gridsOf(r.model).join(', ') }, { ...place, column: 'grid' }),
      );
    }
    for (const w of r.warnings) {
      if (w.code === 'given_differs') list.push(finding('given_differs', 'warning', w.params, place));
    }
    return list;
  }

  /** Groups whose rows do not belong together. */
  groupFindings(): Finding[] {
    return [...this.groups.mixed].map(([group, what]) => finding('group_mixed', 'warning', { group, what }));
  }

  private result(frame: Frame, lane: number, row: SiteRow, model: Model): SiteResult {
    const values = new Array<number>(model.outputs.length);
    let reasons: Map<number, string> | undefined;
    for (let j = 0; j < values.length; j++) {
      const o = model.outputs[j] as ModelOutput;
      const v = frame.buffer[(frame.at[o.node] as number) + lane] as number;
      values[j] = Number.isFinite(v) ? v : Number.NaN;
      if (!Number.isFinite(v)) {
        reasons ??= new Map();
        reasons.set(j, reasonOf(frame, o.node, lane, this.groupReason(row)));
      }
    }
    const failing = failingConditions(frame, lane, model);
    return {
      row,
      model,
      values,
      reasons: reasons ?? NO_REASONS,
      failing,
      warnings: warningsOf(frame, lane, model, failing),
      parts: this.totals ? partsOf(frame, lane, model) : undefined,
      years: this.options.years ? model.years.map((y) => series(frame, lane, y.node)) : undefined,
    };
  }

  private groupReason(row: SiteRow): (level: Level, slot: string) => string | undefined {
    return (level, slot) => this.groups.reason(level, slot, groupId(row, level));
  }

  /** One row with every quantity kept, for explaining it. */
  single(row: SiteRow): { model: Model; frame: Frame } {
    const assessment = bindShape(this.options.catalog, row.shape, this.options.scenario ?? EMPTY_SCENARIO);
    const model = buildModel(assessment, undefined, { everyQuantity: true });
    return { model, frame: this.tile(model, [row]) };
  }

  /**
   * Named quantities of rows, whether an output needs them or not. The years go as far as these quantities ask for.
   *
   * @returns by row and name the numbers of the years; of a once-only quantity the same in each; NaN where there is none
   */
  quantities(rows: readonly SiteRow[], names: readonly string[]): Float64Array[][] {
    const list = new Array<Float64Array[]>(rows.length);
    const modelOf = (shape: Shape) => {
      const assessment = bindShape(this.options.catalog, shape, this.options.scenario ?? EMPTY_SCENARIO);
      return buildModel(assessment, new Set(), { names });
    };
    this.tiles(
      rows,
      (frame, lane, i) => {
        list[i] = names.map((name) => {
          const node = frame.graph.byName.get(name);
          return node === undefined ? Float64Array.of(Number.NaN) : series(frame, lane, node);
        });
      },
      modelOf,
    );
    return list;
  }

  /** Runs rows of one model together; `each` is called with the position of the row in `rows`. */
  private tiles(
    rows: readonly SiteRow[],
    each: (frame: Frame, lane: number, index: number, model: Model) => void,
    modelOf = (shape: Shape): Model => this.model(shape),
  ): void {
    const byShape = new Map<Shape, number[]>();
    for (const [i, r] of rows.entries()) {
      const list = byShape.get(r.shape);
      if (list) list.push(i);
      else byShape.set(r.shape, [i]);
    }
    for (const [shape, indices] of byShape) {
      const model = modelOf(shape);
      for (let from = 0; from < indices.length; from += TILE) {
        const part = indices.slice(from, from + TILE);
        const frame = this.tile(
          model,
          part.map((i) => rows[i] as SiteRow),
        );
        for (const [lane, i] of part.entries()) each(frame, lane, i, model);
      }
    }
  }

  private tile(model: Model, rows: readonly SiteRow[]): Frame {
    const lanes = rows.length;
    const n = model.assessment.shape.params.length;
    const params = new Float64Array(n * lanes);
    for (let l = 0; l < lanes; l++) {
      const values = (rows[l] as SiteRow).values;
      for (let p = 0; p < n; p++) params[p * lanes + l] = values[p] as number;
    }
    return this.interpreter.run(model.graph, params, lanes, (level, slot, lane) => {
      const row = rows[lane] as SiteRow;
      return this.groups.sum(level, slot, groupId(row, level));
    });
  }
}

/** Grids for which the site's methodology has a factor. */
function gridsOf(model: Model): string[] {
  const fillers = Object.values(model.assessment.composition.methodology?.fillers ?? {});
  const options = fillers.flatMap((f) => f.options);
  return [
    ...new Set(options.flatMap(({ def }) => (def.k === 'by' && def.key === 'grid' ? Object.keys(def.values) : []))),
  ];
}
