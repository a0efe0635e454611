import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hash64 } from '../formula/hash64.ts';
import { type DrawnShape, inverseOf } from './inverse.ts';
import { createSampler } from './points.ts';

const uniform = (x: number): number => (x + 0.5) / 2 ** 32;

/** Points from end to end, both tails included. */
const X = [
  0, 10, 4099, 1048577, 268435461, 536870919, 1610612747, 2147483647, 2147483648, 2684354561, 4026531837, 4293918720,
  4294963200, 4294967295,
];

const column = [3, -1, 4, 1, -5, 9, 2, 6, 5, 3, 5];
const SHAPES: Record<string, DrawnShape> = {
  normal: { kind: 'normal', mean: 5, sd: 2 },
  lognormal: { kind: 'lognormal', mu: 1, sigma: 0.4 },
  uniform: { kind: 'uniform', low: -1, high: 3 },
  triangular: { kind: 'triangular', low: 1, mode: 2, high: 5 },
  'triangular, mode at an end': { kind: 'triangular', low: 1, mode: 5, high: 5 },
  pert: { kind: 'pert', low: 1, mode: 2, high: 5 },
  'pert, mode at an end': { kind: 'pert', low: 1, mode: 1, high: 5 },
  discrete: { kind: 'discrete', values: [4, 1, 2], probabilities: [0.25, 0.5, 0.25] },
  truncated: { kind: 'truncated', mean: 1, sd: 2, low: 0, high: 4 },
  empirical: { kind: 'empirical', values: column },
};

describe('against quantiles computed with mpmath 1.3.0 to 40 digits', () => {
  const CASES: [string, DrawnShape, number, number[]][] = [
    [
      'normal',
      { kind: 'normal', mean: 0, sd: 1 },
      2e-8,
      [
        -6.3379577545537895, -5.850891760642458, -4.7628287438764305, -3.48710372154638, -1.534120533940061,
        -1.1503493718931328, -0.31863935690323064, -2.918099372916623e-10, 2.918099372916623e-10, 0.318639364885394,
        1.5341205396195985, 3.4871042316372285, 4.763025658726428, 6.3379577545537895,
      ],
    ],
    [
      'pert, mode 0.3',
      { kind: 'pert', low: 0, mode: 0.3, high: 1 },
      1e-8,
      [
        1.0459491695166458e-5, 4.1737961680379275e-5, 0.0006291119501899168, 0.00786995404853548, 0.10703799673274002,
        0.15318745283414917, 0.2885686588086246, 0.3509994848899839, 0.35099948500825207, 0.41714214655622633,
        0.6706056417710013, 0.9291198728871889, 0.9837587270941892, 0.9984892800100044,
      ],
    ],
    [
      'pert, mode 0',
      { kind: 'pert', low: 0, mode: 0, high: 1 },
      1e-8,
      [
        2.3283064366471165e-11, 4.889443521512594e-10, 1.908979176158237e-7, 4.883296393303188e-5, 0.012824757352274466,
        0.02635281977345169, 0.08971789926690484, 0.1294494366633377, 0.12944943674441403, 0.17812408539447344,
        0.42565082143167376, 0.8105354472549532, 0.9375015259534175, 0.9896913444470867,
      ],
    ],
    [
      'pert, mode 0.875',
      { kind: 'pert', low: 0, mode: 0.875, high: 1 },
      1e-8,
      [
        0.0050224615542645255, 0.009884080467195905, 0.03731980451504962, 0.1290972793640248, 0.46097797319535605,
        0.5449034270959366, 0.7199469166339613, 0.7788801050262742, 0.7788801051282712, 0.8309329742444638,
        0.9573322552223549, 0.999002071217125, 0.999975283941676, 0.9999999391762858,
      ],
    ],
    [
      'truncated',
      { kind: 'truncated', mean: 0, sd: 1, low: -1, high: 2 },
      2e-8,
      [
        -0.9999999996061633, -0.999999991729429, -0.9999967709379811, -0.9991744041666143, -0.8070549301985956,
        -0.640328333348613, -0.08626410411723473, 0.17116391777542583, 0.17116391826022373, 0.4406778643496328,
        1.4472583069868548, 1.9963120419884528, 1.9999855426541235, 1.9999999982349463,
      ],
    ],
    [
      'truncated far out',
      { kind: 'truncated', mean: 0, sd: 1, low: 4.5, high: 7 },
      2e-8,
      [
        4.500000000024746, 4.500000000519676, 4.500000202896344, 4.500051903229985, 4.513699810730875,
        4.5283029874457466, 4.598909000459323, 4.645187673197092, 4.645187673293223, 4.704230164360343,
        5.0575345300595185, 6.027847391706249, 6.821024078913362, 6.9999567057216385,
      ],
    ],
  ];
  test.each(CASES)('%s', (_, shape, bound, expected) => {
    const inverse = inverseOf(shape);
    X.forEach((x, i) => {
      expect(Math.abs(inverse.at(uniform(x)) - expected[i]!)).toBeLessThan(bound);
    });
  });

  test('lognormal is e to the normal, to 2e-8 sigma relative', () => {
    const inverse = inverseOf({ kind: 'lognormal', mu: 3, sigma: 0.25 });
    X.forEach((x, i) => {
      expect(Math.abs(Math.log(inverse.at(uniform(x))) - (3 + 0.25 * CASES[0]![3][i]!))).toBeLessThan(
        2e-8 * 0.25 + 1e-15,
      );
    });
  });
});

