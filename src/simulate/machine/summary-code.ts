/** The numbers of a summary, with the bits of summary.ts. */
import { Code } from '../../engine/wasm/asm.ts';
import { FEWEST_FOR_ERRORS } from '../summary.ts';
import { BASE, OUTPUT } from './places.ts';
import { NUMBERS } from './summary-numbers.ts';
import { add, field, repeat, whileTrue } from './write.ts';

const BLOCKS = 8;
/** A little less than one, so that the greatest number does not fall beyond the last bucket. */
const ALMOST = 0.999999999999;
/** Moves that sorting may make, for each number and besides: more would take longer than to give up and divide again. */
const MOVES_EACH = 4;
const MOVES = 2048;

const NUMBER = (name: (typeof NUMBERS)[number]): number => OUTPUT.numbers + 8 * NUMBERS.indexOf(name);
const ESTIMATES = { mean: BASE.estimates, p50: BASE.estimates + 64, p90: BASE.estimates + 128 } as const;

/** Percentiles that have errors. */
const ERRORS_OF = [50, 90] as const;

/** Numbers of the functions that the summary calls. */
export interface SummaryCalls {
  mean: number;
  sd: number;
  count: number;
  addUp: number;
  scatter: number;
  quantile: number;
  blockQuantile: number;
  keepDefined: number;
}

/**
 * (base, record) → 1: the numbers of the output are in its record; 0: too clustered, or too wide, for the buckets.
 */
export function summaryCode(calls: SummaryCalls): Code {
  const code = new Code(['i32', 'i32'], ['i32']);
  const [base, record] = [0, 1];
  const [count, first, end, errors] = Array.from({ length: 4 }, () => code.local('i32')) as [
    number,
    number,
    number,
    number,
  ];
  const mean = code.local('f64');
  const put = (name: (typeof NUMBERS)[number], value: () => void): void => {
    code.get(record);
    value();
    code.storeF64(NUMBER(name));
  };
  code.get(base).get(record).call(calls.keepDefined).set(count);
  allMissing(code, record);
  put('undefined_share', () => {
    code.get(base).loadI32(BASE.draws).get(count).op('i32.sub').op('f64.convert_i32_u');
    code.get(base).loadI32(BASE.draws).op('f64.convert_i32_u').op('f64.div');
  });
  code.get(count).op('i32.eqz').if().i32(1).op('return').op('end');
  withErrors(code, base, errors);
  scale(code, base, record, () => allEqual(code, base, record, count, errors));
  code.get(base).loadI32(BASE.first).tee(first).get(count).i32(8).op('i32.mul').op('i32.add').set(end);
  put('mean', () => code.get(first).get(end).call(calls.mean).tee(mean));
  code.get(count).i32(1).op('i32.gt_u').if();
  put('sd', () => code.get(first).get(end).get(mean).call(calls.sd));
  code.op('end');
  budget(code, base, count);
  code.get(errors).if();
  eachBlock(code, base, ({ at4, count: size }) => {
    for (const [k, p] of ERRORS_OF.entries()) {
      code
        .get(at4)
        .get(size)
        .i32(1)
        .op('i32.sub')
        .op('f64.convert_i32_u')
        .f64(p / 100)
        .op('f64.mul')
        .truncate();
      code
        .i32(1)
        .op('i32.add')
        .storeI32(BASE.targets + 32 * k);
    }
  });
  code.op('end');
  for (const step of [calls.count, calls.addUp, calls.scatter]) code.get(base).call(step);
  code.get(errors).if();
  estimates(code, base, calls);
  for (const name of ['p50', 'p90'] as const) put(`error_${name}`, () => standardError(code, base, name, calls));
  code.get(base).loadI32(BASE.random).if();
  put('error_mean', () =>
    code.get(record).loadF64(NUMBER('sd')).get(count).op('f64.convert_i32_u').op('f64.sqrt').op('f64.div'),
  );
  code.op('else');
  put('error_mean', () => standardError(code, base, 'mean', calls));
  code.op('end').op('end');
  code.get(base).i32(0).storeI32(BASE.hint);
  for (const p of [5, 10, 25, 50, 75, 90, 95] as const) {
    put(`p${p}`, () =>
      code
        .get(base)
        .get(count)
        .f64(p / 100)
        .call(calls.quantile),
    );
  }
  return code.get(base).loadI32(BASE.budget).i32(0).op('i32.ge_s');
}

