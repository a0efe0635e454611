import { describe, expect, test } from 'vitest';
import { graphOf } from '../../../test/engine/same-bits.ts';
import { emitKernel, WasmKernel } from '../../engine/wasm/index.ts';
import { hash64 } from '../../formula/hash64.ts';
import { type DrawnShape, inverseOf } from '../inverse.ts';
import { createSampler, type Sampling } from '../points.ts';
import { summarise } from '../summary.ts';
import { NUMBERS, SiteMachine, summaryOf } from './index.ts';

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

/** Each parameter as it is, something of them together, a number of the site, and what is undefined now and then. */
function kernelOf(params: number, outputs: readonly string[], drawn: readonly boolean[]) {
  const names = Array.from({ length: params }, (_, i) => `p${i}`);
  const book = Object.fromEntries(names.map((n, i) => [n, i]));
  const graph = graphOf({ ...book, ...Object.fromEntries(outputs.map((o, i) => [`out${i}`, o])) });
  const { bytes, layout } = emitKernel(
    graph,
    outputs.map((_, i) => graph.byName.get(`out${i}`)!),
    drawn,
  );
  return { module: new WebAssembly.Module(bytes as BufferSource), layout };
}

type Kernel = ReturnType<typeof kernelOf>;

interface Drawn {
  param: number;
  dimension: number;
  shape: DrawnShape;
  key: string;
}

/** The outputs of one site as the JS code has them. */
function oracle(
  kernel: Kernel,
  params: Float64Array,
  drawn: readonly Drawn[],
  options: { draws: number; sampling: Sampling; seed: number },
): Float64Array[] {
  const sampler = createSampler(options);
  const js = new WasmKernel(kernel.module, kernel.layout);
  js.siteParams.set(params);
  js.prepare();
  const values = kernel.layout.outputs.map(() => new Float64Array(options.draws));
  const u = new Float64Array(64);
  for (let first = 0; first < options.draws; first += 64) {
    const lanes = Math.min(64, options.draws - first);
    for (const d of drawn) {
      sampler.fill(u, { kind: 'site', hash: hash64(d.key) }, d.dimension, first, lanes);
      inverseOf(d.shape).fill(u, js.drawParam(d.param), lanes);
    }
    js.runTile();
    for (const [i, v] of values.entries()) v.set(js.output(i).subarray(0, lanes), first);
  }
  return values.map((v) => v.map((x) => (Number.isFinite(x) ? x : Number.NaN)));
}

function streamsOf(drawn: readonly Drawn[], options: { draws: number; sampling: Sampling; seed: number }) {
  const sampler = createSampler(options);
  return drawn.map(({ param, dimension, shape, key }) => ({
    param,
    dimension,
    plan: inverseOf(shape).plan,
    source: sampler.stream({ kind: 'site', hash: hash64(key) }),
  }));
}

/** Bits as text; every NaN is alike. */
function bits(values: Float64Array): string[] {
  return Array.from(values, (x) => (Object.is(x, -0) ? '-0' : String(x)));
}

function expectSame(machine: SiteMachine, values: readonly Float64Array[], sampling: Sampling): void {
  const numbers = new Float64Array(NUMBERS.length + 2);
  for (const [i, v] of values.entries()) {
    expect(bits(machine.values(i))).toEqual(bits(v));
    machine.summary(i, numbers, 1);
    expect(summaryOf(numbers, 1)).toEqual(summarise(v, sampling));
  }
}

const CASES = (['sobol', 'random'] as const).flatMap((sampling) =>
  (sampling === 'sobol' ? [1, 2, 8, 32, 64, 128, 1024, 4096, 65_536] : [1, 7, 8, 64, 65, 100, 1000, 1024, 65_537]).map(
    (draws) => [sampling, draws] as const,
  ),
);

describe.each(CASES)('%s, %i draws', (sampling, draws) => {
  const options = { draws, sampling, seed: 3 };
  const all = NAMES.map((_, i) => `p${i}`);
  const outputs = [...all, all.join(' + '), 'p0 / max(0, p4)', 'sqrt(p0 - 3)', 'site * 3', 'site / 0', '-p3 * 0'];
  const params = NAMES.length + 1;
  const kernel = kernelOf(
    params,
    outputs.map((o) => o.replace('site', `p${NAMES.length}`)),
    Array.from({ length: params }, (_, i) => i < NAMES.length),
  );

  test('every plan and every kind of output: the bits of the JS code', () => {
    const machine = new SiteMachine(kernel, { draws, sampling });
    for (const site of ['a', 'b']) {
      const middles = Float64Array.from({ length: params }, (_, i) => i + site.charCodeAt(0));
      const drawn = NAMES.map((name, param) => ({
        param,
        dimension: (param * 37) % 150,
        shape: SHAPES[name]!,
        key: param % 3 === 0 ? 'shared' : site,
      }));
      machine.run(middles, streamsOf(drawn, options));
      expectSame(machine, oracle(kernel, middles, drawn, options), sampling);
    }
  });
});
