import { describe, expect, test } from 'vitest';
import { generator } from '../../../test/engine/same-bits.ts';
import { bits, kernelOf } from '../../../test/simulate/machine.ts';
import { summarise } from '../summary.ts';
import { NUMBERS, summaryOf } from '../summary-numbers.ts';
import { SiteMachine } from './index.ts';

const next = generator(11);

/** Number k of n. */
const DATA: Record<string, (k: number, n: number) => number> = {
  random: () => next(),
  'a bell': () => next() + next() + next() + next() - 2,
  rising: (k) => k,
  falling: (k, n) => n - k,
  'one of two': () => (next() < 0.3 ? 2 : 5),
  'one of five': () => Math.floor(5 * next()) - 2,
  constant: () => 3.7,
  zeros: () => (next() < 0.5 ? 0 : -0),
  'zeros and more': () => (next() < 0.5 ? -0 : Math.floor(3 * next()) - 1),
  capped: () => Math.min(0.8, next() + next()),
  'two clusters': () => (next() < 0.5 ? 1e9 : -1e9) + next(),
  'one far out': (k) => (k === 5 ? 1e12 : next()),
  'a heavy tail': () => Math.exp(40 * (next() - 0.5)),
  'two heavy tails': () => (next() < 0.5 ? -1 : 1) * Math.exp(60 * (next() - 0.5)),
  'undefined at times': () => (next() < 0.2 ? Number.NaN : next()),
  'infinite at times': () => (next() < 0.2 ? Number.NEGATIVE_INFINITY : next()),
  'undefined in one part': (k, n) => (k < n / 8 ? Number.NaN : next()),
  'defined once': (k, n) => (k === n - 1 ? 4 : Number.NaN),
  'never defined': () => Number.NaN,
  'as wide as numbers go': () => (next() < 0.5 ? -1 : 1) * 1.7e308,
  'as close as numbers lie': () => Math.floor(1000 * next()) * 5e-324,
};

describe.each([
  ['sobol', 1],
  ['sobol', 8],
  ['sobol', 64],
  ['random', 100],
  ['sobol', 1024],
  ['random', 1024],
  ['random', 5003],
  ['sobol', 65_536],
] as const)('%s, %i draws given by the caller', (sampling, draws) => {
  const machine = new SiteMachine(kernelOf(['p0', '-p0'], [true]), { draws, sampling });
  const numbers = new Float64Array(NUMBERS.length);

  test.each(Object.keys(DATA))('%s: the summary of the JS code', (name) => {
    for (let round = 0; round < (draws > 2000 ? 2 : 10); round++) {
      const data = Float64Array.from({ length: draws }, (_, k) => DATA[name]!(k, draws));
      const fill = (out: Float64Array, first: number): void => out.set(data.subarray(first, first + out.length));
      machine.run(new Float64Array(1), [{ param: 0, fill }]);
      const defined = data.map((x) => (Number.isFinite(x) ? x : Number.NaN));
      for (const [i, values] of [defined, defined.map((x) => -x)].entries()) {
        expect(bits(machine.values(i))).toBe(bits(values));
        machine.summary(i, numbers, 0);
        const found = summaryOf(numbers, 0);
        const expected = summarise(values, sampling);
        expect(bits(flat(found))).toBe(bits(flat(expected)));
        expect(found.error === null).toBe(expected.error === null);
      }
    }
  });
});

/** Every number of a summary; null as NaN. */
function flat({ error, ...rest }: ReturnType<typeof summarise>): Float64Array {
  return Float64Array.from([...Object.values(rest), ...Object.values(error ?? {})], (v) => v ?? Number.NaN);
}
