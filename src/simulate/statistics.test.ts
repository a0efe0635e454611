import { expect, test } from 'vitest';
import type { DrawProgram, Statistic } from './program.ts';
import { meanOfDefined, widthOfAll, writeStatistics } from './statistics.ts';

const DRAWS = [Float64Array.of(1, 1, 3, Number.NaN), new Float64Array(4).fill(Number.NaN)];

function written(...statistics: Statistic[]): number[] {
  const program = { statistics } as unknown as DrawProgram;
  const out = new Float64Array(widthOfAll(program) + 1);
  const values = (i: number) => DRAWS[i] as Float64Array;
  writeStatistics(program, { values, summary: () => undefined, mean: (i) => meanOfDefined(values(i)) }, out, 1);
  return [...out.subarray(1)];
}

test('shares are of all draws, in the order of the codes; undefined draws count in none', () => {
  expect(written({ kind: 'shares', value: 0, codes: [1, 2, 3] })).toEqual([0.5, 0, 0.25]);
});

test('a mean is of the draws that exist', () => {
  const [some, none] = written({ kind: 'mean', value: 0 }, { kind: 'mean', value: 1 });
  expect(some).toBeCloseTo(5 / 3, 15);
  expect(none).toBeNaN();
});

test('a chance is a share of all draws; of what never exists there is none', () => {
  const threshold = { op: '<', value: 2 } as const;
  expect(written({ kind: 'probability', value: 0, threshold })).toEqual([0.5]);
  expect(written({ kind: 'probability', value: 1, threshold })).toEqual([Number.NaN]);
});
