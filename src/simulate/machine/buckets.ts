/**
 * Numbers → buckets of equal width, none before a greater one's; within a bucket they keep their order, so that those of a
 * sub-block lie together.
 *
 * `counts` has a row a bucket, and one more, of eight words: in the end how many numbers of each sub-block lie in the
 * buckets before. `ends` has a word a bucket, and one before the first: the address in `sorted` where the bucket ends.
 */
import { Code } from '../../engine/wasm/asm.ts';
import { BASE } from './places.ts';
import { add, field, locals, splat, whileFits, whileTrue } from './write.ts';

const BLOCKS = 8;
const ROW = 4 * BLOCKS;
/** Added, it leaves a number below 2^31, rounded, in the lower bits: half to even, and never a lower one for a greater. */
const ROUND = 4503599627370496;

/** (base): counts the numbers of each sub-block by bucket. */
export function countCode(): Code {
  const code = new Code(['i32']);
  const base = 0;
  const counts = field(code, base, BASE.counts);
  const [row, k, end, blockEnd, at] = locals(code, 'i32', 5);
  code.get(counts).i32(0).get(base).loadI32(BASE.buckets).i32(1).op('i32.add').i32(ROW).op('i32.mul').fill();
  code.get(counts).set(row).get(base).loadI32(BASE.first).set(at).get(base).set(blockEnd);
  const blocksLeft = (): void => {
    code.get(k).i32(BLOCKS).op('i32.lt_u');
  };
  const buckets = bucketOf(code, base);
  whileTrue(code, blocksLeft, () => {
    code
      .get(base)
      .loadI32(BASE.first)
      .get(blockEnd)
      .loadI32(BASE.blockEnds)
      .i32(8)
      .op('i32.mul')
      .op('i32.add')
      .set(end);
    buckets.each(at, end, (bucket) => {
      const cell = code.local('i32');
      code.get(bucket).i32(5).op('i32.shl').get(row).op('i32.add').tee(cell);
      code.get(cell).loadI32(0).i32(1).op('i32.add').storeI32(0);
    });
    add(code, k, 1);
    add(code, row, 4);
    add(code, blockEnd, 4);
  });
  return code;
}

/**
 * (base): counts → how many lie before each bucket, and where in `sorted` each begins (`scatterCode` makes it the end);
 * `targets` → `found`.
 */
export function addUpCode(): Code {
  const code = new Code(['i32']);
  const base = 0;
  const row = field(code, base, BASE.counts);
  const place = field(code, base, BASE.ends);
  const last = code.local('i32');
  const [low, high, here, both, total] = locals(code, 'v128', 5);
  const targets = [0, 16, 32, 48].map((at) => {
    const [target, found] = locals(code, 'v128', 2);
    code
      .get(base)
      .load(BASE.targets + at)
      .set(target);
    return { at, before: at % 32 === 0 ? low : high, target, found };
  });
  code.get(row).get(base).loadI32(BASE.buckets).i32(1).op('i32.add').i32(ROW).op('i32.mul').op('i32.add').set(last);
  code.get(place).get(base).loadI32(BASE.sorted).storeI32(0);
  whileFits(code, row, last, ROW, () => {
    code.get(low).get(high).simd('i32x4.add').set(total);
    for (const [half, before] of [low, high].entries()) {
      code
        .get(row)
        .load(16 * half)
        .set(here)
        .get(row)
        .get(before)
        .store(16 * half);
      code.get(before).get(here).simd('i32x4.add').set(before);
    }
    // A bucket all of whose numbers, and those before, are not enough is passed over: true is −1.
    for (const { before, target, found } of targets) {
      code.get(found).get(target).get(before).simd('i32x4.gt_s').simd('i32x4.sub').set(found);
    }
    code.get(total).get(total).get(total).shuffle(2, 3, 0, 1).simd('i32x4.add').set(both);
    add(code, place, 4);
    code.get(place);
    code.get(both).get(both).get(both).shuffle(1, 0, 3, 2).simd('i32x4.add').simd('i32x4.extract', 0);
    code.i32(8).op('i32.mul').get(base).loadI32(BASE.sorted).op('i32.add').storeI32(0);
  });
  for (const { at, found } of targets)
    code
      .get(base)
      .get(found)
      .store(BASE.found + at);
  return code;
}

/** (base): moves every number to its bucket. −0 becomes 0. */
export function scatterCode(): Code {
  const code = new Code(['i32']);
  const base = 0;
  const place = field(code, base, BASE.ends);
  const at = field(code, base, BASE.first);
  const end = code.local('i32');
  code
    .get(base)
    .loadI32(BASE.blockEnds + 4 * (BLOCKS - 1))
    .i32(8)
    .op('i32.mul')
    .get(at)
    .op('i32.add')
    .set(end);
  bucketOf(code, base).each(at, end, (bucket, value) => {
    const [slot, to] = locals(code, 'i32', 2);
    code.get(bucket).i32(2).op('i32.shl').get(place).op('i32.add').tee(slot).loadI32(4).tee(to);
    value();
    code.f64(0).op('f64.add').storeF64(0);
    code.get(slot).get(to).i32(8).op('i32.add').storeI32(4);
  });
  return code;
}

/** Goes through the numbers of a range; `body` is given a local with the bucket and puts the number on the stack. */
function bucketOf(code: Code, base: number) {
  const low = splat(code, base, BASE.low);
  const scale = splat(code, base, BASE.scale);
  const round = code.local('v128');
  code.f64x2(ROUND).set(round);
  const [pair, keys] = locals(code, 'v128', 2);
  const find = (): void => {
    code.set(pair).get(pair).get(low).simd('sub').get(scale).simd('mul').get(round).simd('add').set(keys);
  };
  const bucket = code.local('i32');
  return {
    each(at: number, end: number, body: (bucket: number, value: () => void) => void): void {
      const lane = (k: 0 | 1): void => {
        code
          .get(keys)
          .simd('i32x4.extract', k === 0 ? 0 : 2)
          .set(bucket);
        body(bucket, () => code.get(pair).simd('extract', k));
      };
      whileFits(code, at, end, 16, () => {
        code.get(at).load(0);
        find();
        lane(0);
        lane(1);
      });
      code.get(at).get(end).op('i32.lt_u').if();
      code.get(at).loadSplat(0);
      find();
      lane(0);
      add(code, at, 8);
      code.op('end');
    },
  };
}
