import { expect, test } from 'vitest';
import { Claims } from './claims.ts';

const open = (leaves: number, workers: number) =>
  new Claims(new Int32Array(new SharedArrayBuffer(4 * Claims.numbers(leaves, workers))), leaves);

test('each leaf goes to one worker; the one that ends the last is told so', () => {
  const c = open(3, 2);
  expect([c.claim(0), c.claim(1), c.claim(0), c.claim(1)]).toEqual([0, 1, 2, -1]);
  expect(c.heldBy(0)).toEqual([0, 2]);
  expect([c.finish(0, 0), c.finish(2, 0), c.finish(1, 1)]).toEqual([false, false, true]);
  expect(c.heldBy(0)).toEqual([]);
});

test('a leaf that is freed can be claimed by another; where its worker was is known', () => {
  const c = open(2, 2);
  const leaf = c.claim(1);
  c.at(1, 5);
  expect(c.siteOf(1)).toBe(5);
  expect(c.siteOf(0)).toBe(-1);
  c.free(leaf);
  expect(c.claim(0)).toBe(leaf);
});
