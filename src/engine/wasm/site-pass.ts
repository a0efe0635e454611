/** The prologue of a site: what all its draws share. */
import { Code } from './asm.ts';
import type { Assumption } from './ir.ts';
import { Loops } from './loops.ts';
import { LEAD } from './memory.ts';
import { DRAW, planPass, SITE } from './plan.ts';
import { endPlace, maskPlace, type Shared, sitePlace, type Values } from './values.ts';

/** An output that no draw changes, and where it goes. */
export interface PerSite {
  id: number;
  at: number;
}

/** Evaluates what all draws of a site share; 1 if the assumptions of the form hold. */
export function sitePass(shared: Shared, outputs: readonly PerSite[], constructionAt: number): Code {
  const { ir, vary, imports } = shared;
  const code = new Code([], ['i32']);
  const assumed: (Assumption & { plus?: boolean })[] = ir.assumptions.filter((a) => vary[a.node] !== DRAW);
  for (const [node, { plus }] of shared.assumed ?? []) assumed.push({ node, below: Number.POSITIVE_INFINITY, plus });
  const plan = planPass(ir, vary, SITE, [
    ...imports,
    ...ir.lengths,
    ir.construction,
    ...assumed.map((a) => a.node),
    ...outputs.map((o) => o.id),
  ]);
  const loops = new Loops(code, shared, plan, new Set());
  const v = loops.values;
  const fine = code.local('v128');
  code.zero().simd('not').set(fine);
  lengths(v, constructionAt);
  loops.all();
  for (const id of imports) {
    if (ir.nodes[id]!.rank !== 'once') continue;
    code.i32(0);
    v.value(id);
    code.store(sitePlace(shared, id));
    if (!shared.masks.has(id)) continue;
    code.i32(0);
    v.value(id);
    code.zero().simd('ne').store(maskPlace(shared, id));
  }
  for (const id of shared.ends) end(shared, code, id);
  for (const o of outputs) {
    code.i32(0);
    v.value(o.id);
    code.store(o.at);
  }
  for (const a of assumed) {
    within(v, a.node, a.below, fine);
    if (a.plus) unsigned(v, a.node, fine);
  }
  return code.get(fine).simd('allTrue');
}

/** Lays down in which year × 16 a condition of the site no longer holds, at most after the last one. */
function end(shared: Shared, code: Code, id: number): void {
  const t = code.local('i32');
  code.i32(-16).set(t).loop();
  code.get(t).i32(16).op('i32.add').tee(t);
  if (shared.ir.years !== undefined) code.i32(shared.ir.years * 16);
  else code.i32(0).loadI32(shared.yearsAt);
  code.op('i32.lt_u').if().get(t).load(maskPlace(shared, id)).simd('anyTrue').brIf(1).op('end').op('end');
  code.i32(0).get(t).storeI32(endPlace(shared, id));
}

/** Lays down how many years of operation and of construction the site has. */
function lengths(v: Values, constructionAt: number): void {
  const { code, shared } = v;
  const { ir, yearsAt, leadAt } = shared;
  if (ir.years === undefined) {
    const years = code.local('f64');
    const n = code.local('f64');
    code.f64(1).set(years);
    for (const id of ir.lengths) {
      code.get(v.local(id)).simd('extract', 0).tee(n).get(years).op('f64.gt').if();
      code.get(n).op('f64.ceil').set(years).op('end');
    }
    code.i32(0).get(years).f64(60).op('f64.min').truncate().i32(16).op('i32.mul').storeI32(yearsAt);
  }
  const c = v.local(ir.construction);
  code.i32(0).get(c).simd('extract', 0).storeF64(constructionAt);
  code.i32(0).get(c).simd('extract', 0).f64(0).op('f64.max').f64(LEAD).op('f64.min').op('f64.ceil').truncate();
  code.i32(16).op('i32.mul').storeI32(leadAt);
}

/** Notes lanes where a number has the sign bit. */
function unsigned(v: Values, id: number, fine: number): void {
  v.value(id);
  v.code.zero().simd('i64x2.lt_s').simd('not').get(fine).simd('and').set(fine);
}

/** Notes lanes where the size of a number reaches a bound, or where it is NaN. */
export function within(v: Values, id: number, below: number, fine: number): void {
  v.value(id);
  v.code.simd('abs');
  v.constant(below);
  v.code.simd('lt').get(fine).simd('and').set(fine);
}
