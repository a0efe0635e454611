/** The sums over sites that a run keeps, draw by draw: one slot for each figure that adds up, several for a ratio of sums. */

import type { DrawModel, SummedOutput } from '../engine/draw-model.ts';
import { Interpreter } from '../engine/interpreter.ts';
import type { ModelOutput } from '../engine/model.ts';
import type { BoundExpr } from '../formula/index.ts';
import { recomputeGraph } from './recompute.ts';

/** A figure of a group or of the total. */
export interface SlotColumn {
  output: ModelOutput;
  mode: SummedOutput['mode'];
  names: readonly string[];
  slots: readonly number[];
  /** Whose equations a ratio is worked out with. */
  model: DrawModel;
}

/** One at a time: its memory is used again by each. */
const INTERPRETER = new Interpreter();
/** Draws evaluated together. */
const TILE = 256;

export class SumSlots {
  /** By name of the output. */
  readonly columns = new Map<string, SlotColumn>();
  count = 0;
  private readonly known = new WeakMap<DrawModel, readonly SlotColumn[]>();

  /** The model's own figures: which slots each of their parts adds to. */
  of(model: DrawModel): readonly SlotColumn[] {
    let own = this.known.get(model);
    if (!own) {
      own = this.opened(model);
      this.known.set(model, own);
    }
    return own;
  }

  private opened(model: DrawModel): SlotColumn[] {
    return model.summed.flatMap((s): SlotColumn[] => {
      const known = this.columns.get(s.output.column);
      const names = s.parts.map((p) => p.name);
      // A figure that is worked out otherwise does not add up with those of the other rows.
      if (known) return known.names.join() === names.join() ? [known] : [];
      const column = { output: s.output, mode: s.mode, names, slots: names.map(() => this.count++), model };
      this.columns.set(s.output.column, column);
      return [column];
    });
  }
}

/**
 * A figure from the sums of its parts.
 * @param parts one array a part, equally long
 * @returns NaN where there is none
 */
export function figureOf(column: SlotColumn, parts: readonly Float64Array[]): Float64Array {
  const first = parts[0] as Float64Array;
  if (column.mode === 'sum') return first;
  const model = column.model.middle;
  const bodies = new Map<string, BoundExpr>(column.names.map((n, index) => [n, { k: 'param', index }]));
  const { graph, node } = recomputeGraph(model, column.output.name, column.names.join(' '), bodies);
  const out = new Float64Array(first.length);
  for (let from = 0; from < first.length; from += TILE) {
    const lanes = Math.min(TILE, first.length - from);
    const params = new Float64Array(parts.length * lanes);
    for (const [p, part] of parts.entries()) params.set(part.subarray(from, from + lanes), p * lanes);
    const frame = INTERPRETER.run(graph, params, lanes);
    const at = frame.at[node] as number;
    out.set(frame.buffer.subarray(at, at + lanes), from);
  }
  for (let k = 0; k < out.length; k++) if (!Number.isFinite(out[k])) out[k] = Number.NaN;
  return out;
}
