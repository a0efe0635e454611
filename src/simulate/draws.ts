export type Sampling = 'sobol' | 'random';

/** Most draws of one run; also the bound of a draw's number. */
export const MAX_DRAWS = 1 << 24;

export type DrawsError =
  /** Not a whole number from 1 to the maximum. */
  | { readonly code: 'draws_out_of_range'; readonly params: { readonly draws: number; readonly max: number } }
  /** Sobol' points come in powers of two; the nearest allowed numbers on either side. */
  | {
      readonly code: 'draws_not_power_of_two';
      readonly params: { readonly draws: number; readonly below: number; readonly above: number };
    };

/** Whether a sampler takes this number of draws: 1 to the maximum, and a power of two under `sobol`. */
export function allowedDraws(sampling: Sampling, draws: number): boolean {
  return drawsError(sampling, draws) === null;
}

/** What is wrong with a number of draws, or null when it is allowed. */
export function drawsError(sampling: Sampling, draws: number): DrawsError | null {
  if (!Number.isInteger(draws) || draws < 1 || draws > MAX_DRAWS) {
    return { code: 'draws_out_of_range', params: { draws, max: MAX_DRAWS } };
  }
  if (sampling === 'random' || (draws & (draws - 1)) === 0) return null;
  const below = 1 << (31 - Math.clz32(draws));
  return { code: 'draws_not_power_of_two', params: { draws, below, above: below * 2 } };
}
