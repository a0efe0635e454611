import { exp, log } from '../engine/elementary.ts';
import { type InverseTable, LEAST, type NodeValues, tabulateCells } from './inverse-table.ts';

/** Terms of the power series of one step, and cells a step covers: together an error below 1e-10. */
const TERMS = 12;
const CELLS_PER_STEP = 2;
const NODE = 0.2928932188134524;

/**
 * Quantiles of PERT over [0, 1], the beta distribution with parameters a = 1 + 4 mode and 6 − a; error below 1e-8.
 *
 * They are not searched for but continued: x(p) solves x′ = B · x^(1 − a) · (1 − x)^(1 − b), whose power series at one
 * point gives the values at the next. It starts from the quantile of 2^-33, found by Newton's method.
 */
export function pertTable(mode: number): InverseTable {
  const a = 1 + 4 * mode;
  const lower = betaCells(a, 6 - a);
  const upper = betaCells(6 - a, a);
  return tabulateCells(lower, (from, width, out) => {
    upper(from, width, out);
    for (let i = 0; i < 4; i++) out[i] = 1 - (out[i] as number);
  });
}

/** ∫₀ˣ s^(a−1) (1 − s)^(b−1) ds, a + b = 6, by Gauss' series x^a (1 − x)^b / a · Σ (6)ₙ xⁿ / (a + 1)ₙ, all positive; x ≤ ½. */
function incompleteBeta(a: number, b: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; term > 1e-17 * sum; n++) {
    term *= ((6 + n) / (a + 1 + n)) * x;
    sum += term;
  }
  return (exp(a * log(x) + b * log(1 - x)) / a) * sum;
}

/** Values of the quantile function of beta(a, b), a + b = 6, cell by cell from m = 2^-33 up to ½. */
function betaCells(a: number, b: number): NodeValues {
  const whole = incompleteBeta(a, b, 0.5) + incompleteBeta(b, a, 0.5);
  let x = firstQuantile(a, b, whole);
  let slope = whole * exp((1 - a) * log(x) + (1 - b) * log(1 - x));
  const series = new BetaSeries(a);
  let cell = 0;
  return (_from, width, out) => {
    const step = CELLS_PER_STEP * width;
    const done = cell % CELLS_PER_STEP;
    if (done === 0) series.expand(x, slope * step);
    const at = done / CELLS_PER_STEP;
    out[0] = series.value(at);
    out[1] = series.value(at + NODE / CELLS_PER_STEP);
    out[2] = series.value(at + (1 - NODE) / CELLS_PER_STEP);
    out[3] = series.value(at + 1 / CELLS_PER_STEP);
    cell++;
    if (done === CELLS_PER_STEP - 1) {
      x = out[3] as number;
      slope = series.slope(1) / step;
    }
  };
}

/** The quantile of 2^-33: Newton's method on ln x against ln p, which is nearly straight there. */
function firstQuantile(a: number, b: number, whole: number): number {
  const target = log(LEAST * whole);
  let lnX = (target + log(a)) / a;
  for (let i = 0; i < 6; i++) {
    const x = exp(lnX);
    const p = incompleteBeta(a, b, x);
    lnX -= ((log(p) - target) * p) / exp(a * lnX + (b - 1) * log(1 - x));
  }
  return exp(lnX);
}

/** Power series in s = 0 … 1 of the solution over one step, from x(0) and x′(0). */
class BetaSeries {
  private readonly a: number;
  private readonly x = new Float64Array(TERMS);
  /** x′, x′², x(1 − x), and x″ = x′² (1 − a + 4x) / (x (1 − x)). */
  private readonly v = new Float64Array(TERMS);
  private readonly vv = new Float64Array(TERMS);
  private readonly w = new Float64Array(TERMS);
  private readonly dv = new Float64Array(TERMS);

  constructor(a: number) {
    this.a = a;
  }

  expand(x0: number, v0: number): void {
    const { a, x, v, vv, w, dv } = this;
    x[0] = x0;
    v[0] = v0;
    for (let k = 0; k < TERMS - 1; k++) {
      let square = 0;
      let product = 0;
      for (let j = 0; j <= k; j++) {
        square += (v[j] as number) * (v[k - j] as number);
        product += (x[j] as number) * (x[k - j] as number);
      }
      vv[k] = square;
      w[k] = (x[k] as number) - product;
      let sum = (1 - a) * square;
      for (let j = 0; j <= k; j++) sum += 4 * (x[j] as number) * (vv[k - j] as number);
      for (let j = 1; j <= k; j++) sum -= (w[j] as number) * (dv[k - j] as number);
      dv[k] = sum / (w[0] as number);
      x[k + 1] = (v[k] as number) / (k + 1);
      v[k + 1] = (dv[k] as number) / (k + 1);
    }
  }

  value(s: number): number {
    return horner(this.x, s);
  }

  slope(s: number): number {
    return horner(this.v, s);
  }
}

function horner(c: Float64Array, s: number): number {
  let sum = 0;
  for (let k = c.length - 1; k >= 0; k--) sum = sum * s + (c[k] as number);
  return sum;
}