function allMissing(code: Code, record: number): void {
  for (const name of NUMBERS) code.get(record).f64(Number.NaN).storeF64(NUMBER(name));
}

/** Lays down the least number and the scale of the buckets; leaves the function where all are equal, or too far apart. */
function scale(code: Code, base: number, record: number, whenEqual: () => void): void {
  const [low, range] = [code.local('f64'), code.local('f64')];
  const extreme = (op: 'f64.min' | 'f64.max', at: number): void => {
    code
      .get(record)
      .loadF64(at)
      .get(record)
      .loadF64(at + 8)
      .op(op);
  };
  extreme('f64.min', OUTPUT.min);
  code.set(low);
  extreme('f64.max', OUTPUT.max);
  code.get(low).op('f64.sub').set(range);
  code.get(base).get(low).storeF64(BASE.low);
  code.get(range).f64(0).op('f64.eq').if();
  whenEqual();
  code.i32(1).op('return').op('end');
  code.get(base).get(base).loadI32(BASE.buckets).i32(1).op('i32.sub').op('f64.convert_i32_u');
  code.f64(ALMOST).op('f64.mul').get(range).op('f64.div').storeF64(BASE.scale);
  code.get(range).f64(Number.MAX_VALUE).op('f64.le');
  code.get(base).loadF64(BASE.scale).f64(Number.MAX_VALUE).op('f64.le').op('i32.and').op('i32.eqz').if();
  code.i32(0).op('return').op('end');
}

