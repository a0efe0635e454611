/** The numbers of a summary, with the bits of summary.ts. */
import { Code } from '../../engine/wasm/asm.ts';
import { NUMBERS } from '../summary-numbers.ts';
import { type BlockCalls, estimates, lowerRanks, standardError, withErrors } from './block-code.ts';
import { BASE, OUTPUT } from './places.ts';
import { locals } from './write.ts';

/** A little less than one, so that the greatest number does not fall beyond the last bucket. */
const ALMOST = 0.999999999999;
/** Moves that sorting may make, for each number and besides: more would take longer than to give up and divide again. */
const MOVES_EACH = 4;
const MOVES = 2048;

const NUMBER = (name: (typeof NUMBERS)[number]): number => OUTPUT.numbers + 8 * NUMBERS.indexOf(name);

/** Numbers of the functions that the summary calls. */
export interface SummaryCalls extends BlockCalls {
  count: number;
  addUp: number;
  scatter: number;
  quantile: number;
  keepDefined: number;
}

/**
 * (base, record) → 1: the numbers of the output are in its record; 0: too clustered, or too wide, for the buckets.
 */
export function summaryCode(calls: SummaryCalls): Code {
  const code = new Code(['i32', 'i32'], ['i32']);
  const [base, record] = [0, 1];
  const [count, first, end, errors] = locals(code, 'i32', 4);
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
  lowerRanks(code, base);
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
  const [low, range] = locals(code, 'f64', 2);
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
