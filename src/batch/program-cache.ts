/**
 * Which draw program a row uses. Rows of one kind that spread the same cells share one; where a sheet spreads ever other
 * combinations of cells, one program draws all of them, and what a row does not spread is constant in it: the same bits.
 */
import type { Shape } from '../assessment/site.ts';
import type { DrawModel } from '../engine/draw-model.ts';
import { hash64 } from '../formula/hash64.ts';
import { correlationOf } from '../simulate/correlation.ts';
import type { DrawnShape } from '../simulate/inverse.ts';
import type { ProgramStream } from '../simulate/program.ts';
import type { StreamKey } from '../simulate/stream-key.ts';
import type { Uncertain } from '../simulate/uncertain.ts';
import { type PlannedProgram, programOf } from './draw-programs.ts';
import type { SimulateOptions } from './simulate-options.ts';
import type { SlotColumn } from './sum-slots.ts';

export interface ChosenProgram {
  planned: PlannedProgram;
  /** Distributions of the streams that do not have theirs from the program. */
  shapes: readonly DrawnShape[];
}

/** Programs of a model for rows in proposals, or for others. */
export interface Family {
  exact: Map<string, PlannedProgram>;
  /** Draws whatever any row so far has spread. */
  union: { planned: PlannedProgram; streams: readonly Uncertain[] } | undefined;
  /** By parameter. */
  seen: Map<number, Uncertain>;
  /** Rows differ in how they draw a parameter, not only in whether. */
  divided: boolean;
  /** What the last row spread, and its key in `exact`. */
  last: { streams: readonly Uncertain[]; key: string } | undefined;
}

export const newFamily = (): Family => ({
  exact: new Map(),
  union: undefined,
  seen: new Map(),
  divided: false,
  last: undefined,
});

/** Combinations of a model that have a program of their own. */
const FEW = 4;
/** Draws of all programs together that a worker keeps, as numbers; beyond it the program unused for longest goes. */
const BUDGET = 1 << 24;
/** What a program takes beside its draws. */
const OVERHEAD = 1 << 15;
const LEAST = 8;

export class ProgramCache {
  private readonly options: SimulateOptions;
  private readonly kept = new Map<PlannedProgram, { size: number; remove: () => void }>();
  private size = 0;
  private newest: PlannedProgram | undefined;
  private ids = 0;
  private dropped: number[] = [];

  constructor(options: SimulateOptions) {
    this.options = options;
  }

  /**
   * @param params middles of the row's parameters
   * @param columns sums that the rows of the model are in
   */
  choose(
    family: Family,
    model: DrawModel,
    row: { shape: Shape; ofProposal: boolean; params: Float64Array },
    uncertain: readonly Uncertain[],
    columns: readonly SlotColumn[],
  ): ChosenProgram {
    const key = keyOf(family, uncertain);
    const own = family.exact.get(key);
    if (!own) note(family, uncertain);
    // What is correlated depends on what is spread: there each combination needs a program of its own.
    if (own || family.exact.size < FEW || family.divided || this.options.correlation) {
      const planned = own ?? this.make(model, row, uncertain, columns);
      if (!own) family.exact.set(key, planned);
      this.touch(planned, () => family.exact.delete(key));
      return { planned, shapes: shapesOf(uncertain) };
    }
    const spread = new Map(uncertain.map((u) => [u.param, u]));
    if (!family.union || family.union.streams.length < family.seen.size) {
      const streams = [...family.seen.values()];
      family.union = { planned: this.make(model, row, streams, columns), streams };
    }
    const { union } = family;
    this.touch(union.planned, () => {
      if (family.union === union) family.union = undefined;
    });
    const shapes = union.streams.map(
      (s): Uncertain => spread.get(s.param) ?? { ...s, shape: constant(row.params[s.param] as number) },
    );
    return { planned: union.planned, shapes: shapesOf(shapes) };
  }

