/** Order statistics and quantiles out of buckets, see buckets.ts. */
import { Code } from '../../engine/wasm/asm.ts';
import { BASE } from './places.ts';
import { add, field, whileTrue } from './write.ts';

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

/** (base, rank, block) → the same among the numbers of a sub-block; `hint` may be anywhere. */
export function rankOfBlock(sort: number): Code {
  const code = new Code(['i32', 'i32', 'i32'], ['i32']);
  const [base, rank, block] = [0, 1, 2];
  const bucket = field(code, base, BASE.hint);
  const [cell, from, row, stop] = [code.local('i32'), code.local('i32'), code.local('i32'), code.local('i32')];
  code.get(bucket).i32(5).op('i32.shl').get(base).loadI32(BASE.counts).op('i32.add').set(row);
  code.get(block).i32(4).op('i32.mul').get(row).op('i32.add').set(cell);
  const after = (): void => {
    code.get(cell).loadI32(0).get(rank).op('i32.gt_u');
  };
  const before = (): void => {
    code.get(cell).loadI32(32).get(rank).op('i32.le_u');
  };
  whileTrue(code, after, () => add(code, cell, -32));
  whileTrue(code, before, () => add(code, cell, 32));
  code.get(cell).get(base).loadI32(BASE.counts).op('i32.sub').i32(5).op('i32.shr_u').set(bucket);
  code.get(base).get(bucket).storeI32(BASE.hint);
  // Numbers of the sub-blocks before lie first in the bucket.
  code.get(cell).get(block).i32(4).op('i32.mul').op('i32.sub').set(row);
  code.get(bucket).i32(4).op('i32.mul').get(base).loadI32(BASE.ends).op('i32.add').loadI32(0).set(from);
  const blocksBefore = (): void => {
    code.get(row).get(cell).op('i32.lt_u');
  };
  const count = (): void => {
    code.get(row).loadI32(32).get(row).loadI32(0).op('i32.sub').i32(8).op('i32.mul');
  };
  whileTrue(code, blocksBefore, () => {
    count();
    code.get(from).op('i32.add').set(from);
    add(code, row, 4);
  });
  count();
  code.get(from).op('i32.add').set(stop);
  code.get(base).get(from).get(stop).call(sort);
  return code.get(rank).get(cell).loadI32(0).op('i32.sub').i32(8).op('i32.mul').get(from).op('i32.add');
}

/**
 * (base, count, block, p) → type 7 quantile as in quantiles.ts.
 *
 * @param rank function (base, rank, block) or (base, rank)
 */
export function quantileCode(rank: number, ofBlock: boolean): Code {
  const code = new Code(['i32', 'i32', 'i32', 'f64'], ['f64']);
  const [base, count, block, p] = [0, 1, 2, 3];
  const [h, low, high, fraction] = Array.from({ length: 4 }, () => code.local('f64')) as [
    number,
    number,
    number,
    number,
  ];
  const [lower, at] = [code.local('i32'), code.local('i32')];
  const find = (): void => {
    code.get(base).get(lower);
    if (ofBlock) code.get(block);
    code.call(rank).set(at);
  };
  code.get(count).i32(1).op('i32.sub').op('f64.convert_i32_u').get(p).op('f64.mul').tee(h).truncate().set(lower);
  code.get(h).get(h).op('f64.floor').op('f64.sub').set(fraction);
  find();
  code.get(at).loadF64(0).set(low);
  code.get(fraction).f64(0).op('f64.eq').if().get(low).op('return').op('end');
  add(code, at, 8);
  // The next number in order is most often the next one here.
  code.get(at).get(base).loadI32(BASE.sortedTo).op('i32.eq').if();
  add(code, lower, 1);
  find();
  code.op('end').get(at).loadF64(0).set(high);
  code.get(low).get(high).op('f64.eq').if().get(low).op('return').op('end');
  code.get(low).f64(1).get(fraction).op('f64.sub').op('f64.mul');
  return code.get(high).get(fraction).op('f64.mul').op('f64.add');
}
