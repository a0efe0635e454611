/** Square matrices over GF(2), up to 32 × 32, as one word a column: bit i of word j is the element in row i, column j. */

/**
 * Unit upper triangular: 1 on the diagonal, random above it, 0 below. As a map of an index it takes [0, 2^m) onto itself
 * for every m; as a map of binary fractions (bit 31 the first digit) it is Matoušek's linear scramble: digit i of the
 * result depends on digits 1 to i.
 *
 * @param random one random word a column
 */
export function unitTriangular(random: Uint32Array | Int32Array): Int32Array {
  const columns = new Int32Array(random.length);
  for (let j = 0; j < columns.length; j++) columns[j] = ((random[j] as number) & ((1 << j) - 1)) | (1 << j);
  return columns;
}

/** Matrix times vector: the xor of the columns at the set bits of x. */
export function apply(columns: Int32Array, x: number): number {
  let result = 0;
  for (let rest = x; rest !== 0; rest &= rest - 1) result ^= columns[31 - Math.clz32(rest & -rest)] as number;
  return result;
}

/** The matrix product a·b; as long as b. */
export function multiply(a: Int32Array, b: Int32Array): Int32Array {
  return b.map((column) => apply(a, column));
}