/** The numbers of a summary of equal numbers. */
function allEqual(code: Code, base: number, record: number, count: number, errors: number): void {
  const put = (name: (typeof NUMBERS)[number], value: () => Code): void => {
    code.get(record);
    value().storeF64(NUMBER(name));
  };
  for (const name of ['mean', 'p5', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95'] as const) {
    put(name, () => code.get(base).loadF64(BASE.low).f64(0).op('f64.add'));
  }
  code.get(count).i32(1).op('i32.gt_u').if();
  put('sd', () => code.f64(0));
  code.op('end').get(errors).if();
  for (const name of ['error_mean', 'error_p50', 'error_p90'] as const) put(name, () => code.f64(0));
  code.op('end');
}

function budget(code: Code, base: number, count: number): void {
  code.get(base).i32(0).storeI32(BASE.sortedFrom);
  code.get(base).get(count).i32(MOVES_EACH).op('i32.mul').i32(MOVES).op('i32.add').storeI32(BASE.budget);
}

/** Whether there are draws enough, and some in each sub-block. */
function withErrors(code: Code, base: number, errors: number): void {
  code.get(base).loadI32(BASE.draws).i32(FEWEST_FOR_ERRORS).op('i32.ge_u');
  for (let k = 0; k < BLOCKS; k++) {
    const at = BASE.blockEnds + 4 * k;
    code.get(base).loadI32(at);
    if (k === 0) code.i32(0);
    else code.get(base).loadI32(at - 4);
    code.op('i32.gt_u').op('i32.and');
  }
  code.set(errors);
}

/** Locals of a loop over the sub-blocks. */
interface Block {
  index: number;
  /** Of its numbers: how many lie before it, before the next, in it. */
  from: number;
  to: number;
  count: number;
  /** base + 4 or 8 times its number. */
  at4: number;
  at8: number;
}

function eachBlock(code: Code, base: number, body: (block: Block) => void): void {
  const [index, from, to, count, at4, at8] = Array.from({ length: 6 }, () => code.local('i32')) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  code.i32(0).set(from).get(base).set(at4).get(base).set(at8);
  repeat(code, index, 1, BLOCKS, () => {
    code.get(at4).loadI32(BASE.blockEnds).tee(to).get(from).op('i32.sub').set(count);
    body({ index, from, to, count, at4, at8 });
    code.get(to).set(from);
    add(code, at4, 4);
    add(code, at8, 8);
  });
}

/** The estimates of the sub-blocks. */
function estimates(code: Code, base: number, calls: SummaryCalls): void {
  const address = (index: number): void => {
    code.get(index).i32(8).op('i32.mul').get(base).loadI32(BASE.first).op('i32.add');
  };
  code.get(base).loadI32(BASE.random).op('i32.eqz').if();
  eachBlock(code, base, ({ at8, from, to }) => {
    code.get(at8);
    address(from);
    address(to);
    code.call(calls.mean).storeF64(ESTIMATES.mean);
  });
  code.op('end');
  eachBlock(code, base, ({ at8, count, index }) => {
    for (const [k, p] of ERRORS_OF.entries()) {
      code
        .get(at8)
        .get(base)
        .get(count)
        .f64(p / 100)
        .get(index)
        .i32(BASE.found + 32 * k);
      code.call(calls.blockQuantile).storeF64(ESTIMATES[`p${p}`]);
    }
  });
}

/** The sd of eight estimates over √8. */
function standardError(code: Code, base: number, of: keyof typeof ESTIMATES, calls: SummaryCalls): void {
  const range = (): void => {
    code
      .get(base)
      .i32(ESTIMATES[of])
      .op('i32.add')
      .get(base)
      .i32(ESTIMATES[of] + 64)
      .op('i32.add');
  };
  range();
  range();
  code.call(calls.mean).call(calls.sd).f64(Math.sqrt(BLOCKS)).op('f64.div');
}

/** (base, record) → how many numbers are defined; says where they begin and where each sub-block ends among them. */
export function keepDefinedCode(): Code {
  const code = new Code(['i32', 'i32'], ['i32']);
  const [base, record] = [0, 1];
  const values = field(code, base + 1, OUTPUT.values);
  const [block, end, from, stop, to, start] = Array.from({ length: 6 }, () => code.local('i32')) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const x = code.local('f64');
  const blockEnd = (): void => {
    code.get(block).i32(1).op('i32.add').get(base).loadI32(BASE.draws).op('i32.mul').i32(3).op('i32.shr_u');
  };
  const slot = (): void => {
    code.get(base).get(block).i32(4).op('i32.mul').op('i32.add');
  };
  code.get(record).load(OUTPUT.allDefined).simd('allTrue').if();
  code.get(base).get(values).storeI32(BASE.first);
  repeat(code, block, 1, BLOCKS, () => {
    slot();
    blockEnd();
    code.storeI32(BASE.blockEnds);
  });
  code.get(base).loadI32(BASE.draws).op('return').op('end');
  code.get(base).loadI32(BASE.defined).tee(start).set(to).get(values).set(from);
  code.get(base).get(start).storeI32(BASE.first);
  repeat(code, block, 1, BLOCKS, () => {
    blockEnd();
    code.tee(end).i32(8).op('i32.mul').get(values).op('i32.add').set(stop);
    const left = (): void => {
      code.get(from).get(stop).op('i32.lt_u');
    };
    whileTrue(code, left, () => {
      // An undefined number is written too, and then written over.
      code.get(to).get(from).loadF64(0).tee(x).storeF64(0);
      code.get(to).get(x).get(x).op('f64.eq').i32(8).op('i32.mul').op('i32.add').set(to);
      add(code, from, 8);
    });
    slot();
    code.get(to).get(start).op('i32.sub').i32(3).op('i32.shr_u').storeI32(BASE.blockEnds);
  });
  return code.get(to).get(start).op('i32.sub').i32(3).op('i32.shr_u');
}
