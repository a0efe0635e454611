import { expect, test } from 'vitest';
import { throughGlass } from './cover.ts';
import { Curve } from './curve.ts';

test('straight between its steps, flat beyond its ends, a gap stays a gap', () => {
  const squares = new Curve(-1, 3, 4, (x) => x * x);
  // Between 1 and 4, a quarter of the way: 1.75.
  expect([-1, 0, 1.25, 3, -5, 9].map((x) => squares.at(x))).toEqual([1, 0, 1.75, 9, 1, 9]);
  expect(squares.at(Number.NaN)).toBeNaN();
});

test('glass at 60°, by the angles of Snell and Fresnel', () => {
  expect(throughGlass(1)).toBe(1);
  expect(throughGlass(0)).toBe(0);
  const [a, b] = [Math.PI / 3, Math.asin(Math.sin(Math.PI / 3) / 1.526)];
  const reflected = 0.5 * ((Math.sin(a - b) / Math.sin(a + b)) ** 2 + (Math.tan(a - b) / Math.tan(a + b)) ** 2);
  const expected = ((1 - reflected) / (1 - (0.526 / 2.526) ** 2)) * Math.exp(-0.008 * (1 / Math.cos(b) - 1));
  expect(Math.abs(throughGlass(0.5) - expected)).toBeLessThan(1e-6);
});
