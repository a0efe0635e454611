/**
 * First-order and total Sobol' indices: the share of an output's variance that goes with a factor alone, and with it in any
 * company.
 *
 * Design of A. Saltelli: two independent matrices of points A and B, and for each factor A with the factor's dimensions taken
 * from B. First order: A. Saltelli et al., Computer Physics Communications 181 (2010), table 2 (b); total: M. J. W. Jansen,
 * Computer Physics Communications 117 (1999). Both are exactly 0 for a factor that changes nothing.
 */
import type { Factor, PointsModel } from './points-model.ts';

export interface SobolIndex {
  first: number;
  /** 95 % interval. */
  firstCi: readonly [number, number];
  total: number;
  totalCi: readonly [number, number];
}

export interface SobolIndices {
  /** In the order of the factors; nothing where the output has too few points. */
  factors: readonly SobolIndex[] | undefined;
  /** Share of the points left out because the output is undefined at one of those that belong together. */
  leftOut: number;
}

/** Aligned sub-blocks of one net, from which the intervals come: each is a net of its own, so these are cautious. */
const BLOCKS = 8;
/** Student's t with 7 degrees of freedom, 97.5 %. */
const T = 2.364624251592784;
/** A variance below this share of the squared mean is rounding. */
const ROUNDING = 1e-24;

/** Sums over one block, for one output. */
interface Block {
  n: number;
  /** Of x − centre and its square, over A and B. */
  sum: number;
  squares: number;
  /** By factor. */
  first: number[];
  total: number[];
}

/**
 * @param a one column a dimension
 * @param b the same dimensions, independent of a
 * @returns one an output
 */
export function sobolIndices(
  model: PointsModel,
  a: readonly Float64Array[],
  b: readonly Float64Array[],
  factors: readonly Factor[],
): SobolIndices[] {
  const count = a[0]?.length ?? 0;
  const [fa, fb] = [model(a), model(b)];
  const centres = fa.map((x, o) => centreOf(x, fb[o] as Float64Array));
  const blocks = fa.map((): Block[] => []);
  for (let block = 0; block < BLOCKS; block++) {
    const [from, to] = [Math.floor((block * count) / BLOCKS), Math.floor(((block + 1) * count) / BLOCKS)];
    if (to === from) continue;
    const part = (x: readonly Float64Array[]) => x.map((c) => c.subarray(from, to));
    const [pa, pb] = [part(a), part(b)];
    const swapped = factors.map((f) =>
      model(pa.map((c, d) => (f.dimensions.includes(d) ? (pb[d] as Float64Array) : c))),
    );
    for (const [o, list] of blocks.entries()) {
      const mixed = swapped.map((s) => s[o] as Float64Array);
      const whole = [fa[o], fb[o]].map((x) => (x as Float64Array).subarray(from, to)) as [Float64Array, Float64Array];
      list.push(blockOf(...whole, mixed, centres[o] as number));
    }
  }
  return blocks.map((list, o) => indicesOf(list, factors.length, count, centres[o] as number));
}

/** The mean of what is defined. */
function centreOf(...columns: readonly Float64Array[]): number {
  let sum = 0;
  let n = 0;
  for (const x of columns)
    for (let i = 0; i < x.length; i++) {
      const v = x[i] as number;
      if (Number.isNaN(v)) continue;
      sum += v;
      n++;
    }
  return n === 0 ? 0 : sum / n;
}

function blockOf(a: Float64Array, b: Float64Array, mixed: readonly Float64Array[], centre: number): Block {
  const k = mixed.length;
  const out: Block = { n: 0, sum: 0, squares: 0, first: new Array(k).fill(0), total: new Array(k).fill(0) };
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [(a[i] as number) - centre, (b[i] as number) - centre];
    let whole = x + y;
    for (let f = 0; f < k; f++) whole += (mixed[f] as Float64Array)[i] as number;
    if (Number.isNaN(whole)) continue;
    out.n++;
    out.sum += x + y;
    out.squares += x * x + y * y;
    for (let f = 0; f < k; f++) {
      const d = ((mixed[f] as Float64Array)[i] as number) - (a[i] as number);
      out.first[f] = (out.first[f] as number) + y * d;
      out.total[f] = (out.total[f] as number) + d * d;
    }
  }
  return out;
}

function indicesOf(blocks: readonly Block[], factors: number, count: number, centre: number): SobolIndices {
  const n = blocks.reduce((s, b) => s + b.n, 0);
  const leftOut = count === 0 ? 0 : (count - n) / count;
  if (blocks.length < BLOCKS || blocks.some((b) => b.n === 0)) return { factors: undefined, leftOut };
  const mean = blocks.reduce((s, b) => s + b.sum, 0) / (2 * n);
  const variance = blocks.reduce((s, b) => s + b.squares, 0) / (2 * n) - mean * mean;
  const none = !(variance > ROUNDING * centre * centre);
  /** @param sums of each block @param scale of the mean of a sum to the numerator */
  const share = (sums: (b: Block) => number, scale: number): [number, readonly [number, number]] => {
    if (none) return [0, [0, 0]];
    const value = (scale * blocks.reduce((s, b) => s + sums(b), 0)) / (n * variance);
    // The error of a ratio, to first order: that of the numerator less the ratio times the denominator.
    const rest = blocks.map((b) => (scale * sums(b)) / b.n - value * (b.squares / (2 * b.n) - mean * mean));
    const half = (T * sdOf(rest)) / (Math.sqrt(BLOCKS) * variance);
    return [value, [value - half, value + half]];
  };
  return {
    leftOut,
    factors: Array.from({ length: factors }, (_, f) => {
      const [first, firstCi] = share((b) => b.first[f] as number, 1);
      const [total, totalCi] = share((b) => b.total[f] as number, 0.5);
      return { first, firstCi, total, totalCi };
    }),
  };
}

function sdOf(x: readonly number[]): number {
  const mean = x.reduce((s, v) => s + v, 0) / x.length;
  return Math.sqrt(x.reduce((s, v) => s + (v - mean) * (v - mean), 0) / (x.length - 1));
}
