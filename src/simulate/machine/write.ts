/** Pieces of which the runtime's functions are written. */
import type { Code, ValueType } from '../../engine/wasm/asm.ts';

/** i = 0, step, … below `stop`; at least once. Inside, branch depth 0 goes on with the loop. */
export function repeat(code: Code, i: number, step: number, stop: number, body: () => void): void {
  code.i32(0).set(i).loop();
  body();
  code.get(i).i32(step).op('i32.add').tee(i).i32(stop).op('i32.lt_u').brIf(0).op('end');
}

/** While the condition that `test` leaves on the stack holds. */
export function whileTrue(code: Code, test: () => void, body: () => void): void {
  code.block().loop();
  test();
  code.op('i32.eqz').brIf(1);
  body();
  code.br(0).op('end').op('end');
}

/** While at + size ≤ stop: body, then at += size. */
export function whileFits(code: Code, at: number, stop: number, size: number, body: () => void): void {
  const test = (): void => {
    code.get(at).i32(size).op('i32.add').get(stop).op('i32.le_u');
  };
  whileTrue(code, test, () => {
    body();
    add(code, at, size);
  });
}

/** local += n */
export function add(code: Code, local: number, n: number): void {
  code.get(local).i32(n).op('i32.add').set(local);
}

/** i32 at base + offset → a new local. */
export function field(code: Code, base: number, offset: number): number {
  const local = code.local('i32');
  code.get(base).loadI32(offset).set(local);
  return local;
}

/** A constant of both lanes in a local, so that loops need not make it again. */
export function constant(code: Code, v: number): number {
  const local = code.local('v128');
  code.f64x2(v).set(local);
  return local;
}

/** f64 at base + offset, twice → a new local. */
export function splat(code: Code, base: number, offset: number): number {
  const local = code.local('v128');
  code.get(base).loadSplat(offset).set(local);
  return local;
}

/** Words 0 and 1, then 2 and 3, of a local as two pairs of signed numbers: leaves each in turn to `body`, on the stack. */
export function eachPair(code: Code, words: number, body: (pair: 0 | 1) => void): void {
  code.get(words).simd('convert_low_i32x4_s');
  body(0);
  code.get(words).get(words).shuffle(2, 3, 2, 3).simd('convert_low_i32x4_s');
  body(1);
}

type Tuple<N extends number, T extends number[] = []> = T['length'] extends N ? T : Tuple<N, [...T, number]>;

/** New locals. */
export function locals<N extends number>(code: Code, type: ValueType, count: N): Tuple<N> {
  return Array.from({ length: count }, () => code.local(type)) as Tuple<N>;
}
