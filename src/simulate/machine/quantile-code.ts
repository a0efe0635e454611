/** Quantiles out of order statistics. */
import { Code } from '../../engine/wasm/asm.ts';
import { BASE } from './places.ts';
import { ROW } from './ranks.ts';
import { add, locals, whileTrue } from './write.ts';

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
  const [bucket, next, at] = locals(code, 'i32', 3);
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
  const [h, low, high, fraction] = locals(code, 'f64', 4);
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
