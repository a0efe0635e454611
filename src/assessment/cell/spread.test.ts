import { expect, test } from 'vitest';
import { parseCell } from './cell.ts';
import { isCellError } from './errors.ts';
import { middle, scaleSpread } from './spread.ts';

test.each([
  ['1200 ± 5%', '1200000 ± 5%'],
  ['1100 to 1300', '1100000 to 1300000'],
  ['lognormal(1200, 60)', 'lognormal(1200000, 60000)'],
  ['triangular(1, 2, 4)', 'triangular(1000, 2000, 4000)'],
  ['pert(1, 2, 4)', 'pert(1000, 2000, 4000)'],
  ['uniform(1, 2)', 'uniform(1000, 2000)'],
  ['discrete(1: 0.5, 3: 0.5)', 'discrete(1000: 0.5, 3000: 0.5)'],
  ['truncated(normal(1, 2), 0, 3)', 'truncated(normal(1000, 2000), 0, 3000)'],
])('a change of unit: 1000 times %s', (text, expected) => {
  const [cell, target] = [parseCell(text), parseCell(expected)];
  if (isCellError(cell) || isCellError(target) || !cell.spread || !target.spread) throw new Error('no spread');
  const scaled = scaleSpread(cell.spread, 1000);
  expect(scaled.text).toBe(text);
  for (const [name, value] of Object.entries(target.spread)) {
    const got = scaled[name as keyof typeof scaled] as unknown;
    if (typeof value === 'number') expect(got).toBeCloseTo(value, 9);
    else if (name !== 'text') expect(got).toEqual(value);
  }
  expect(middle(scaled) / target.middle).toBeCloseTo(1, 12);
});