describe('against distribution functions in closed form', () => {
  /** ∫ of the PERT density by Simpson's rule, the ends taken off by s = t^6 and 1 − t^6 where it is steep. */
  const pertCdf = (mode: number, x: number): number => {
    const a = 1 + 4 * mode;
    const density = (s: number): number => s ** (a - 1) * (1 - s) ** (5 - a);
    const integral = (to: number, f: (s: number) => number): number => {
      const top = to ** (1 / 6);
      const steps = 400;
      let sum = 0;
      for (let i = 0; i <= steps; i++) {
        const t = (i / steps) * top;
        sum += (i === 0 || i === steps ? 1 : i % 2 ? 4 : 2) * f(t ** 6) * 6 * t ** 5;
      }
      return (sum * top) / (3 * steps);
    };
    const lower = integral(Math.min(x, 0.5), density);
    const upper = integral(Math.min(1 - x, 0.5), (s) => density(1 - s));
    const whole = integral(0.5, density) + integral(0.5, (s) => density(1 - s));
    return x <= 0.5 ? lower / whole : 1 - upper / whole;
  };

  test('any PERT: F(Q(u)) = u', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 2 ** 24, max: 2 ** 32 - 2 ** 24 }),
        (mode, x) => {
          const q = inverseOf({ kind: 'pert', low: 0, mode, high: 1 }).at(uniform(x));
          expect(Math.abs(pertCdf(mode, q) - uniform(x))).toBeLessThan(3e-8);
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });

  test('PERT whose parameters are whole has a polynomial', () => {
    const choose = [1, 5, 10, 10, 5, 1];
    for (const a of [1, 2, 3, 4, 5]) {
      const inverse = inverseOf({ kind: 'pert', low: 0, mode: (a - 1) / 4, high: 1 });
      for (const x of X.filter((k) => k > 2 ** 20 && k < 2 ** 32 - 2 ** 20)) {
        const q = inverse.at(uniform(x));
        let p = 0;
        for (let j = a; j <= 5; j++) p += choose[j]! * q ** j * (1 - q) ** (5 - j);
        expect(Math.abs(p - uniform(x))).toBeLessThan(2e-8);
      }
    }
  });

  test('uniform and triangular are exact to rounding', () => {
    const triangular = inverseOf(SHAPES.triangular!);
    for (const x of X) {
      const u = uniform(x);
      expect(inverseOf(SHAPES.uniform!).at(u)).toBeCloseTo(-1 + 4 * u, 14);
      const q = triangular.at(u);
      const p = q < 2 ? (q - 1) ** 2 / 4 : 1 - (5 - q) ** 2 / 12;
      expect(p).toBeCloseTo(u, 14);
    }
  });
});

describe('steps', () => {
  test('discrete values take their shares, in order of size', () => {
    const inverse = inverseOf(SHAPES.discrete!);
    expect([0.001, 0.499, 0.501, 0.749, 0.751, 0.999].map(inverse.at)).toEqual([1, 1, 2, 2, 4, 4]);
  });

  test('a value of probability 0 never comes, even at an end', () => {
    const inverse = inverseOf({ kind: 'discrete', values: [1, 2, 3], probabilities: [0, 1, 0] });
    for (const x of X) expect(inverse.at(uniform(x))).toBe(2);
  });

  test('probabilities that fall short of 1 by rounding still give a value everywhere', () => {
    const inverse = inverseOf({ kind: 'discrete', values: [1, 2, 3], probabilities: [0.1, 0.2, 0.7 - 2e-16] });
    expect(inverse.at(uniform(2 ** 32 - 1))).toBe(3);
  });

  test('a column gives each of its numbers equally often', () => {
    const n = 1100;
    const inverse = inverseOf(SHAPES.empirical!);
    const drawn = Array.from({ length: n }, (_, i) => inverse.at((i + 0.5) / n));
    expect(drawn.filter((_, i) => i % 100 === 50)).toEqual(column.toSorted((a, b) => a - b));
    expect(drawn.filter((v) => v === 5)).toHaveLength(200);
  });

  test('a long column is found as quickly as a short one', () => {
    const values = Float64Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 100_000);
    const inverse = inverseOf({ kind: 'empirical', values });
    for (const k of [0, 1, 500, 99_999]) expect(inverse.at((k + 0.5) / 100_000)).toBe(k);
  });
});

