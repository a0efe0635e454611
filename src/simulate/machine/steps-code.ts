import { Code } from '../../engine/wasm/asm.ts';
import { BASE, STREAM } from './places.ts';
import { BASE_PARAM, RECORD } from './tile-writer.ts';
import { field, locals, repeat } from './write.ts';

const UNIT = 1 / 0x100000000;

/** As in steps.ts. */
export function stepsPlan(): Code {
  const code = new Code(['i32', 'i32']);
  const values = field(code, RECORD, STREAM.table);
  const cumulative = field(code, RECORD, STREAM.cumulative);
  const guide = field(code, RECORD, STREAM.guide);
  const out = field(code, RECORD, STREAM.out);
  const [i, step, word] = locals(code, 'i32', 3);
  const u = code.local('f64');
  repeat(code, i, 4, 256, () => {
    code.get(BASE_PARAM).get(i).op('i32.add').loadI32(BASE.words).set(word);
    code
      .get(word)
      .op('f64.convert_i32_u')
      .f64(UNIT)
      .op('f64.mul')
      .f64(UNIT / 2)
      .op('f64.add')
      .set(u);
    code.get(u).get(RECORD).loadF64(STREAM.steps).op('f64.mul').truncate();
    code.i32(4).op('i32.mul').get(guide).op('i32.add').loadI32(0).set(step);
    code.loop();
    code.get(step).i32(1).op('i32.add').set(step);
    // Steps are numbered from 1 here: the one before `step` is looked at.
    code.get(step).i32(8).op('i32.mul').get(cumulative).op('i32.add').i32(8).op('i32.sub').loadF64(0);
    code.get(u).op('f64.le').brIf(0).op('end');
    code.get(out).get(i).i32(2).op('i32.mul').op('i32.add');
    code.get(step).i32(8).op('i32.mul').get(values).op('i32.add').i32(8).op('i32.sub').loadF64(0).storeF64(0);
  });
  return code;
}
