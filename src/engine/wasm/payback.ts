/** Payback of flows.ts, for one lane: (address of the first payment, bytes to the end, rate, construction) → years. */
import { Code } from './asm.ts';
import { ROW } from './memory.ts';

export function payback(): Code {
  const code = new Code(['i32', 'i32', 'f64', 'f64'], ['f64']);
  const [at, end, rate, construction] = [0, 1, 2, 3];
  const local = () => code.local('f64');
  const [v, factor, total, before, k] = [local(), local(), local(), local(), local()];
  const undefinedYears = () => code.f64(Number.NaN).op('return');
  code.f64(1).f64(1).get(rate).op('f64.add').op('f64.div').set(v);
  code.f64(1).set(factor);
  code.get(end).get(at).op('i32.add').set(end);
  code.loop();
  code.get(total).tee(before).get(at).loadF64(0).get(factor).op('f64.mul').op('f64.add').set(total);
  code.get(factor).get(v).op('f64.mul').set(factor);
  code.get(total).get(total).op('f64.ne').if();
  undefinedYears();
  code.op('end').get(k).get(construction).op('f64.le').if();
  code.get(k).get(construction).op('f64.eq').get(total).f64(0).op('f64.ge').op('i32.and').if();
  code.f64(0).op('return').op('end');
  code.op('else').get(total).f64(0).op('f64.ge').if();
  code.get(k).get(construction).op('f64.sub').f64(1).op('f64.sub');
  code.get(before).op('f64.neg').get(total).get(before).op('f64.sub').op('f64.div').op('f64.add').op('return');
  code.op('end').op('end');
  code.get(k).f64(1).op('f64.add').set(k);
  code.get(at).i32(ROW).op('i32.add').tee(at).get(end).op('i32.lt_u').brIf(0).op('end');
  return code.f64(Number.NaN);
}
