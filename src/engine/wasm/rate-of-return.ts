/**
 * The internal rate of return of flows.ts for pairs of lanes side by side: the same steps for each lane; one that is done waits.
 */
import { Code } from './asm.ts';
import { type Memory, ROW } from './memory.ts';

const ITERATIONS = 200;

/**
 * (address of the first payment, address of the results, bytes from the first payment to the end of the flow) → nothing.
 * @param pairs how many pairs of lanes at a time
 */
export function rateOfReturn(memory: Memory, pairs: number): Code {
  return new RateOfReturn(memory, pairs).emit();
}

class RateOfReturn {
  private readonly code = new Code(['i32', 'i32', 'i32']);
  private readonly memory: Memory;
  private readonly pairs: readonly number[];
  private readonly k = this.code.local('i32');
  /** Lanes still at it. */
  private readonly active: readonly number[];
  private readonly sign: readonly number[];
  private readonly low: readonly number[];
  private readonly high: readonly number[];
  private readonly x: readonly number[];
  private readonly value: readonly number[];
  private readonly slope: readonly number[];
  /** All ones where there is no rate. */
  private readonly none: readonly number[];

  constructor(memory: Memory, pairs: number) {
    this.memory = memory;
    this.pairs = Array.from({ length: pairs }, (_, p) => p);
    const locals = () => this.pairs.map(() => this.code.local('v128'));
    [this.active, this.sign, this.low, this.high] = [locals(), locals(), locals(), locals()];
    [this.x, this.value, this.slope, this.none] = [locals(), locals(), locals(), locals()];
  }

  emit(): Code {
    this.signs();
    this.bracket();
    this.newton();
    for (const p of this.pairs) {
      this.code.get(1);
      this.constant(1);
      this.code.get(this.x[p]!).simd('div');
      this.constant(1);
      this.code
        .simd('sub')
        .get(this.none[p]!)
        .simd('or')
        .store(p * 16);
    }
    return this.code;
  }

  private constant(v: number): void {
    if (Object.is(v, 0)) this.code.zero();
    else this.code.i32(0).load(this.memory.constant(v));
  }

  /** Sign of the first payment that is not 0; `active` where the flow changes sign exactly once. */
  private signs(): void {
    const { code, k, pairs } = this;
    /** The last payment other than 0, and −1 for each change. */
    const last = this.value;
    const changes = this.slope;
    const [payment, counts] = [code.local('v128'), code.local('v128')];
    code.get(0).set(k).loop();
    for (const p of pairs) {
      code.get(k).load(p * 16);
      code.tee(payment).get(payment).simd('ne').get(this.none[p]!).simd('or').set(this.none[p]!);
      code.get(payment).zero().simd('ne').set(counts);
      code.get(payment).get(last[p]!).simd('xor').i32(63).simd('i64x2.shr_s');
      code.get(last[p]!).zero().simd('ne').simd('and').get(counts).simd('and');
      code.get(changes[p]!).simd('i64x2.add').set(changes[p]!);
      code.get(payment).get(last[p]!).get(counts).simd('bitselect').set(last[p]!);
    }
    code.get(k).i32(ROW).op('i32.add').tee(k).get(0).get(2).op('i32.add').op('i32.lt_u').brIf(0).op('end');
    for (const p of pairs) {
      code.get(changes[p]!).zero().simd('not').simd('i64x2.eq').get(this.none[p]!).simd('andnot');
      code.tee(this.active[p]!).simd('not').set(this.none[p]!);
      // After one change the first sign is not the last one.
      code.get(last[p]!).simd('neg');
      this.constant(-0);
      code.simd('and');
      this.constant(1);
      code.simd('or').set(this.sign[p]!);
    }
  }

  /** Present value at x, and with `slope` its derivative. */
  private horner(x: readonly number[], slope: boolean): void {
    const { code, k, pairs } = this;
    for (const p of pairs) {
      code.zero().set(this.value[p]!);
      if (slope) code.zero().set(this.slope[p]!);
    }
    code.get(0).get(2).op('i32.add').set(k).loop();
    code.get(k).i32(ROW).op('i32.sub').set(k);
    for (const p of pairs) {
      const value = this.value[p]!;
      if (slope) code.get(this.slope[p]!).get(x[p]!).simd('mul').get(value).simd('add').set(this.slope[p]!);
      code
        .get(value)
        .get(x[p]!)
        .simd('mul')
        .get(k)
        .load(p * 16)
        .simd('add')
        .set(value);
    }
    code.get(0).get(k).op('i32.lt_u').brIf(0).op('end');
  }

