/**
 * Rounds a number for a sheet: at most 6 decimals below 1e9 in size, 2 above, none where doubles have no more. Halves go away
 * from zero. Never -0. NaN and infinities come back as they are.
 */
export function roundForSheet(x: number): number {
  const size = Math.abs(x);
  const rounded = size < 1e9 ? Math.round(size * 1e6) / 1e6 : size < 1e13 ? Math.round(size * 100) / 100 : size;
  return x < 0 && rounded !== 0 ? -rounded : rounded;
}
