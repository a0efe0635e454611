/** Inverse of a step distribution: value i for u from cumulative[i − 1] to cumulative[i]. */
export interface Steps {
  /** Ascending. */
  readonly values: Float64Array;
  /** Ascending; the last is 1. */
  readonly cumulative: Float64Array;
  /** guide[k] = the value at u = k / guide.length: where the search for any u of that part begins. */
  readonly guide: Uint32Array;
}

/** Discrete values with probabilities that add up to 1; those of probability 0 are left out. */
export function stepsOf(values: readonly number[], probabilities: readonly number[]): Steps {
  const order = values.map((_, i) => i).filter((i) => (probabilities[i] as number) > 0);
  order.sort((i, j) => (values[i] as number) - (values[j] as number));
  const cumulative = new Float64Array(order.length);
  let sum = 0;
  for (const [k, i] of order.entries()) {
    sum += probabilities[i] as number;
    cumulative[k] = sum;
  }
  return withGuide(
    Float64Array.from(order, (i) => values[i] as number),
    cumulative,
  );
}

/** A column may be long and is the same for every row: its steps are made once. */
const ofColumn = new WeakMap<ArrayLike<number>, Steps>();

/** A column of data: each of its numbers is as likely as any other. */
export function empiricalSteps(column: ArrayLike<number>): Steps {
  const known = ofColumn.get(column) ?? stepsOfColumn(column);
  ofColumn.set(column, known);
  return known;
}

function stepsOfColumn(column: ArrayLike<number>): Steps {
  const values = Float64Array.from(column).sort();
  return withGuide(
    values,
    values.map((_, i) => (i + 1) / values.length),
  );
}

function withGuide(values: Float64Array, cumulative: Float64Array): Steps {
  if (values.length === 0) throw new RangeError('a distribution needs at least one value');
  cumulative[cumulative.length - 1] = 1;
  const guide = new Uint32Array(values.length);
  for (let k = 0, i = 0; k < guide.length; k++) {
    while ((cumulative[i] as number) <= k / guide.length) i++;
    guide[k] = i;
  }
  return { values, cumulative, guide };
}

/** The value at u in (0, 1). */
export function stepAt(steps: Steps, u: number): number {
  const { values, cumulative, guide } = steps;
  let i = guide[(u * guide.length) | 0] as number;
  while ((cumulative[i] as number) <= u) i++;
  return values[i] as number;
}