  /** On the stack: whether any lane is still at it. */
  private anyActive(): void {
    for (const p of this.pairs) {
      this.code.get(this.active[p]!);
      if (p > 0) this.code.simd('or');
    }
    this.code.simd('anyTrue');
  }

  /** A mask of lanes whose present value has the sign of the first payment. */
  private sameSign(p: number): void {
    const { code } = this;
    code.get(this.value[p]!).get(this.sign[p]!).simd('mul').zero().simd('gt');
  }

  /** this[p] = mask ? new : this[p]; the mask and the new number come from the callbacks. */
  private update(local: number, to: () => void, mask: () => void): void {
    to();
    this.code.get(local);
    mask();
    this.code.simd('bitselect').set(local);
  }

  private bracket(): void {
    const { code, pairs } = this;
    const found = this.x;
    for (const p of pairs) {
      code.zero().set(this.low[p]!);
      this.constant(1);
      code.set(this.high[p]!);
      code.get(this.active[p]!).set(found[p]!);
    }
    code.block().loop();
    this.anyActive();
    code.op('i32.eqz').brIf(1);
    this.horner(this.high, false);
    for (const p of pairs) {
      const active = this.active[p]!;
      this.sameSign(p);
      code.get(active).simd('and').set(active);
      this.update(
        this.low[p]!,
        () => code.get(this.high[p]!),
        () => code.get(active),
      );
      code.get(this.high[p]!).get(this.high[p]!).get(active).simd('and').simd('add').set(this.high[p]!);
      code.get(this.high[p]!);
      this.constant(1e12);
      code.simd('gt').get(active).simd('and').get(this.none[p]!).simd('or').set(this.none[p]!);
      code.get(active).get(this.none[p]!).simd('andnot').set(active);
    }
    code.br(0).op('end').op('end');
    for (const p of pairs) code.get(found[p]!).get(this.none[p]!).simd('andnot').set(this.active[p]!);
  }

  private middle(p: number): void {
    this.code.get(this.low[p]!).get(this.high[p]!).simd('add');
    this.constant(0.5);
    this.code.simd('mul');
  }

  private newton(): void {
    const { code, pairs } = this;
    const i = code.local('i32');
    for (const p of pairs) {
      this.constant(0.9);
      this.middle(p);
      code.get(this.high[p]!);
      this.constant(2);
      code.simd('lt').simd('bitselect').set(this.x[p]!);
    }
    code.block().loop();
    this.anyActive();
    code.op('i32.eqz').brIf(1);
    this.horner(this.x, true);
    for (const p of pairs) this.step(p);
    code.get(i).i32(1).op('i32.add').tee(i).i32(ITERATIONS).op('i32.lt_s').brIf(0).op('end').op('end');
  }

  private step(p: number): void {
    const { code } = this;
    const [active, x, low, high] = [this.active[p]!, this.x[p]!, this.low[p]!, this.high[p]!];
    const next = this.slope[p]!;
    code.get(active).get(this.value[p]!).zero().simd('eq').simd('andnot').set(active);
    const same = code.local('v128');
    this.sameSign(p);
    code.set(same);
    this.update(
      low,
      () => code.get(x),
      () => code.get(same).get(active).simd('and'),
    );
    this.update(
      high,
      () => code.get(x),
      () => code.get(active).get(same).simd('andnot'),
    );
    code.get(x).get(this.value[p]!).get(next).simd('div').simd('sub').set(next);
    code.get(next);
    this.middle(p);
    code.get(next).get(low);
    code.simd('ge');
    code.get(next).get(high);
    code.simd('le');
    code.simd('and').simd('bitselect').set(next);
    // Done when the step, squared, is below the last digit.
    const done = code.local('v128');
    code.get(next).get(x).simd('sub').simd('abs');
    this.constant(1e-9);
    code.get(x).simd('mul').simd('le').set(done);
    this.update(
      x,
      () => code.get(next),
      () => code.get(active),
    );
    code.get(active).get(done).simd('andnot').set(active);
  }
}
