/** Order statistics and quantiles out of buckets, see buckets.ts. */
import { Code } from '../../engine/wasm/asm.ts';
import { BASE } from './places.ts';
import { add, field, whileFits, whileTrue } from './write.ts';

/** Bytes of a row of counts. */
const ROW = 32;
/** Up to so many numbers are compared each with each; more are sorted. */
const FEW = 8;

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
 * (base, bucket, block, rank) → the number of that rank among those of a sub-block, which lies in that bucket. A processor
 * cannot foresee how a search or a sort goes on, and there are 32 of these; so few branches rest on the numbers.
 */
export function rankOfBlock(sort: number): Code {
  const code = new Code(['i32', 'i32', 'i32', 'i32'], ['f64']);
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
  code.get(rank).get(cell).loadI32(0).op('i32.sub').set(rank);
  code.get(count).i32(FEW).op('i32.gt_u').if();
  code.get(base).get(from).get(to).call(sort);
  code.get(rank).i32(8).op('i32.mul').get(from).op('i32.add').loadF64(0).op('return').op('end');
  return ofFew(code, from, to, rank).loadF64(0);
}

/** How many numbers of the row's bucket belong to sub-blocks before this one: they lie first in the bucket. */
function blocksBefore(code: Code, row: number, block: number): void {
  const [k, sum] = [code.local('v128'), code.local('v128')];
  code.get(block).simd('i32x4.splat').set(k);
  for (const half of [0, 16]) {
    code.get(row).load(ROW + half).get(row).load(half).simd('i32x4.sub');
    code.get(k).i32x4(half / 4, half / 4 + 1, half / 4 + 2, half / 4 + 3).simd('i32x4.gt_s').simd('and');
  }
  code.simd('i32x4.add').tee(sum).get(sum).get(sum).shuffle(2, 3, 0, 1).simd('i32x4.add').tee(sum);
  code.get(sum).get(sum).shuffle(1, 0, 3, 2).simd('i32x4.add').simd('i32x4.extract', 0);
}

/** Leaves the address of the number of that rank in a range: the one that has no more below it, and enough not above it. */
function ofFew(code: Code, from: number, to: number, rank: number): Code {
  const [i, j, below, notAbove, found] = Array.from({ length: 5 }, () => code.local('i32')) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const v = code.local('f64');
  code.get(from).set(i);
  whileFits(code, i, to, 8, () => {
    code.get(i).loadF64(0).set(v).i32(0).set(below).i32(0).set(notAbove).get(from).set(j);
    whileFits(code, j, to, 8, () => {
      code.get(below).get(j).loadF64(0).get(v).op('f64.lt').op('i32.add').set(below);
      code.get(notAbove).get(j).loadF64(0).get(v).op('f64.le').op('i32.add').set(notAbove);
    });
    code.get(found).get(found).get(i).op('i32.xor').i32(0);
    code.get(below).get(rank).op('i32.le_u').get(rank).get(notAbove).op('i32.lt_u').op('i32.and');
    code.op('i32.sub').op('i32.and').op('i32.xor').set(found);
  });
  return code.get(found);
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
  const [bucket, next] = [code.local('i32'), code.local('i32')];
  const find = (r: number): Code => code.get(base).get(bucket).get(block).get(r).call(rank);
  code.get(block).i32(4).op('i32.mul').get(base).op('i32.add').get(offset).op('i32.add').loadI32(0).set(bucket);
  return interpolated(code, count, p, {
    low: find,
    high: (upper) => {
      code.get(bucket).i32(ROW).op('i32.mul').get(block).i32(4).op('i32.mul').op('i32.add');
      code.get(base).loadI32(BASE.counts).op('i32.add').set(next);
      const before = (): void => {
        code.get(next).loadI32(ROW).get(upper).op('i32.le_u');
      };
      whileTrue(code, before, () => {
        add(code, next, ROW);
        add(code, bucket, 1);
      });
      find(upper);
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
