/** Instructions of one WebAssembly function as bytes. */
import { PLAIN, SIMD } from './opcodes.ts';

export type ValueType = 'i32' | 'f64' | 'v128';
export const TYPES: Readonly<Record<ValueType, number>> = { i32: 0x7f, f64: 0x7c, v128: 0x7b };

/** Operations on v128; those that do not say otherwise take it as f64x2. */
export type Simd = keyof typeof SIMD;

/** LEB128. */
export function unsigned(n: number, out: number[] = []): number[] {
  let rest = n >>> 0;
  while (rest > 0x7f) {
    out.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  out.push(rest);
  return out;
}

export function signed(n: number, out: number[]): void {
  let rest = n | 0;
  while (rest < -64 || rest > 63) {
    out.push((rest & 0x7f) | 0x80);
    rest >>= 7;
  }
  out.push(rest & 0x7f);
}

export function f64Bytes(v: number): Uint8Array {
  const b = new Uint8Array(8);
  new DataView(b.buffer).setFloat64(0, v, true);
  return b;
}

/** The instructions of one function and its local variables. */
export class Code {
  private readonly bytes: number[] = [];
  private readonly locals: ValueType[] = [];
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];

  constructor(params: readonly ValueType[] = [], results: readonly ValueType[] = []) {
    this.params = params;
    this.results = results;
  }

  local(type: ValueType): number {
    this.locals.push(type);
    return this.params.length + this.locals.length - 1;
  }

  op(name: keyof typeof PLAIN): this {
    this.bytes.push(PLAIN[name]);
    return this;
  }

  simd(name: Simd, lane?: 0 | 1 | 2 | 3): this {
    this.bytes.push(0xfd);
    unsigned(SIMD[name], this.bytes);
    if (lane !== undefined) this.bytes.push(lane);
    return this;
  }

  get(local: number): this {
    return this.indexed(0x20, local);
  }

  set(local: number): this {
    return this.indexed(0x21, local);
  }

  tee(local: number): this {
    return this.indexed(0x22, local);
  }

  call(fn: number): this {
    return this.indexed(0x10, fn);
  }

  i32(n: number): this {
    this.bytes.push(0x41);
    signed(n, this.bytes);
    return this;
  }

  f64(v: number): this {
    this.bytes.push(0x44, ...f64Bytes(v));
    return this;
  }

  zero(): this {
    return this.vector(new Uint8Array(16));
  }

  /** Four words. */
  i32x4(...words: readonly [number, number, number, number]): this {
    return this.vector(new Uint8Array(Int32Array.from(words).buffer));
  }

  /** Two numbers, or one twice. */
  f64x2(v: number, second = v): this {
    return this.vector(Uint8Array.of(...f64Bytes(v), ...f64Bytes(second)));
  }

  /** Four of the eight words of two vectors on the stack. */
  shuffle(...words: readonly [number, number, number, number]): this {
    this.bytes.push(0xfd, 0x0d);
    for (const w of words) this.bytes.push(4 * w, 4 * w + 1, 4 * w + 2, 4 * w + 3);
    return this;
  }

  /** Takes the address from the stack; `offset` is added. */
  load(offset: number): this {
    return this.memory([0xfd, 0x00], 4, offset);
  }

  loadSplat(offset: number): this {
    return this.memory([0xfd, 0x0a], 3, offset);
  }

  loadSplatI32(offset: number): this {
    return this.memory([0xfd, 0x09], 2, offset);
  }

  store(offset: number): this {
    return this.memory([0xfd, 0x0b], 4, offset);
  }

  loadF64(offset: number): this {
    return this.memory([0x2b], 3, offset);
  }

  storeF64(offset: number): this {
    return this.memory([0x39], 3, offset);
  }

  loadI32(offset: number): this {
    return this.memory([0x28], 2, offset);
  }

  storeI32(offset: number): this {
    return this.memory([0x36], 2, offset);
  }

  /** f64 → i32, NaN → 0, ends at the largest i32. */
  truncate(): this {
    this.bytes.push(0xfc, 0x02);
    return this;
  }

  /** Address, byte and length from the stack. */
  fill(): this {
    this.bytes.push(0xfc, 0x0b, 0x00);
    return this;
  }

  loop(): this {
    this.bytes.push(0x03, 0x40);
    return this;
  }

  block(): this {
    this.bytes.push(0x02, 0x40);
    return this;
  }

  if(): this {
    this.bytes.push(0x04, 0x40);
    return this;
  }

  br(depth: number): this {
    return this.indexed(0x0c, depth);
  }

  brIf(depth: number): this {
    return this.indexed(0x0d, depth);
  }

  /** Size, locals, instructions: an entry of the code section. */
  finish(): number[] {
    const runs: [number, ValueType][] = [];
    for (const type of this.locals) {
      const last = runs.at(-1);
      if (last && last[1] === type) last[0]++;
      else runs.push([1, type]);
    }
    const head = unsigned(runs.length);
    for (const [n, type] of runs) head.push(...unsigned(n), TYPES[type]);
    const size = unsigned(head.length + this.bytes.length + 1);
    return size.concat(head, this.bytes, [0x0b]);
  }

  private vector(bytes: Uint8Array): this {
    this.bytes.push(0xfd, 0x0c, ...bytes);
    return this;
  }

  private indexed(opcode: number, n: number): this {
    this.bytes.push(opcode);
    unsigned(n, this.bytes);
    return this;
  }

  private memory(opcode: readonly number[], align: number, offset: number): this {
    this.bytes.push(...opcode, align);
    unsigned(offset, this.bytes);
    return this;
  }
}
