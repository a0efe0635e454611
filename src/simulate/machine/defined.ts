import { Code } from '../../engine/wasm/asm.ts';
import { BASE, OUTPUT } from './places.ts';
import { add, field, locals, repeat, whileTrue } from './write.ts';

const BLOCKS = 8;

/** (base, record) → how many numbers are defined; says where they begin and where each sub-block ends among them. */
export function keepDefinedCode(): Code {
  const code = new Code(['i32', 'i32'], ['i32']);
  const [base, record] = [0, 1];
  const values = field(code, record, OUTPUT.values);
  const [block, end, from, stop, to, start] = locals(code, 'i32', 6);
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
