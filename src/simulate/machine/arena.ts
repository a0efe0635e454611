const PAGE = 65_536;

/** Room in the memory of a kernel, beyond what the kernel itself uses. What is once taken is not given back. */
export class Arena {
  private readonly memory: WebAssembly.Memory;
  private used: number;
  private of: ArrayBufferLike | undefined;
  private f64Views = new Float64Array(0);
  private i32Views = new Int32Array(0);

  constructor(memory: WebAssembly.Memory) {
    this.memory = memory;
    this.used = memory.buffer.byteLength;
  }

  /** @returns an address divisible by 16. @throws RangeError when memory does not go that far */
  take(bytes: number): number {
    const at = this.used;
    const end = at + Math.ceil(bytes / 16) * 16;
    const missing = Math.ceil((end - this.memory.buffer.byteLength) / PAGE);
    if (missing > 0) this.memory.grow(missing);
    this.used = end;
    return at;
  }

  /** All memory as doubles. Growing makes views useless, so this one is not to be kept. */
  get f64(): Float64Array {
    this.refresh();
    return this.f64Views;
  }

  get i32(): Int32Array {
    this.refresh();
    return this.i32Views;
  }

  private refresh(): void {
    const { buffer } = this.memory;
    if (buffer === this.of) return;
    this.of = buffer;
    this.f64Views = new Float64Array(buffer);
    this.i32Views = new Int32Array(buffer);
  }
}
