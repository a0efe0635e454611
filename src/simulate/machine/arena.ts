const PAGE = 65_536;

/**
 * Room in the memory of a kernel, beyond what the kernel itself uses. What is once taken is not given back. Nothing else may
 * let that memory grow.
 */
export class Arena {
  private readonly memory: WebAssembly.Memory;
  private used: number;
  private views: { f64: Float64Array; i32: Int32Array };

  constructor(memory: WebAssembly.Memory) {
    this.memory = memory;
    this.used = memory.buffer.byteLength;
    this.views = viewsOf(memory);
  }

  /** All memory as doubles; not to be kept, as `take` may make it useless. */
  get f64(): Float64Array {
    return this.views.f64;
  }

  /** All memory as words; likewise. */
  get i32(): Int32Array {
    return this.views.i32;
  }

  /** @returns an address divisible by 16. @throws RangeError when memory does not go that far */
  take(bytes: number): number {
    const at = this.used;
    const end = at + Math.ceil(bytes / 16) * 16;
    const missing = Math.ceil((end - this.memory.buffer.byteLength) / PAGE);
    if (missing > 0) {
      this.memory.grow(missing);
      this.views = viewsOf(this.memory);
    }
    this.used = end;
    return at;
  }
}

function viewsOf({ buffer }: WebAssembly.Memory): { f64: Float64Array; i32: Int32Array } {
  return { f64: new Float64Array(buffer), i32: new Int32Array(buffer) };
}
