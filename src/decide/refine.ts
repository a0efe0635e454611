/**
 * Where a margin changes from met (0 or more) to missed, between two values on either side. T. R. Chandrupatla's method
 * (Advances in Engineering Software 28, 1997): inverse quadratic interpolation where that is safe, halving elsewhere; it also
 * finds a jump, and takes an infinite margin.
 */
export interface End {
  x: number;
  margin: number;
}

/** Of the value. */
const TOLERANCE = 1e-13;
const MOST = 200;

/** @returns the value on the side that meets the target */
export function refine(margin: (x: number) => number, p: End, q: End, whole: boolean): number {
  let [a, b, c] = [q, p, p];
  let t = 0.5;
  for (let step = 0; step < MOST; step++) {
    const tolerance = whole ? 1 : TOLERANCE * Math.max(Math.abs(a.x), Math.abs(b.x), Number.MIN_VALUE / TOLERANCE);
    const width = Math.abs(b.x - a.x);
    if (width <= tolerance) break;
    const least = whole ? 0 : tolerance / (2 * width);
    const x = a.x + Math.min(1 - least, Math.max(least, t)) * (b.x - a.x);
    const next = { x: whole ? inside(x, a.x, b.x) : x, margin: 0 };
    if (next.x === a.x || next.x === b.x) break;
    next.margin = margin(next.x);
    if (met(next) === met(a)) c = a;
    else [c, b] = [b, a];
    a = next;
    t = stepOf(a, b, c);
  }
  return met(a) ? a.x : b.x;
}

const met = (e: End): boolean => e.margin >= 0;

/** The nearest whole number between two others. */
function inside(x: number, a: number, b: number): number {
  const [low, high] = a < b ? [a, b] : [b, a];
  return Math.min(high - 1, Math.max(low + 1, Math.round(x)));
}

/** Where between a and b to look next. On a plateau, as of points, only halving finds its edge. */
function stepOf(a: End, b: End, c: End): number {
  if ([a, b, c].some((e) => Math.abs(e.margin) <= Number.MIN_VALUE)) return 0.5;
  const xi = (a.x - b.x) / (c.x - b.x);
  const phi = (a.margin - b.margin) / (c.margin - b.margin);
  if (!(phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi)) return 0.5;
  const [fa, fb, fc] = [a.margin, b.margin, c.margin];
  const t = (fa / (fb - fa)) * (fc / (fb - fc)) + (((c.x - a.x) / (b.x - a.x)) * (fa / (fc - fa)) * fb) / (fc - fb);
  return Number.isFinite(t) ? t : 0.5;
}
