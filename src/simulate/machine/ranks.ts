/** Order statistics out of buckets, see buckets.ts. */
import { Code } from '../../engine/wasm/asm.ts';
import { BASE } from './places.ts';
import { sortFour } from './sort-code.ts';
import { add, field, locals, whileTrue } from './write.ts';

/** Bytes of a row of counts. */
export const ROW = 32;
/** Up to so many numbers of a sub-block in a bucket are sorted without a branch. */
const FEW = 4;

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
  const [row, cell, count, from, to] = locals(code, 'i32', 5);
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
  const [k, sum] = locals(code, 'v128', 2);
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
