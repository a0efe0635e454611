/**
 * Inverse distribution functions as tables: one routine for every family, without branch, logarithm or iteration.
 *
 * A uniform u is folded to m = min(u, 1 − u); exponent and upper four mantissa bits of m choose one of 16 equal cells
 * in each octave from 2^-33 to ½, so that cells get finer towards both ends. In a cell the value is a cubic in t, what is
 * left of the mantissa (0 ≤ t < 1/16).
 * The cubic meets the function at both ends and at two inner nodes placed so that the error is nearly the least
 * possible: it is at most 0.172 · (h/2)⁴ · max|f⁗| / 24, h = 1/16 the width of a cell, f as a function of the mantissa.
 * Neighbouring cubics meet, so the table is continuous.
 *
 * Layout: cell 0 … 511 of the lower side (u < ½), then of the upper; four doubles a cell, from the constant up.
 */
export type InverseTable = Float64Array;

/** Cells an octave: the bits of the mantissa that choose one. */
const CELL_BITS = 4;
const CELLS_PER_OCTAVE = 1 << CELL_BITS;
const OCTAVES = 32;
/** Least m: 2^-33, half of the spacing of uniforms. */
export const LEAST = 1.1641532182693481e-10;
const CELLS = OCTAVES * CELLS_PER_OCTAVE;
/** Doubles a side; a power of two. */
const SIDE = CELLS * 4;
/** Inner nodes at this share of a cell from its ends: 1 − √½. */
const NODE = 0.2928932188134524;

/** Values at `from` + (0, NODE, 1 − NODE, 1) · width, written to out. */
export type NodeValues = (from: number, width: number, out: Float64Array) => void;

/**
 * @param lower value at m of the lower side, that is at u = m, 2^-33 ≤ m ≤ ½
 * @param upper value at m of the upper side, that is at u = 1 − m
 */
export function tabulate(lower: (m: number) => number, upper: (m: number) => number): InverseTable {
  return tabulateCells(perNode(lower), perNode(upper));
}

/** The same from functions that give the four values of a cell at once; they are asked cell by cell, m rising. */
export function tabulateCells(lower: NodeValues, upper: NodeValues): InverseTable {
  const table = new Float64Array(2 * SIDE);
  fillSide(table, 0, lower);
  fillSide(table, SIDE, upper);
  return table;
}

function perNode(f: (m: number) => number): NodeValues {
  let last = Number.NaN;
  let end = 0;
  return (from, width, out) => {
    out[0] = from === last ? end : f(from);
    out[1] = f(from + NODE * width);
    out[2] = f(from + (1 - NODE) * width);
    last = from + width;
    end = f(last);
    out[3] = end;
  };
}

function fillSide(table: Float64Array, at: number, values: NodeValues): void {
  const y = new Float64Array(4);
  let octave = LEAST;
  for (let cell = 0; cell < CELLS; cell++) {
    const j = cell % CELLS_PER_OCTAVE;
    values(octave * (1 + j / CELLS_PER_OCTAVE), octave / CELLS_PER_OCTAVE, y);
    cubic(y, table, at + cell * 4);
    if (j === CELLS_PER_OCTAVE - 1) octave *= 2;
  }
}

/** Newton's divided differences in s = 16 t over the nodes 0, NODE, 1 − NODE, 1, expanded to powers of t. */
function cubic(y: Float64Array, out: Float64Array, at: number): void {
  const [y0, y1, y2, y3] = y as unknown as [number, number, number, number];
  const a = NODE;
  const b = 1 - NODE;
  const d01 = (y1 - y0) / a;
  const d12 = (y2 - y1) / (b - a);
  const d23 = (y3 - y2) / a;
  const d012 = (d12 - d01) / b;
  const d123 = (d23 - d12) / b;
  const e = d123 - d012;
  const n = CELLS_PER_OCTAVE;
  out[at] = y0;
  out[at + 1] = (d01 - a * d012 + a * b * e) * n;
  out[at + 2] = (d012 - e) * (n * n);
  out[at + 3] = e * (n * n * n);
}

/** The values at both ends, of the least uniform and of the greatest. */
export function rangeOf(table: InverseTable): readonly [number, number] {
  return [table[0] as number, table[SIDE] as number];
}

/**
 * out[i] = offset + scale · value of the table at u[i], i < count; out may be u.
 *
 * @param u in (0, 1), taken as one of the 2^32 points (x + ½) / 2^32 that samplers give
 */
export function fillFrom(
  table: InverseTable,
  offset: number,
  scale: number,
  u: Float64Array,
  out: Float64Array,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const x = ((u[i] as number) * 0x100000000) | 0;
    // All ones on the upper side, where the folded x is 2^32 − 1 − x.
    const side = x >> 31;
    // m = z / 2^33, z odd and below 2^32: its leading one gives the octave, the 4 bits after it the cell, the rest t.
    const z = ((x ^ side) << 1) | 1;
    const zeros = Math.clz32(z);
    const mantissa = z << zeros;
    const cell = ((31 - zeros) << CELL_BITS) + ((mantissa >>> (31 - CELL_BITS)) & (CELLS_PER_OCTAVE - 1));
    const t = (mantissa & (0x7fffffff >>> CELL_BITS)) * (1 / 0x80000000);
    const c = (cell << 2) + (side & SIDE);
    const cubic =
      (table[c] as number) +
      t * ((table[c + 1] as number) + t * ((table[c + 2] as number) + t * (table[c + 3] as number)));
    out[i] = offset + scale * cubic;
  }
}