describe.each(Object.entries(SHAPES))('%s', (name, shape) => {
  test('never falls', () => {
    const n = 1 << 18;
    const u = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      // Both tails in steps of one point, the rest evenly.
      u[i] = uniform(
        i < n / 4 ? i : i >= (3 * n) / 4 ? 2 ** 32 - n + i : Math.floor(((i - n / 4) / (n / 2)) * 2 ** 32),
      );
    }
    u.sort();
    const out = new Float64Array(n);
    inverseOf(shape).fill(u, out, n);
    for (let i = 1; i < n; i++) if (!(out[i]! >= out[i - 1]!)) expect([u[i], out[i]]).toEqual([u[i], out[i - 1]]);
  });

  test('stays within its bounds, to rounding', () => {
    const bounds = { uniform: [-1, 3], triangular: [1, 5], pert: [1, 5], truncated: [0, 4] } as Record<
      string,
      number[]
    >;
    const [low, high] = bounds[shape.kind] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    const inverse = inverseOf(shape);
    for (const x of [0, 1, 2 ** 31, 2 ** 32 - 2, 2 ** 32 - 1]) {
      expect(inverse.at(uniform(x))).toBeGreaterThanOrEqual(low! - 1e-15);
      expect(inverse.at(uniform(x))).toBeLessThanOrEqual(high! + 1e-15);
    }
  });

  test('mean and variance over a net are those of the closed form', () => {
    const n = 65_536;
    const x = new Float64Array(n);
    createSampler({ sampling: 'sobol', seed: 1, draws: n }).fill(x, { kind: 'site', hash: hash64(name) }, 0, 0, n);
    inverseOf(shape).fill(x, x, n);
    const mean = x.reduce((a, b) => a + b) / n;
    const variance = x.reduce((a, b) => a + (b - mean) ** 2, 0) / n;
    const [m, v] = momentsOf(shape);
    expect(Math.abs(mean - m) / Math.sqrt(v)).toBeLessThan(2e-5);
    expect(Math.abs(variance / v - 1)).toBeLessThan(5e-4);
  });

  test('one by one as all at once, also in place', () => {
    const u = Float64Array.from(X, uniform);
    const out = new Float64Array(X.length + 1).fill(-7);
    inverseOf(shape).fill(u, out, X.length);
    expect([...out]).toEqual([...[...u].map(inverseOf(shape).at), -7]);
    inverseOf(shape).fill(u, u, X.length);
    expect(u).toEqual(out.subarray(0, X.length));
  });
});

function momentsOf(shape: DrawnShape): [number, number] {
  switch (shape.kind) {
    case 'normal':
      return [shape.mean, shape.sd ** 2];
    case 'lognormal': {
      const mean = Math.exp(shape.mu + shape.sigma ** 2 / 2);
      return [mean, mean ** 2 * Math.expm1(shape.sigma ** 2)];
    }
    case 'uniform':
      return [(shape.low + shape.high) / 2, (shape.high - shape.low) ** 2 / 12];
    case 'triangular': {
      const { low: a, mode: c, high: b } = shape;
      return [(a + b + c) / 3, (a * a + b * b + c * c - a * b - a * c - b * c) / 18];
    }
    case 'pert': {
      const mean = (shape.low + 4 * shape.mode + shape.high) / 6;
      return [mean, ((mean - shape.low) * (shape.high - mean)) / 7];
    }
    case 'truncated': {
      // SciPy 1.17.1, truncnorm(-0.5, 1.5, 1, 2).
      return [1.7125457683541194, 1.1209926006049002];
    }
    case 'discrete':
      return weighted(shape.values, shape.probabilities);
    case 'empirical':
      return weighted(
        [...column],
        column.map(() => 1 / column.length),
      );
  }
}

function weighted(values: readonly number[], weights: readonly number[]): [number, number] {
  const mean = values.reduce((sum, v, i) => sum + v * weights[i]!, 0);
  return [mean, values.reduce((sum, v, i) => sum + (v - mean) ** 2 * weights[i]!, 0)];
}

test.each<[string, DrawnShape, number]>([
  ['normal', { kind: 'normal', mean: 3, sd: 0 }, 3],
  ['lognormal', { kind: 'lognormal', mu: 0, sigma: 0 }, 1],
  ['uniform', { kind: 'uniform', low: 2, high: 2 }, 2],
  ['triangular', { kind: 'triangular', low: 2, mode: 2, high: 2 }, 2],
  ['pert', { kind: 'pert', low: 2, mode: 2, high: 2 }, 2],
  ['truncated', { kind: 'truncated', mean: 1, sd: 0, low: 2, high: 3 }, 2],
  ['discrete', { kind: 'discrete', values: [7], probabilities: [1] }, 7],
  ['empirical', { kind: 'empirical', values: [7] }, 7],
])('%s without width is a constant', (_, shape, value) => {
  const out = new Float64Array(2);
  inverseOf(shape).fill(Float64Array.of(0.1, 0.9), out, 2);
  expect([...out]).toEqual([value, value]);
});

test('never changes: results rest on it', () => {
  const text = Object.values(SHAPES)
    .map((shape) => Array.from({ length: 2000 }, (_, i) => inverseOf(shape).at((i + 0.5) / 2000)).join())
    .join();
  expect(hash64(text)).toEqual([992746539, 4281324168]);
});
