/** Order statistics and quantiles out of buckets, see buckets.ts. */
import { Code } from '../../engine/wasm/asm.ts';
import { BASE } from './places.ts';
import { add, field, whileTrue } from './write.ts';

/** Bytes of a row of counts. */
const ROW = 32;
/** Up to so many numbers of a sub-block in a bucket are sorted without a branch. */
const FEW = 4;

/** (base, from, to): sorts the numbers from one address to another, and takes its moves off the budget; not again if it was the last. */
export function sortCode(): Code {
  const code = new Code(['i32', 'i32', 'i32']);
  const [base, from, to] = [0, 1, 2];
  const [i, j, moves] = [code.local('i32'), code.local('i32'), code.local('i32')];
  const [v, before] = [code.local('f64'), code.local('f64')];
  code.get(from).get(base).loadI32(BASE.sortedFrom).op('i32.eq');
  code.get(to).get(base).loadI32(BASE.sortedTo).op('i32.eq').op('i32.and').if().op('return').op('end');
  code.get(base).get(from).storeI32(BASE.sortedFrom).get(base).get(to).storeI32(BASE.sortedTo);
  code.get(from).i32(8).op('i32.add').set(i);
  code.get(base).loadI32(BASE.budget).set(moves);
  const left = (): void => {
    code.get(i).get(to).op('i32.lt_u').get(moves).i32(0).op('i32.ge_s').op('i32.and');
  };
  whileTrue(code, left, () => {
    code.get(i).tee(j).loadF64(0).set(v);
    code.block().loop();
    code.get(j).get(from).op('i32.eq').brIf(1);
    code.get(j).i32(8).op('i32.sub').loadF64(0).tee(before).get(v).op('f64.le').brIf(1);
    code.get(j).get(before).storeF64(0);
    add(code, j, -8);
    add(code, moves, -1);
    code.br(0).op('end').op('end');
    code.get(j).get(v).storeF64(0);
    add(code, i, 8);
  });
  return code.get(base).get(moves).storeI32(BASE.budget);
}

/** (base, rank) → address of the number of that rank among all, in the range sorted last; `hint` is not beyond its bucket. */
export function rankOfAll(sort: number): Code {
  const code = new Code(['i32', 'i32'], ['i32']);
  const [base, rank] = [0, 1];
  const ends = field(code, base, BASE.ends);
  const bucket = field(code, base, BASE.hint);
  const at = code.local('i32');
  code.get(base).loadI32(BASE.sorted).get(rank).i32(8).op('i32.mul').op('i32.add').set(at);
  code.get(bucket).i32(4).op('i32.mul').get(ends).op('i32.add').set(bucket);
  const before = (): void => {
    code.get(bucket).loadI32(4).get(at).op('i32.le_u');
  };
  whileTrue(code, before, () => add(code, bucket, 4));
  code.get(base).get(bucket).get(ends).op('i32.sub').i32(2).op('i32.shr_u').storeI32(BASE.hint);
  code.get(base).get(bucket).loadI32(0).get(bucket).loadI32(4).call(sort);
  return code.get(at);
}

/**
 * (base, bucket, block, rank) → address of the number of that rank among those of a sub-block, which lies in that bucket;
 * the bucket's others of the sub-block stand around it, in order. A processor
 * cannot foresee how a search or a sort goes on, and there are 32 of these; so few branches rest on the numbers.
 */
export function rankOfBlock(sort: number): Code {
  const code = new Code(['i32', 'i32', 'i32', 'i32'], ['i32']);
  const [base, bucket, block, rank] = [0, 1, 2, 3];
  const [row, cell, count, from, to] = Array.from({ length: 5 }, () => code.local('i32')) as [
    number,
    number,
    number,
    number,
    number,
  ];
  code.get(bucket).i32(ROW).op('i32.mul').get(base).loadI32(BASE.counts).op('i32.add').set(row);
  code.get(block).i32(4).op('i32.mul').get(row).op('i32.add').set(cell);
  code.get(cell).loadI32(ROW).get(cell).loadI32(0).op('i32.sub').set(count);
  code.get(bucket).i32(4).op('i32.mul').get(base).loadI32(BASE.ends).op('i32.add').loadI32(0);
  blocksBefore(code, row, block);
  code.i32(8).op('i32.mul').op('i32.add').tee(from).get(count).i32(8).op('i32.mul').op('i32.add').set(to);
  code.get(count).i32(FEW).op('i32.gt_u').if();
  code.get(base).get(from).get(to).call(sort);
  code.op('else');
  sortFour(code, base, from, count);
  code.get(base).i32(BASE.four).op('i32.add').set(from).op('end');
  return code.get(rank).get(cell).loadI32(0).op('i32.sub').i32(8).op('i32.mul').get(from).op('i32.add');
}

/** How many numbers of the row's bucket belong to sub-blocks before this one: they lie first in the bucket. */
function blocksBefore(code: Code, row: number, block: number): void {
  const [k, sum] = [code.local('v128'), code.local('v128')];
  code.get(block).simd('i32x4.splat').set(k);
  for (const half of [0, 16]) {
    code
      .get(row)
      .load(ROW + half)
      .get(row)
      .load(half)
      .simd('i32x4.sub');
    code
      .get(k)
      .i32x4(half / 4, half / 4 + 1, half / 4 + 2, half / 4 + 3)
      .simd('i32x4.gt_s')
      .simd('and');
  }
  code.simd('i32x4.add').tee(sum).get(sum).get(sum).shuffle(2, 3, 0, 1).simd('i32x4.add').tee(sum);
  code.get(sum).get(sum).shuffle(1, 0, 3, 2).simd('i32x4.add').simd('i32x4.extract', 0);
}

