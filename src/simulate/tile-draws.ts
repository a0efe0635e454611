/** The drawn numbers of a row, tile by tile: uniforms, correlated where asked for, through the inverse of each distribution. */
import { correlate } from './correlate.ts';
import type { RowCorrelation } from './correlation.ts';
import { type DrawnShape, type Inverse, inverseOf } from './inverse.ts';
import type { Sampler, StreamKey, UniformStream } from './points.ts';

/** One parameter that varies: from which uniforms, by which distribution. Plain data. */
export interface Stream {
  param: number;
  dimension: number;
  key: StreamKey;
  shape: DrawnShape;
}

interface Drawn {
  param: number;
  dimension: number;
  inverse: Inverse;
  source: UniformStream;
}

export class TileDraws {
  private readonly alone: readonly Drawn[];
  private readonly together: readonly Drawn[];
  private readonly correlation: RowCorrelation | undefined;
  private readonly u: Float64Array;
  private readonly columns: readonly Float64Array[];

  /** @param tile most draws at a time */
  constructor(streams: readonly Stream[], correlation: RowCorrelation | undefined, sampler: Sampler, tile: number) {
    const drawn = streams.map((s) => ({
      param: s.param,
      dimension: s.dimension,
      inverse: inverseOf(s.shape),
      source: sampler.stream(s.key),
    }));
    const joined = new Set(correlation?.streams);
    this.correlation = correlation;
    this.alone = drawn.filter((_, i) => !joined.has(i));
    this.together = (correlation?.streams ?? []).map((i) => drawn[i] as Drawn);
    this.u = new Float64Array(tile);
    this.columns = this.together.map(() => new Float64Array(tile));
  }

  /**
   * Draws first … first + count − 1.
   * @param to where the numbers of a parameter go
   */
  fill(first: number, count: number, to: (param: number) => Float64Array): void {
    for (const d of this.alone) {
      d.source.fill(this.u, d.dimension, first, count);
      d.inverse.fill(this.u, to(d.param), count);
    }
    if (!this.correlation) return;
    for (const [i, d] of this.together.entries())
      d.source.fill(this.columns[i] as Float64Array, d.dimension, first, count);
    correlate(this.columns, this.correlation.factor, count);
    for (const [i, d] of this.together.entries()) d.inverse.fill(this.columns[i] as Float64Array, to(d.param), count);
  }
}
