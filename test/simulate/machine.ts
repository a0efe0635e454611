/** Kernels and the JS code beside the machine, for tests. */
import { emitKernel, type KernelLayout, WasmKernel } from '../../src/engine/wasm/index.ts';
import { hash64 } from '../../src/formula/hash64.ts';
import { type DrawnShape, inverseOf } from '../../src/simulate/inverse.ts';
import { createSampler, type SamplerOptions } from '../../src/simulate/points.ts';
import { graphOf } from '../engine/same-bits.ts';

export interface Kernel {
  module: WebAssembly.Module;
  layout: KernelLayout;
}

/**
 * @param outputs formulas over p0, p1, …
 * @param drawn which of them vary by draw
 */
export function kernelOf(outputs: readonly string[], drawn: readonly boolean[], construction = '0'): Kernel {
  const params = Object.fromEntries(drawn.map((_, i) => [`p${i}`, i]));
  const formulas = Object.fromEntries(outputs.map((o, i) => [`out${i}`, o]));
  const graph = graphOf({ ...params, ...formulas, construction });
  const nodes = outputs.map((_, i) => graph.byName.get(`out${i}`) as number);
  const { bytes, layout } = emitKernel(graph, nodes, drawn);
  return { module: new WebAssembly.Module(bytes as BufferSource), layout };
}

export interface Drawn {
  param: number;
  dimension: number;
  shape: DrawnShape;
  /** Whose draws: the id of a site. */
  key: string;
}

const keyOf = (id: string) => ({ kind: 'site', hash: hash64(id) }) as const;

/** The streams of a site as a machine takes them. */
export function streamsOf(drawn: readonly Drawn[], options: SamplerOptions) {
  const sampler = createSampler(options);
  return drawn.map(({ param, dimension, shape, key }) => ({
    param,
    dimension,
    plan: inverseOf(shape).plan,
    source: sampler.stream(keyOf(key)),
  }));
}

/** The outputs of a site, by the code that a machine must agree with. */
export function simulated(
  kernel: Kernel,
  params: Float64Array,
  drawn: readonly Drawn[],
  options: SamplerOptions,
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
      sampler.fill(u, keyOf(d.key), d.dimension, first, lanes);
      inverseOf(d.shape).fill(u, js.drawParam(d.param), lanes);
    }
    js.runTile();
    for (const [i, v] of values.entries()) v.set(js.output(i).subarray(0, lanes), first);
  }
  return values.map((v) => v.map((x) => (Number.isFinite(x) ? x : Number.NaN)));
}

/** Numbers as text that tells all bits apart, but for those of NaN. */
export function bits(values: Float64Array): string {
  return Array.from(values, (x) => (Object.is(x, -0) ? '-0' : String(x))).join();
}