/** Up to four numbers from an address on → `BASE.four`, sorted, without a branch. */
function sortFour(code: Code, base: number, from: number, count: number): void {
  const [a, b, low, high, s1, s2] = Array.from({ length: 6 }, () => code.local('v128')) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const there = code.local('v128');
  code.get(count).op('f64.convert_i32_u').simd('splat').set(there);
  for (const [k, pair] of [a, b].entries()) {
    code
      .get(from)
      .load(16 * k)
      .f64x2(Number.POSITIVE_INFINITY)
      .get(there);
    code
      .f64x2(2 * k, 2 * k + 1)
      .simd('gt')
      .simd('bitselect')
      .set(pair);
  }
  /** The lesser or the greater of both lanes, in both. */
  const ofLanes = (op: 'pmin' | 'pmax', pair: number): void => {
    code.get(pair).get(pair).get(pair).shuffle(2, 3, 0, 1).simd(op);
  };
  code.get(a).get(b).simd('pmin').set(low).get(a).get(b).simd('pmax').set(high);
  ofLanes('pmax', low);
  code.set(s1);
  ofLanes('pmin', high);
  code.set(s2);
  code.get(base);
  ofLanes('pmin', low);
  code.get(s1).get(s2).simd('pmin').shuffle(0, 1, 4, 5).store(BASE.four);
  code.get(base).get(s1).get(s2).simd('pmax');
  ofLanes('pmax', high);
  code.shuffle(0, 1, 4, 5).store(BASE.four + 16);
}

/** (base, count, p) → type 7 quantile of all, as in quantiles.ts; p rises from call to call. @param rank `rankOfAll` */
export function quantileOfAll(rank: number): Code {
  const code = new Code(['i32', 'i32', 'f64'], ['f64']);
  const [base, count, p] = [0, 1, 2];
  const at = code.local('i32');
  return interpolated(code, count, p, {
    low: (lower) => code.get(base).get(lower).call(rank).tee(at).loadF64(0),
    high: (upper) => {
      add(code, at, 8);
      // The next number in order is most often the next one here.
      code.get(at).get(base).loadI32(BASE.sortedTo).op('i32.eq').if();
      code.get(base).get(upper).call(rank).set(at).op('end');
      code.get(at).loadF64(0);
    },
  });
}

/**
 * (base, count, p, block, offset) → the same of a sub-block.
 *
 * @param rank `rankOfBlock`; the bucket of the lower rank stands at base + offset + 4 · block
 */
export function quantileOfBlock(rank: number): Code {
  const code = new Code(['i32', 'i32', 'f64', 'i32', 'i32'], ['f64']);
  const [base, count, p, block, offset] = [0, 1, 2, 3, 4];
  const [bucket, next, at] = [code.local('i32'), code.local('i32'), code.local('i32')];
  const find = (r: number): Code => code.get(base).get(bucket).get(block).get(r).call(rank);
  code.get(block).i32(4).op('i32.mul').get(base).op('i32.add').get(offset).op('i32.add').loadI32(0).set(bucket);
  return interpolated(code, count, p, {
    low: (lower) => find(lower).tee(at).loadF64(0),
    high: (upper) => {
      add(code, at, 8);
      code.get(bucket).i32(ROW).op('i32.mul').get(block).i32(4).op('i32.mul').op('i32.add');
      code.get(base).loadI32(BASE.counts).op('i32.add').set(next);
      const before = (): void => {
        code.get(next).loadI32(ROW).get(upper).op('i32.le_u');
      };
      before();
      code.if();
      whileTrue(code, before, () => {
        add(code, next, ROW);
        add(code, bucket, 1);
      });
      find(upper).set(at).op('end').get(at).loadF64(0);
    },
  });
}

/** `low` and `high` put the numbers of a rank on the stack; the second is used after the first, where it is needed. */
function interpolated(
  code: Code,
  count: number,
  p: number,
  number: { low(rank: number): void; high(rank: number): void },
): Code {
  const [h, low, high, fraction] = Array.from({ length: 4 }, () => code.local('f64')) as [
    number,
    number,
    number,
    number,
  ];
  const rank = code.local('i32');
  code.get(count).i32(1).op('i32.sub').op('f64.convert_i32_u').get(p).op('f64.mul').tee(h).truncate().set(rank);
  code.get(h).get(h).op('f64.floor').op('f64.sub').set(fraction);
  number.low(rank);
  code.set(low);
  code.get(fraction).f64(0).op('f64.eq').if().get(low).op('return').op('end');
  add(code, rank, 1);
  number.high(rank);
  code.set(high);
  code.get(low).get(high).op('f64.eq').if().get(low).op('return').op('end');
  code.get(low).f64(1).get(fraction).op('f64.sub').op('f64.mul');
  return code.get(high).get(fraction).op('f64.mul').op('f64.add');
}
