import { describe, expect, test } from 'vitest';
import { spreadSchema } from './spread-schema.ts';

const recalled = { evidence: 'recalled' };

test.each([
  { kind: 'normal', half_width_90_pct: 10, ...recalled },
  { kind: 'normal', sd_pct: 3.9, per: 'year', evidence: 'secondary', source: 'a-source', note: 'Why.' },
  { kind: 'normal', sd: 2, ...recalled },
  { kind: 'lognormal', sd_log: 0.3, ...recalled },
  { kind: 'uniform', low_pct: -5, high_pct: 0, ...recalled },
  { kind: 'triangular', low: 1, mode: 2, high: 3, ...recalled },
  { kind: 'pert', low_pct: -30, high_pct: 50, ...recalled },
  {
    kind: 'discrete',
    outcomes: [
      [1, 0.96],
      [0, 0.04],
    ],
    ...recalled,
  },
  { by: 'class', values: { a: { kind: 'lognormal', sd_log: 1, ...recalled } }, per: 'life' },
])('%j', (x) => {
  expect(spreadSchema.safeParse(x).success).toBe(true);
});

describe('refused, with the key and why', () => {
  test.each<[string, object, string, RegExp]>([
    ['no shape', { ...recalled }, '', /needs kind, or by and values/],
    ['no evidence', { kind: 'normal', sd: 1 }, '', /needs evidence/],
    ['no numbers', { kind: 'normal', ...recalled }, 'kind', /normal takes half_width_90_pct, or sd_pct, or sd/],
    ['two sets of numbers', { kind: 'normal', sd: 1, sd_pct: 1, ...recalled }, 'kind', /normal takes/],
    [
      'half a set',
      { kind: 'triangular', low_pct: -1, ...recalled },
      'kind',
      /triangular takes low_pct and high_pct, or/,
    ],
    ['numbers of another shape', { kind: 'lognormal', sd_pct: 1, ...recalled }, 'kind', /lognormal takes sd_log/],
    ['ends the wrong way round', { kind: 'uniform', low: 3, high: 2, ...recalled }, 'low', /must rise/],
    ['mode outside', { kind: 'pert', low: 1, mode: 4, high: 3, ...recalled }, 'low', /must rise/],
    ['no width', { kind: 'uniform', low_pct: 0, high_pct: 0, ...recalled }, 'low_pct', /must rise/],
    [
      'probabilities',
      {
        kind: 'discrete',
        outcomes: [
          [1, 0.5],
          [0, 0.4],
        ],
        ...recalled,
      },
      'outcomes',
      /add up to 0.9/,
    ],
    ['a level without source', { kind: 'normal', sd: 1, evidence: 'derived' }, 'evidence', /derived needs a source/],
    ['a level that is none of a spread', { kind: 'normal', sd: 1, evidence: 'user' }, 'evidence', /Invalid option/],
    ['values without by', { values: { a: { kind: 'normal', sd: 1, ...recalled } } }, 'values', /belongs to by/],
    ['by without values', { by: 'class' }, 'by', /needs values/],
    [
      'a shape beside by',
      { by: 'class', values: { a: { kind: 'normal', sd: 1, ...recalled } }, kind: 'normal' },
      'kind',
      /into each of values/,
    ],
    ['an unknown key', { kind: 'normal', sd: 1, ...recalled, width: 2 }, '', /Unrecognized key/],
    [
      'a fault inside values',
      { by: 'class', values: { a: { kind: 'normal', ...recalled } } },
      'values.a.kind',
      /normal takes/,
    ],
  ])('%s', (_what, x, at, why) => {
    const issues = spreadSchema.safeParse(x).error?.issues ?? [];
    expect(issues.map((i) => [i.path.join('.'), i.message])).toContainEqual([at, expect.stringMatching(why)]);
  });
});
