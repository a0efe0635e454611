import { expect, test } from 'vitest';
import { readText, writeText } from './edit-text.ts';

test.each([
  ['1200', 1200, 0],
  ['1,234,567', 1_234_567, 0],
  ['1200 ± 5%', 1200, 5],
  ['１２００±５％', 1200, 5],
  ['-0.5 +/- 12.5 %', -0.5, 12.5],
  ['1.2e3', 1200, 0],
])('%s', (text, middle, percent) => {
  expect(readText(text)).toEqual({ middle, percent });
});

test.each(['', '1100 to 1300', 'triangular(1, 2, 3)', '1200 ± 60', '5 kW', '1,23'])('%s is left to itself', (text) => {
  expect(readText(text)).toBeUndefined();
});

test('what is written is read again', () => {
  for (const v of [
    { middle: 0.1 + 0.2, percent: 0 },
    { middle: 1e8, percent: 7.5 },
    { middle: -3, percent: 1 },
  ])
    expect(readText(writeText(v))).toEqual({ ...v, middle: Number(v.middle.toPrecision(12)) });
});
