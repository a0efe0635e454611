import { describe, expect, test } from 'vitest';
import { type Book, graphOf } from '../../../test/engine/same-bits.ts';
import { Wild } from '../../../test/engine/wild.ts';
import type { Graph } from '../graph.ts';
import { Interpreter } from '../interpreter.ts';
import { regroup } from './index.ts';

const LANES = 8;
const all = (): boolean => true;

/** Numbers of a once-only quantity in every lane. */
function values(graph: Graph, name: string, params: Float64Array): number[] {
  const frame = new Interpreter().run(graph, params, LANES);
  const at = frame.at[graph.byName.get(name)!]!;
  return [...frame.buffer.subarray(at, at + LANES)];
}

/** What is evaluated once a year. */
const yearly = (graph: Graph): string[] => graph.nodes.filter((n) => n.rank === 'yearly').map((n) => n.op);

const shorter = (book: Book, names: readonly string[], given: (p: number) => boolean = all): Graph =>
  regroup(graphOf(book), names, given);

describe('formulas at random keep their values', () => {
  test.each(Array.from({ length: 40 }, (_, i) => i))('seed %i', (seed) => {
    let compared = 0;
    for (let i = 0; i < 25; i++) {
      const wild = new Wild(7 + seed * 1000 + i);
      const names = ['p', 'q'];
      const graph = graphOf({
        ...Object.fromEntries(names.map((n) => [n, wild.once(5)])),
        construction: wild.pick(['0', '2']),
      });
      const pick = (p: number): number => {
        if (p === 4) return wild.pick([1, 2, 7]);
        return wild.pick([-2, 0.3, 1, 4, 9.5, 120, 0]) * 1.01;
      };
      const params = new Float64Array(5 * LANES);
      for (let p = 0; p < 5; p++) params.fill(pick(p), p * LANES, (p + 1) * LANES);
      // The other lanes differ by rounding: they say how much of a difference means nothing.
      for (let p = 0; p < 4; p++)
        for (let l = 1; l < LANES; l++) params[p * LANES + l]! *= 1 + wild.pick([-1, 0, 1]) * 1e-13;
      const missing = params.slice().fill(Number.NaN, 3 * LANES, 4 * LANES);
      const cautious = regroup(graph, names, (p) => p !== 3);
      for (const n of names) {
        const before = values(graph, n, params);
        const [exact] = before as [number];
        const noise = Math.max(...before) - Math.min(...before);
        // A division by 0 on the way: what comes of it is not a number that anybody reads.
        if (!Number.isFinite(noise)) continue;
        const bound = 1e-12 * Math.abs(exact) + 10 * noise;
        for (const short of [regroup(graph, names, all), cautious])
          expect(Math.abs(values(short, n, params)[0]! - exact)).toBeLessThanOrEqual(bound);
        if (Number.isNaN(values(graph, n, missing)[0])) expect(values(cautious, n, missing)[0]).toBeNaN();
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(10);
  });
});

describe('fewer operations a year', () => {
  test('conversions and once-only factors leave the years', () => {
    const short = shorter({ a: 0, b: 1, x: 'sum((t * a * 0.001) * 3 / b, 15)' }, ['x']);
    expect(yearly(short)).toEqual(['year']);
    const params = new Float64Array(2 * LANES).fill(2, 0, LANES).fill(5, LANES);
    expect(values(short, 'x', params)[0]).toBeCloseTo((120 * 2 * 0.003) / 5, 15);
  });

  test('running products merge, and take their factors in', () => {
    const short = shorter({ a: 0, b: 1, x: 'npv(0.05, operating(3 * compound(a) * 2 * compound(b), 10))' }, ['x']);
    expect(yearly(short)).toEqual(['geometric']);
    const params = new Float64Array(2 * LANES).fill(0.1, 0, LANES).fill(-0.2, LANES);
    const expected = Array.from({ length: 10 }, (_, t) => (6 * (1.1 * 0.8) ** t) / 1.05 ** (t + 1));
    expect(values(short, 'x', params)[0]).toBeCloseTo(
      expected.reduce((s, v) => s + v),
      12,
    );
  });

  test('what is once-only is summed by a product', () => {
    const short = shorter({ a: 0, x: 'sum(a, 15) + mean(a, 4)' }, ['x']);
    expect(yearly(short)).toEqual([]);
    expect(values(short, 'x', new Float64Array(LANES).fill(2))[0]).toBe(32);
  });

  test('a price of 0 leaves nothing, unless what it prices may not be there', () => {
    const book = { a: 0, x: 'sum(0 * floor(a * compound(a), 1) + t, 3)' };
    expect(yearly(shorter(book, ['x']))).toEqual(['year']);
    expect(yearly(shorter(book, ['x'], () => false))).toContain('floor');
    const missing = new Float64Array(LANES).fill(Number.NaN);
    expect(
      values(
        shorter(book, ['x'], () => false),
        'x',
        missing,
      )[0],
    ).toBeNaN();
  });

  test('a loss carried forward needs one difference a year', () => {
    const book = {
      a: 0,
      taxable: 'a - t * 4',
      loss: 'max(0, prev(loss, 0) - taxable)',
      tax: 'sum(max(0, taxable - prev(loss, 0)), 6)',
    };
    const short = shorter(book, ['tax']);
    expect(yearly(short).filter((op) => op === 'max')).toHaveLength(1);
    // Taxable 10, 6, 2, -2, -6, -10 with a = 14: 18 are taxed; with a = -30 nothing is.
    expect(values(short, 'tax', new Float64Array(LANES).fill(14))[0]).toBe(18);
    expect(values(short, 'tax', new Float64Array(LANES).fill(-30))[0]).toBe(0);
  });

  test('a choice between two numbers takes in what is added and multiplied', () => {
    const short = shorter({ a: 0, b: 1, x: 'sum((a + (t > 1 ? b : 0)) * compound(0.5), 3)' }, ['x']);
    expect(yearly(short).filter((op) => op === 'add' || op === 'mul')).toEqual([]);
    const params = new Float64Array(2 * LANES).fill(2, 0, LANES).fill(5, LANES);
    expect(values(short, 'x', params)[0]).toBe(2 + 7 * 1.5 + 7 * 2.25);
  });
});