  private make(
    model: DrawModel,
    row: { shape: Shape; ofProposal: boolean },
    streams: readonly Uncertain[],
    columns: readonly SlotColumn[],
  ): PlannedProgram {
    return programOf(model, {
      id: this.ids++,
      streams: streams.map((u) => streamOf(u, row.shape)),
      columns,
      correlation: correlationOf(this.options.correlation, streams),
      thresholds: this.options.thresholds,
      ofProposal: row.ofProposal,
      compile: this.options.executor !== 'interpreter',
    });
  }

  forget(family: Family): void {
    for (const p of [...family.exact.values(), ...(family.union ? [family.union.planned] : [])]) this.drop(p);
  }

  /** Numbers of programs that no later row uses. */
  forgotten(): number[] {
    const list = this.dropped;
    this.dropped = [];
    return list;
  }

  private touch(planned: PlannedProgram, remove: () => void): void {
    if (planned === this.newest) return;
    this.newest = planned;
    const known = this.kept.get(planned);
    const size = known?.size ?? planned.program.nodes.length * this.options.draws + OVERHEAD;
    if (known) this.kept.delete(planned);
    else this.size += size;
    this.kept.set(planned, { size, remove });
    for (const oldest of this.kept.keys()) {
      if (this.size <= BUDGET || this.kept.size <= LEAST) break;
      this.drop(oldest);
    }
  }

  private drop(planned: PlannedProgram): void {
    const known = this.kept.get(planned);
    if (!known) return;
    this.kept.delete(planned);
    if (planned === this.newest) this.newest = undefined;
    this.size -= known.size;
    known.remove();
    this.dropped.push(planned.program.id);
  }
}

/** Takes up what a row spreads. */
function note(family: Family, uncertain: readonly Uncertain[]): void {
  for (const u of uncertain) {
    const known = family.seen.get(u.param);
    if (!known) family.seen.set(u.param, u);
    // A column of data is the program's, so no row can do without it.
    if (ofRun(u) || (known && idOf(known) !== idOf(u))) family.divided = true;
  }
}

/** Most rows spread what the row before did: texts are made only where they do not. */
function keyOf(family: Family, streams: readonly Uncertain[]): string {
  const { last } = family;
  const same =
    last?.streams.length === streams.length && streams.every((u, i) => isAlike(u, last.streams[i] as Uncertain));
  const key = same ? last.key : streams.map(idOf).join(' ');
  family.last = { streams, key };
  return key;
}

const isAlike = (a: Uncertain, b: Uncertain): boolean =>
  a.param === b.param && a.dimension === b.dimension && ofRun(a) === ofRun(b);

/** A stream of a program: of which parameter, from which dimension, and whether its distribution is the program's own. */
const idOf = (u: Uncertain): string => `${u.param}:${u.dimension}${ofRun(u) ? ':run' : ''}`;

/** A column of data is sent once, not with every site. */
const ofRun = (u: Uncertain): boolean => u.shape.kind === 'empirical';

const shapesOf = (uncertain: readonly Uncertain[]): DrawnShape[] => {
  const shapes: DrawnShape[] = [];
  for (const u of uncertain) if (!ofRun(u)) shapes.push(u.shape);
  return shapes;
};

const constant = (value: number): DrawnShape & Uncertain['shape'] => ({ kind: 'uniform', low: value, high: value });

function streamOf(u: Uncertain, shape: Shape): ProgramStream {
  const { param, dimension } = u;
  return { param, dimension, key: sharedKey(u.sharedBy, shape), shape: ofRun(u) ? u.shape : undefined };
}

/** Whose draws a shared quantity takes; none for a site's own. */
function sharedKey(sharedBy: Uncertain['sharedBy'], shape: Shape): StreamKey | undefined {
  const { country = '', grid = 'national' } = shape.texts;
  switch (sharedBy) {
    case 'site':
      return undefined;
    case 'grid':
      return { kind: 'shared', hash: hash64(`grid ${country} ${grid}`) };
    case 'country':
      return { kind: 'shared', hash: hash64(`country ${country}`) };
    case 'all':
      return { kind: 'shared', hash: hash64('all') };
  }
}
