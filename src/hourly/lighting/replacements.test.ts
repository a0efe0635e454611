import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dimmedEnergy } from './dimming.ts';
import { pooledSet } from './replacements.ts';

/** In fifteen years: a life that is used up within year n is replaced in year n + 1, before the last. */
const replacedIn = (life: number): number[] =>
  Array.from({ length: 14 }, (_, k) => Math.ceil((k + 1) * life - 1e-6) + 1).filter((t) => t < 15);

describe('many sets as one', () => {
  test('replaced in the same years: exact', () => {
    // Lives of 5 and 4.9 years: both in year 6 and 11. One of 5.2 years: in year 7 and 12.
    const five = { life: 5, costJpy: 100 };
    expect(pooledSet([five, { life: 4.9, costJpy: 40 }], replacedIn)).toEqual({
      life: 4.9,
      costJpy: 140,
      pooled: false,
    });
    // One of 20 years is not replaced within fifteen.
    expect(pooledSet([five, { life: 20, costJpy: 40 }], replacedIn)).toEqual({ life: 5, costJpy: 100, pooled: false });
    expect(pooledSet([five, { life: 5.2, costJpy: 40 }], replacedIn)).toEqual({ life: 5, costJpy: 140, pooled: true });
  });

  test('of different lives: the sum over the evaluation stays', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ life: fc.double({ min: 1.5, max: 30, noNaN: true }), costJpy: fc.nat(1000) }), {
          minLength: 1,
          maxLength: 6,
        }),
        (sets) => {
          const one = pooledSet(sets, replacedIn) as NonNullable<ReturnType<typeof pooledSet>>;
          const times = (life: number) => replacedIn(life).length;
          const all = sets.reduce((a, s) => a + s.costJpy * times(s.life), 0);
          expect(one.costJpy * times(one.life)).toBeCloseTo(all, 6);
        },
      ),
    );
  });

  test('no life stated: no set', () => {
    expect(pooledSet([{ costJpy: 5 }], replacedIn)).toBeUndefined();
    expect(pooledSet([{ costJpy: 5 }, { life: 4, costJpy: 7 }], replacedIn)).toMatchObject({ life: 4, costJpy: 7 });
  });
});

test('dimming schedules', () => {
  expect(dimmedEnergy('40% at 50%; 10% at 0%')).toBeCloseTo(1 - 0.2 - 0.1, 12);
  expect(dimmedEnergy('100％ at 60％')).toBeCloseTo(0.6, 12);
  expect(dimmedEnergy('30%を50%')).toBeCloseTo(0.85, 12);
  for (const bad of ['', 'half', '60% at 50%; 50% at 50%', '10% at 120%', '100% at 5%'])
    expect(dimmedEnergy(bad), bad).toBeUndefined();
});
