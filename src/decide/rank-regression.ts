/**
 * Standardised rank regression: how much an output's rank moves with the rank of each input, the others held. One set of
 * draws serves all inputs, so it is cheap; it is right as far as the output rises or falls steadily with each of them, which
 * R² says.
 * Source: R. L. Iman and W. J. Conover, "The use of the rank transform in regression", Technometrics 21 (1979).
 */
import { ranksOf } from './ranks.ts';

export interface RankRegression {
  /** −1 to 1 or a little beyond, in the order of the inputs; 0 for one that does not vary. */
  coefficients: readonly number[];
  /** Share of the variance of the output's ranks that the inputs' ranks explain; null where the output does not vary. */
  r2: number | null;
  /** Share of the draws in which the output is undefined: they are left out. */
  leftOut: number;
}

/** Below this an input says nothing that those before it do not say. */
const LEAST_PIVOT = 1e-9;

/** Inputs once for all outputs. */
export class RankedInputs {
  private readonly ranks: readonly Float64Array[];
  private readonly whole: Standardised;

  /** @param ranks one an input, as `ranksOf` gives them */
  constructor(ranks: readonly Float64Array[]) {
    this.ranks = ranks;
    this.whole = new Standardised(ranks);
  }

  /** @param y output, draw by draw; NaN = undefined */
  regress(y: Float64Array): RankRegression {
    const kept = keptOf(y);
    if (kept === undefined && isStill(y)) return { coefficients: this.ranks.map(() => 0), r2: null, leftOut: 0 };
    if (kept === undefined) return { ...this.whole.regress(ranksOf(y)), leftOut: 0 };
    const pick = (x: Float64Array): Float64Array => kept.map((k) => x[k] as number);
    const leftOut = (y.length - kept.length) / y.length;
    const some = new Standardised(this.ranks.map((x) => ranksOf(pick(x))));
    return { ...some.regress(ranksOf(pick(y))), leftOut };
  }
}

function isStill(y: Float64Array): boolean {
  for (let k = 1; k < y.length; k++) if (y[k] !== y[0]) return false;
  return true;
}

/** Positions of the defined numbers; nothing when all are. */
function keptOf(y: Float64Array): Float64Array | undefined {
  let lost = 0;
  for (let k = 0; k < y.length; k++) if (Number.isNaN(y[k])) lost++;
  if (lost === 0) return undefined;
  const kept: number[] = [];
  for (let k = 0; k < y.length; k++) if (!Number.isNaN(y[k])) kept.push(k);
  return Float64Array.from(kept);
}

/** Inputs with mean 0 and length 1, and the Cholesky factor of their correlations. */
class Standardised {
  private readonly x: readonly Float64Array[];
  private readonly factor: readonly Float64Array[];

  constructor(ranks: readonly Float64Array[]) {
    this.x = ranks.map(standardised);
    this.factor = cholesky(this.x);
  }

  /** @param ranks of the output */
  regress(ranks: Float64Array): { coefficients: number[]; r2: number | null } {
    const y = standardised(ranks);
    const varies = !isStill(y);
    const r = this.x.map((x) => dot(x, y));
    const coefficients = solve(this.factor, r);
    const r2 = coefficients.reduce((s, b, i) => s + b * (r[i] as number), 0);
    return { coefficients, r2: varies ? r2 : null };
  }
}

/** Zeros where nothing varies. */
function standardised(x: Float64Array): Float64Array {
  const n = x.length;
  let sum = 0;
  for (let k = 0; k < n; k++) sum += x[k] as number;
  const mean = sum / n;
  let squares = 0;
  for (let k = 0; k < n; k++) squares += ((x[k] as number) - mean) * ((x[k] as number) - mean);
  const scale = squares === 0 ? 0 : 1 / Math.sqrt(squares);
  const out = new Float64Array(n);
  for (let k = 0; k < n; k++) out[k] = ((x[k] as number) - mean) * scale;
  return out;
}

/** In four sums side by side. */
function dot(x: Float64Array, y: Float64Array): number {
  let [a, b, c, d, k] = [0, 0, 0, 0, 0];
  for (; k + 3 < x.length; k += 4) {
    a += (x[k] as number) * (y[k] as number);
    b += (x[k + 1] as number) * (y[k + 1] as number);
    c += (x[k + 2] as number) * (y[k + 2] as number);
    d += (x[k + 3] as number) * (y[k + 3] as number);
  }
  for (; k < x.length; k++) a += (x[k] as number) * (y[k] as number);
  return a + b + (c + d);
}

/** Row by row; a pivot of 0 stands for an input that is left out. */
function cholesky(x: readonly Float64Array[]): Float64Array[] {
  const factor: Float64Array[] = [];
  for (const [i, xi] of x.entries()) {
    const row = new Float64Array(i + 1);
    for (let j = 0; j <= i; j++) {
      const other = j === i ? row : (factor[j] as Float64Array);
      let sum = dot(xi, x[j] as Float64Array);
      for (let k = 0; k < j; k++) sum -= (row[k] as number) * (other[k] as number);
      const pivot = other[j] as number;
      if (j < i) row[j] = pivot === 0 ? 0 : sum / pivot;
      else row[i] = sum > LEAST_PIVOT ? Math.sqrt(sum) : 0;
    }
    factor.push(row);
  }
  return factor;
}

/** L Lᵀ b = r; 0 for what is left out. */
function solve(factor: readonly Float64Array[], r: readonly number[]): number[] {
  const n = r.length;
  const at = (i: number, j: number): number => (factor[i] as Float64Array)[j] as number;
  const b = new Array<number>(n).fill(0);
  for (let i = 0; i < n; i++) {
    let sum = r[i] as number;
    for (let k = 0; k < i; k++) sum -= at(i, k) * (b[k] as number);
    b[i] = at(i, i) === 0 ? 0 : sum / at(i, i);
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i] as number;
    for (let k = i + 1; k < n; k++) sum -= at(k, i) * (b[k] as number);
    b[i] = at(i, i) === 0 ? 0 : sum / at(i, i);
  }
  return b;
}
