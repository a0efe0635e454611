import { expect, test } from 'vitest';
import { abatementCurve } from './abatement-curve.ts';

test('cheapest first, tonnes add up, who saves nothing is left out', () => {
  const curve = abatementCurve([
    { site: 'a', cost: 3000, tonnes: 10 },
    { site: 'b', cost: -500, tonnes: 4 },
    { site: 'c', cost: 100, tonnes: 0 },
    { site: 'd', cost: 3000, tonnes: 1 },
  ]);
  expect(curve.map((s) => [s.site, s.cumulative])).toEqual([
    ['b', 4],
    ['a', 14],
    ['d', 15],
  ]);
});
