import { describe, expect, test } from 'vitest';
import { generator } from '../../../test/engine/same-bits.ts';
import { bits, kernelOf, simulated, streamsOf } from '../../../test/simulate/machine.ts';
import type { DrawnShape } from '../inverse.ts';
import { summarise } from '../summary.ts';
import { NUMBERS, summaryOf } from '../summary-numbers.ts';
import { SiteMachine } from './index.ts';

const SHAPES: Record<string, DrawnShape> = {
  normal: { kind: 'normal', mean: 5, sd: 2 },
  'normal, no spread': { kind: 'normal', mean: -5, sd: 0 },
  lognormal: { kind: 'lognormal', mu: 1, sigma: 0.4 },
  'lognormal beyond the range of exp': { kind: 'lognormal', mu: 700, sigma: 30 },
  uniform: { kind: 'uniform', low: -1, high: 3 },
  triangular: { kind: 'triangular', low: 1, mode: 2, high: 5 },
  'triangular, mode at an end': { kind: 'triangular', low: 1, mode: 5, high: 5 },
  pert: { kind: 'pert', low: 1, mode: 2, high: 5 },
  'pert, mode at an end': { kind: 'pert', low: 1, mode: 1, high: 5 },
  discrete: { kind: 'discrete', values: [4, 1, 2], probabilities: [0.25, 0.5, 0.25] },
  truncated: { kind: 'truncated', mean: 1, sd: 2, low: 0, high: 4 },
  empirical: { kind: 'empirical', values: Array.from({ length: 301 }, (_, i) => (i * i) % 97) },
};
const NAMES = Object.keys(SHAPES);

/** Draws that a machine takes and does not take whole tiles of. */
const CASES = (['sobol', 'random'] as const).flatMap((sampling) =>
  (sampling === 'sobol' ? [1, 2, 8, 32, 64, 1024, 65_536] : [1, 7, 8, 65, 100, 1024, 65_537]).map(
    (draws) => [sampling, draws] as const,
  ),
);

describe.each(CASES)('%s, %i draws', (sampling, draws) => {
  const options = { draws, sampling, seed: 3 };
  const count = NAMES.length;
  const all = NAMES.map((_, i) => `p${i}`);
  const kernel = kernelOf(
    [...all, all.join(' + '), 'p0 / max(0, p4)', 'sqrt(p0 - 3)', `p${count} * 3`, `p${count} / 0`, '-p3 * 0'],
    [...NAMES.map(() => true), false],
  );
  const numbers = new Float64Array(NUMBERS.length + 2);

  test('every plan and every kind of output: the bits of the JS code', () => {
    const machine = new SiteMachine(kernel, { draws, sampling });
    for (const site of ['a', 'b']) {
      const middles = Float64Array.from({ length: count + 1 }, (_, i) => i + site.charCodeAt(0));
      const drawn = NAMES.map((name, param) => ({
        param,
        dimension: (param * 37) % 150,
        shape: SHAPES[name]!,
        key: param % 3 === 0 ? 'shared' : site,
      }));
      machine.run(middles, streamsOf(drawn, options));
      for (const [i, v] of simulated(kernel, middles, drawn, options).entries()) {
        expect(bits(machine.values(i))).toBe(bits(v));
        machine.summary(i, numbers, 1);
        expect(summaryOf(numbers, 1)).toEqual(summarise(v, sampling));
      }
    }
  });
});

/** A shape at random. */
function anyShape(next: () => number): DrawnShape {
  const low = 200 * next() - 100;
  const high = low + 10 ** (6 * next() - 3);
  const mode = low + (high - low) * Math.round(4 * next()) * 0.25;
  const values = Array.from({ length: 1 + Math.floor(9 * next()) }, () => Math.round(20 * next()));
  const list: DrawnShape[] = [
    { kind: 'normal', mean: low, sd: high - low },
    { kind: 'lognormal', mu: low / 10, sigma: 3 * next() },
    { kind: 'uniform', low, high },
    { kind: 'triangular', low, mode, high },
    { kind: 'pert', low, mode, high },
    { kind: 'truncated', mean: mode, sd: (high - low) * next(), low, high },
    { kind: 'discrete', values, probabilities: values.map(() => 1 / values.length) },
    { kind: 'empirical', values },
  ];
  return list[Math.floor(list.length * next())]!;
}

test('shapes at random: the bits of the JS code; memory stays as it is', () => {
  const next = generator(7);
  const kernel = kernelOf(['p0 * p1', 'p2'], [true, true, true]);
  const options = { draws: 256, sampling: 'sobol', seed: 1 } as const;
  const machine = new SiteMachine(kernel, options);
  const params = new Float64Array(3);
  let bytes = 0;
  for (let site = 0; site < 300; site++) {
    const drawn = [0, 1, 2].map((param) => ({ param, dimension: param, shape: anyShape(next), key: `${site}` }));
    machine.run(params, streamsOf(drawn, options));
    const expected = simulated(kernel, params, drawn, options);
    expect(expected.map((_, i) => bits(machine.values(i)))).toEqual(expected.map(bits));
    if (site === 200) bytes = machine.values(0).buffer.byteLength;
  }
  expect(machine.values(0).buffer.byteLength).toBe(bytes);
});

test('refusals', () => {
  const options = { draws: 64, sampling: 'sobol', seed: 1 } as const;
  const machine = new SiteMachine(kernelOf(['p0 + p1'], [true, false], 'p1'), options);
  const drawn = (param: number) => streamsOf([{ param, dimension: 0, shape: SHAPES.normal!, key: 'a' }], options);
  expect(() => machine.run(Float64Array.of(0, 61), drawn(0))).toThrow(RangeError);
  expect(() => machine.run(Float64Array.of(0, 1), drawn(1))).toThrow('parameter 1 does not vary by draw');
  expect(() => machine.run(Float64Array.of(0, 60), drawn(0))).not.toThrow();
  expect(() => machine.values(1)).toThrow(RangeError);
  expect(() => machine.summary(1, new Float64Array(NUMBERS.length), 0)).toThrow(RangeError);
});
