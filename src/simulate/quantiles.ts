import { OrderStatistics, Wanted } from './order-statistics.ts';

/**
 * Type 7 quantiles of a list of probabilities (the default of R and NumPy): with n numbers, the one at h = (n − 1) p in
 * order, ranks from 0, and linearly between ranks. Source: R. J. Hyndman and Y. Fan, "Sample quantiles in statistical
 * packages", The American Statistician 50 (1996), definition 7.
 */
class QuantileList {
  private readonly probabilities: readonly number[];
  /** Both neighbours of each h, each rank once. */
  readonly wanted: Wanted;

  /** @param probabilities ascending, 0 to 1 */
  constructor(probabilities: readonly number[]) {
    this.probabilities = probabilities;
    this.wanted = new Wanted(2 * probabilities.length);
  }

  /** Says which ranks of n ≥ 1 numbers are needed. */
  want(n: number): void {
    const { ranks } = this.wanted;
    let count = 0;
    for (const p of this.probabilities) {
      const lower = Math.floor((n - 1) * p);
      if (count === 0 || (ranks[count - 1] as number) < lower) ranks[count++] = lower;
      if (lower + 1 < n && (ranks[count - 1] as number) <= lower) ranks[count++] = lower + 1;
    }
    this.wanted.count = count;
  }

  /** The quantiles, once the ranks are found. */
  read(n: number, out: Float64Array): void {
    const { ranks, found } = this.wanted;
    for (let i = 0, at = 0; i < this.probabilities.length; i++) {
      const h = (n - 1) * (this.probabilities[i] as number);
      const lower = Math.floor(h);
      while ((ranks[at] as number) < lower) at++;
      const low = found[at] as number;
      const fraction = h - lower;
      const high = fraction === 0 ? low : (found[at + 1] as number);
      out[i] = low === high ? low : low * (1 - fraction) + high * fraction;
    }
  }
}

/** Quantiles of numbers and of consecutive parts of them. Keeps its room between calls. */
export class Quantiles {
  private readonly statistics = new OrderStatistics();
  private readonly all: QuantileList;
  private readonly parts: readonly QuantileList[];
  private readonly wanted: readonly Wanted[];

  /**
   * @param probabilities wanted of all numbers, ascending
   * @param partProbabilities wanted of each of the parts, ascending
   */
  constructor(probabilities: readonly number[], parts: number, partProbabilities: readonly number[]) {
    this.all = new QuantileList(probabilities);
    this.parts = Array.from({ length: parts }, () => new QuantileList(partProbabilities));
    this.wanted = this.parts.map((part) => part.wanted);
  }

  /**
   * @param x no NaN, no infinite number, no −0; at least one
   * @param ends where each part ends in x; the last is x.length
   * @param all receives the quantiles of all numbers, one a probability
   * @param parts receive those of each part; none: not wanted. No part may be empty if they are.
   */
  find(x: Float64Array, ends: ArrayLike<number>, all: Float64Array, parts?: readonly Float64Array[]): void {
    this.all.want(x.length);
    if (parts) for (let p = 0; p < this.parts.length; p++) (this.parts[p] as QuantileList).want(sizeOf(ends, p));
    this.statistics.find(x, ends, this.all.wanted, parts ? this.wanted : []);
    this.all.read(x.length, all);
    for (let p = 0; parts && p < this.parts.length; p++) {
      (this.parts[p] as QuantileList).read(sizeOf(ends, p), parts[p] as Float64Array);
    }
  }
}

function sizeOf(ends: ArrayLike<number>, part: number): number {
  return (ends[part] as number) - (part === 0 ? 0 : (ends[part - 1] as number));
}
