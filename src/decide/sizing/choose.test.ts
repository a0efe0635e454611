import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sizesOf, steps } from './candidates.ts';
import { type Aim, choose, type Limit } from './choose.ts';

const MOST: Aim = { outputs: ['npv'], best: 'most' };
const limit = (of: string, at: 'most' | 'least', value: number): Limit => ({ id: `${of} ${at}`, of, at, value });

describe('the best', () => {
  test('no limit: the most, and the second', () => {
    const c = choose([{ npv: 1 }, { npv: 5 }, { npv: 4 }, {}], MOST, []);
    expect(c).toMatchObject({ best: 1, next: 2, binding: [] });
  });

  test('a limit that keeps a better one away binds; one that keeps nothing away does not', () => {
    const list = [
      { npv: 1, cost: 10, years: 9 },
      { npv: 5, cost: 30, years: 9 },
      { npv: 4, cost: 20, years: 9 },
    ];
    const c = choose(list, MOST, [limit('cost', 'most', 20), limit('years', 'least', 3)]);
    expect(c).toMatchObject({ best: 2, next: 0, binding: ['cost most'], broken: [[], ['cost most'], []] });
  });

  test('none allowed: no best, and what stands in the way', () => {
    const c = choose([{ npv: 1, cost: 9 }], MOST, [limit('cost', 'most', 8)]);
    expect([c.best, c.binding]).toEqual([undefined, ['cost most']]);
  });

  test('a figure that does not exist keeps no limit; equal aims take the earlier', () => {
    expect(choose([{ npv: 1 }], MOST, [limit('years', 'most', 8)]).best).toBeUndefined();
    expect(choose([{ npv: 2 }, { npv: 2 }], MOST, []).best).toBe(0);
  });

  test('points are added, yen per tonne is better when less', () => {
    expect(
      choose(
        [
          { a: 1, b: 5 },
          { a: 4, b: 1 },
        ],
        { outputs: ['a', 'b'], best: 'most' },
        [],
      ).best,
    ).toBe(0);
    expect(choose([{ t: 4000 }, { t: 3500 }], { outputs: ['t'], best: 'least' }, []).best).toBe(1);
  });

  test('is never beaten by another that keeps the limits', () => {
    const figure = fc.record({
      npv: fc.integer({ min: -50, max: 50 }),
      cost: fc.integer({ min: 0, max: 9 }),
      years: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(
        fc.array(figure, { maxLength: 40 }),
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 0, max: 9 }),
        (list, a, b) => {
          const { best } = choose(list, MOST, [limit('cost', 'most', a), limit('years', 'least', b)]);
          const allowed = list.filter((c) => c.cost <= a && c.years >= b).map((c) => c.npv);
          expect(best === undefined ? undefined : list[best]?.npv).toBe(
            allowed.length > 0 ? Math.max(...allowed) : undefined,
          );
        },
      ),
    );
  });
});

test('sizes: every combination that fits, in order', () => {
  expect(steps(100, 300, 100)).toEqual([100, 200, 300]);
  expect(steps(0, 1, 0.1)).toHaveLength(11);
  const ranges = { capacityKw: [100, 200, 300], batteryKwh: [0, 50], dcAcRatio: [1.2] };
  expect(sizesOf(ranges, 200).map((s) => [s.capacityKw, s.batteryKwh])).toEqual([
    [100, 0],
    [200, 0],
    [100, 50],
    [200, 50],
  ]);
});

test('an aim without end is none: what never pays back is not the longest to aim at', () => {
  const c = choose(
    [{ payback: Number.POSITIVE_INFINITY }, { payback: 9 }, { payback: Number.POSITIVE_INFINITY }],
    {
      outputs: ['payback'],
      best: 'most',
    },
    [],
  );
  expect([c.best, c.next]).toEqual([1, undefined]);
});

test('equal aims: the tie decides, then the earlier one; how many there were is told', () => {
  const aim = { outputs: ['points'], best: 'most' } as const;
  const list = [{ points: 5, npv: 1 }, { points: 5, npv: 3 }, { points: 4, npv: 9 }, { points: 5 }];
  expect(choose(list, aim, [], { outputs: ['npv'], best: 'most' })).toMatchObject({ best: 1, next: 0, ties: 2 });
  expect(choose(list, aim, [])).toMatchObject({ best: 0, next: 1, ties: 2 });
});
