/** Money at year ends: present value, internal rate of return, payback. A flow is read with a stride so that lanes stay side by side. */

/** Present value at the first payment: Σ flow_k ÷ (1 + rate)^k. */
export function npv(b: Float64Array, at: number, stride: number, length: number, rate: number): number {
  const v = 1 / (1 + rate);
  let factor = 1;
  let total = 0;
  for (let k = 0; k < length; k++) {
    total += b[at + k * stride]! * factor;
    factor *= v;
  }
  return total;
}

/** Changes of sign along the flow, zeros passed over; NaN when a payment is undefined. */
export function signChanges(b: Float64Array, at: number, stride: number, length: number): number {
  let last = 0;
  let n = 0;
  for (let k = 0; k < length; k++) {
    const s = Math.sign(b[at + k * stride]!);
    if (Number.isNaN(s)) return Number.NaN;
    if (s !== 0) {
      if (last !== 0 && s !== last) n++;
      last = s;
    }
  }
  return n;
}

const ITERATIONS = 200;

/**
 * The one rate at which the present value is zero; NaN unless the flow changes sign exactly once.
 * Solved for x = 1 ÷ (1 + rate), in which the present value has one positive root (Descartes' rule of signs),
 * by Newton steps kept inside a shrinking bracket.
 */
export function irr(b: Float64Array, at: number, stride: number, length: number): number {
  if (signChanges(b, at, stride, length) !== 1) return Number.NaN;
  const f = (x: number): number => {
    let total = 0;
    for (let k = length - 1; k >= 0; k--) total = total * x + b[at + k * stride]!;
    return total;
  };
  let first = 0;
  while (b[at + first * stride] === 0) first++;
  const sign = Math.sign(b[at + first * stride]!);
  let low = 0;
  let high = 1;
  while (Math.sign(f(high)) === sign) {
    low = high;
    high *= 2;
    if (high > 1e12) return Number.NaN;
  }
  let x = high < 2 ? 0.9 : (low + high) / 2;
  if (x <= low || x >= high) x = (low + high) / 2;
  for (let i = 0; i < ITERATIONS; i++) {
    let value = 0;
    let slope = 0;
    for (let k = length - 1; k >= 0; k--) {
      slope = slope * x + value;
      value = value * x + b[at + k * stride]!;
    }
    if (value === 0) break;
    if (Math.sign(value) === sign) low = x;
    else high = x;
    let next = x - value / slope;
    if (!(next >= low && next <= high)) next = (low + high) / 2;
    // So small a step, squared, is below the last digit.
    if (Math.abs(next - x) <= 1e-9 * x) {
      x = next;
      break;
    }
    x = next;
  }
  return 1 / x - 1;
}

/**
 * Years from commissioning until the (discounted) sum of the flow first reaches zero, straight within the year;
 * 0 when it is there at commissioning, NaN when it never is.
 * @param construction year end of commissioning, counted from the first payment
 */
export function payback(
  b: Float64Array,
  at: number,
  stride: number,
  length: number,
  rate: number,
  construction: number,
): number {
  const v = 1 / (1 + rate);
  let factor = 1;
  let total = 0;
  for (let k = 0; k < length; k++) {
    const before = total;
    total += b[at + k * stride]! * factor;
    factor *= v;
    if (Number.isNaN(total)) return Number.NaN;
    if (k <= construction) {
      if (k === construction && total >= 0) return 0;
    } else if (total >= 0) {
      return k - construction - 1 + -before / (total - before);
    }
  }
  return Number.NaN;
}
