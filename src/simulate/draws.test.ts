import { expect, test } from 'vitest';
import { allowedDraws, drawsError, MAX_DRAWS } from './draws.ts';

test.each([1, 2, 8, 1024, 65_536, MAX_DRAWS])('%i draws are allowed under both samplers', (draws) => {
  expect(allowedDraws('sobol', draws)).toBe(true);
  expect(allowedDraws('random', draws)).toBe(true);
});

test.each([
  [1000, 512, 1024],
  [3, 2, 4],
  [65_535, 32_768, 65_536],
])("%i draws are not a number of Sobol' points; the nearest are named", (draws, below, above) => {
  expect(drawsError('sobol', draws)).toEqual({ code: 'draws_not_power_of_two', params: { draws, below, above } });
  expect(drawsError('random', draws)).toBeNull();
});

test.each([0, -8, 1.5, Number.NaN, Number.POSITIVE_INFINITY, MAX_DRAWS * 2])('%d is no number of draws', (draws) => {
  for (const sampling of ['sobol', 'random'] as const) {
    expect(drawsError(sampling, draws)).toEqual({ code: 'draws_out_of_range', params: { draws, max: MAX_DRAWS } });
    expect(allowedDraws(sampling, draws)).toBe(false);
  }
});
