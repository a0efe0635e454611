/** Compiled kernels, one for each model and each set of drawn parameters; where one cannot be made the interpreter does the work. */
import { type DrawModel, withoutLaterYears } from '../engine/draw-model.ts';
import { emitKernel, WasmKernel } from '../engine/wasm/index.ts';

/** Kernels kept; the one unused for longest goes. */
const MOST = 256;

export class Kernels {
  private readonly known = new Map<DrawModel, Map<string, WasmKernel | null>>();

  /**
   * @param params positions of the parameters that vary by draw
   * @returns undefined where this machine or this graph has no kernel
   */
  of(model: DrawModel, params: readonly number[]): WasmKernel | undefined {
    const drawn = withoutLaterYears(model, params);
    const ofModel = this.known.get(model) ?? new Map<string, WasmKernel | null>();
    this.known.delete(model);
    const [oldest] = this.known.keys();
    if (this.known.size >= MOST && oldest) this.known.delete(oldest);
    this.known.set(model, ofModel);
    const key = drawn.join(',');
    let kernel = ofModel.get(key);
    if (kernel === undefined) {
      kernel = compile(model, drawn);
      ofModel.set(key, kernel);
    }
    return kernel ?? undefined;
  }
}

function compile(model: DrawModel, drawn: readonly number[]): WasmKernel | null {
  if (typeof WebAssembly === 'undefined') return null;
  const varies = model.params.map((_, p) => drawn.includes(p));
  try {
    const { bytes, layout } = emitKernel(
      model.graph,
      model.outputs.map((o) => o.node),
      varies,
    );
    return new WasmKernel(new WebAssembly.Module(bytes as BufferSource), layout);
  } catch {
    return null;
  }
}
