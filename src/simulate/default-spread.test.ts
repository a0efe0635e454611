import { describe, expect, test } from 'vitest';
import { Z95 } from '../assessment/cell/index.ts';
import type { SpreadForm } from '../catalog/index.ts';
import { shapeAround } from './default-spread.ts';

const recalled = { evidence: 'recalled' } as const;
const shape = (form: Omit<SpreadForm, 'evidence'>, middle: number, range?: [number, number]) =>
  shapeAround({ ...form, ...recalled }, middle, range);

describe('around a middle', () => {
  test('normal: half-width of the 90 % interval, relative sd, sd in the unit', () => {
    expect(shape({ kind: 'normal', half_width_90_pct: 10 }, 200)).toEqual({
      kind: 'normal',
      mean: 200,
      sd: expect.closeTo(20 / Z95, 12),
    });
    expect(shape({ kind: 'normal', sd_pct: 7.8 }, -100)).toEqual({ kind: 'normal', mean: -100, sd: 7.8 });
    expect(shape({ kind: 'normal', sd: 3 }, 0)).toEqual({ kind: 'normal', mean: 0, sd: 3 });
  });

  test('lognormal: the middle is the median', () => {
    expect(shape({ kind: 'lognormal', sd_log: 0.5 }, 8)).toEqual({ kind: 'lognormal', mu: Math.log(8), sigma: 0.5 });
    expect(shape({ kind: 'lognormal', sd_log: 0.5 }, -8)).toBeUndefined();
  });

  test.each(['triangular', 'pert'] as const)('%s: the middle is the mode, the ends are skewed', (kind) => {
    expect(shape({ kind, low_pct: -30, high_pct: 50 }, 1000)).toEqual({ kind, low: 700, mode: 1000, high: 1500 });
    // Of a negative middle the low end is still the lower one.
    expect(shape({ kind, low_pct: -30, high_pct: 50 }, -1000)).toEqual({ kind, low: -1300, mode: -1000, high: -500 });
  });

  test('uniform', () => {
    expect(shape({ kind: 'uniform', low_pct: -5, high_pct: 0 }, 40)).toEqual({ kind: 'uniform', low: 38, high: 40 });
  });
});

test('values stand for one nobody gave, whatever the middle is', () => {
  for (const middle of [0, 1]) {
    expect(shape({ kind: 'triangular', low: 0.95, mode: 0.97, high: 0.98 }, middle)).toEqual({
      kind: 'triangular',
      low: 0.95,
      mode: 0.97,
      high: 0.98,
    });
    expect(shape({ kind: 'uniform', low: 2, high: 3 }, middle)).toEqual({ kind: 'uniform', low: 2, high: 3 });
    const outcomes = [
      [0, 0.25],
      [2, 0.75],
    ] as const;
    expect(shape({ kind: 'discrete', outcomes }, middle)).toEqual({
      kind: 'discrete',
      values: [0, 2],
      probabilities: [0.25, 0.75],
    });
  }
});

test('no draw leaves the range of the column', () => {
  expect(shape({ kind: 'normal', sd_pct: 10 }, 90, [0, 100])).toEqual({
    kind: 'truncated',
    mean: 90,
    sd: 9,
    low: 36,
    high: 100,
  });
  expect(shape({ kind: 'uniform', low_pct: -20, high_pct: 20 }, 90, [0, 100])).toEqual({
    kind: 'uniform',
    low: 72,
    high: 100,
  });
  expect(shape({ kind: 'triangular', low_pct: -20, high_pct: 20 }, 100, [0, 100])).toMatchObject({
    mode: 100,
    high: 100,
  });
});

test('nothing to spread: no middle, a middle of 0, no room', () => {
  const relative: Omit<SpreadForm, 'evidence'>[] = [
    { kind: 'normal', sd_pct: 10 },
    { kind: 'lognormal', sd_log: 0.1 },
    { kind: 'triangular', low_pct: -1, high_pct: 1 },
    { kind: 'uniform', low_pct: -1, high_pct: 1 },
  ];
  for (const form of relative)
    for (const middle of [0, Number.NaN, Number.POSITIVE_INFINITY]) expect(shape(form, middle)).toBeUndefined();
  expect(shape({ kind: 'uniform', low_pct: 0, high_pct: 5 }, 100, [0, 100])).toBeUndefined();
});
