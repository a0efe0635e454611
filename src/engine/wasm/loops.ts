/** The loops over the years of a pass, and the sums that close them. */
import type { Code } from './asm.ts';
import { Carried, isCarried, leadEnd } from './carried.ts';
import { YEARS } from './ir.ts';
import { LEAD, ROW } from './memory.ts';
import { dependsOn, isReduction, type Pass, SITE } from './plan.ts';
import { type Shared, sitePlace, Values } from './values.ts';
import { vectorOperation } from './vector.ts';

/** A flow that is laid down in memory for what reads it as a whole. */
interface Flow {
  args: readonly number[];
  at: number;
}

export class Loops {
  readonly values: Values;
  private readonly code: Code;
  private readonly shared: Shared;
  private readonly pass: Pass;
  private readonly carried: Carried;
  /** Sums being added up → their variable. */
  private readonly totals = new Map<number, number>();
  /** Rates of return that nothing else reads are found for the whole tile at the end. */
  private readonly late: ReadonlySet<number>;

  constructor(code: Code, shared: Shared, pass: Pass, late: ReadonlySet<number>) {
    this.code = code;
    this.shared = shared;
    this.pass = pass;
    this.late = late;
    this.values = new Values(code, shared, pass, (v, n, id) => {
      if (!this.carried.operation(n, id)) vectorOperation(v, n);
    });
    this.carried = new Carried(this.values);
  }

  all(): void {
    for (let l = 0; l < this.pass.loops; l++) this.loop(l);
  }

  /** Place of the flow that a rate of return or payback reads. */
  flowAt(id: number): number {
    const args = this.values.node(id).args.slice(0, 3);
    const { form, ir, lead = LEAD, memory } = this.shared;
    return memory.place(`${form} flow ${this.pass.vary} ${args}`, ((ir.years ?? YEARS) + lead + 1) * ROW);
  }

  /** Bytes from the start of a flow to its end. */
  flowLength(): void {
    const { code } = this;
    this.yearsEnd();
    leadEnd(this.values);
    code
      .op('i32.add')
      .i32(16)
      .op('i32.add')
      .i32(ROW / 16)
      .op('i32.mul');
  }

  private loop(l: number): void {
    const { code, values: v, shared, pass } = this;
    const ids = shared.ir.nodes.flatMap((_, i) => (pass.uses[i] && pass.loop[i] === l ? [i] : []));
    const yearly = ids.filter((i) => v.node(i).rank === 'yearly');
    const sums = ids.filter((i) => isReduction(v.node(i).op));
    if (yearly.length + sums.length === 0) return;
    for (const i of [...yearly, ...sums]) for (const a of dependsOn(v.node(i))) this.ahead(a);
    const carried = yearly.filter((i) => isCarried(v.node(i).op));
    const flows = this.flowsOf(sums);
    for (const i of carried) this.carried.begin(i, v.node(i));
    for (const i of sums) this.beginTotal(i);
    for (const f of flows) this.lay(f, f.args[0]!, () => code.get(v.offset));
    if (shared.lead !== 0 && flows.length + sums.filter((i) => v.node(i).op === 'npv').length > 0)
      this.leadLoop(sums, flows);
    const place = code.local('i32');
    if (flows.length > 0) {
      leadEnd(v);
      code
        .i32(ROW / 16)
        .op('i32.mul')
        .i32(ROW)
        .op('i32.add')
        .get(v.offset)
        .op('i32.add')
        .set(place);
    }
    code.i32(0).set(v.t).loop();
    v.enter(l);
    this.carried.enter(carried);
    for (const i of sums) this.addYear(i);
    for (const f of flows) this.lay(f, f.args[2]!, () => code.get(place));
    for (const i of yearly) if (!v.stored(i) && this.isReadLater(i, l)) this.handOn(i);
    this.carried.turn(carried);
    v.leave();
    if (flows.length > 0) code.get(place).i32(ROW).op('i32.add').set(place);
    code.get(v.t).i32(16).op('i32.add').tee(v.t);
    this.yearsEnd();
    code.op('i32.lt_u').brIf(0).op('end');
    for (const i of sums) this.endTotal(i);
  }

  /** Once-only numbers that a loop reads are worked out before it. */
  private ahead(id: number): void {
    const n = this.values.node(id);
    if (this.values.stored(id)) return;
    if (n.rank === 'lead') for (const a of n.args) this.ahead(a);
    else if (n.rank === 'once') this.values.local(id);
  }

  private yearsEnd(): void {
    const { ir, yearsAt } = this.shared;
    if (ir.years !== undefined) this.code.i32(ir.years * 16);
    else this.code.i32(0).loadI32(yearsAt);
  }

  private flowsOf(sums: readonly number[]): Flow[] {
    const flows = new Map<number, Flow>();
    for (const i of sums) {
      const { op, args } = this.values.node(i);
      if (op === 'irr' || op === 'payback') flows.set(this.flowAt(i), { args: args.slice(0, 3), at: this.flowAt(i) });
    }
    return [...flows.values()];
  }

  private lay(f: Flow, part: number, place: () => void): void {
    place();
    this.values.value(part);
    this.code.store(f.at);
  }

  private beginTotal(i: number): void {
    const { values: v, code } = this;
    const { op, args } = v.node(i);
    if (op === 'irr' || op === 'payback') return;
    const l = code.local('v128');
    this.totals.set(i, l);
    if (op === 'sum') v.value(args[1]!);
    else if (op === 'npv') {
      v.value(args[0]!);
      if (!v.facts(args[0]!).unsignedZero) code.zero().simd('add');
    } else code.zero();
    code.set(l);
  }

  /** The years of construction, after the first payment. */
  private leadLoop(sums: readonly number[], flows: readonly Flow[]): void {
    const { code, values: v } = this;
    const npvs = sums.filter((i) => v.node(i).op === 'npv');
    const factors = npvs.map((i) => {
      const l = code.local('v128');
      v.value(v.node(i).args[4]!);
      code.set(l);
      return l;
    });
    const place = code.local('i32');
    code.get(v.offset).set(place);
    code.i32(16).set(v.t).block().loop().get(v.t);
    leadEnd(v);
    code.op('i32.gt_s').brIf(1);
    v.enter(-1);
    code.get(place).i32(ROW).op('i32.add').set(place);
    for (const f of flows) this.lay(f, f.args[1]!, () => code.get(place));
    for (const [k, i] of npvs.entries()) {
      const [, lead = 0, , , base = 0] = v.node(i).args;
      const [total, factor] = [this.totals.get(i)!, factors[k]!];
      code.get(total);
      v.value(lead);
      code.get(factor).simd('mul').simd('add').set(total).get(factor);
      v.value(base);
      code.simd('mul').set(factor);
    }
    v.leave();
    code.get(v.t).i32(16).op('i32.add').set(v.t).br(0).op('end').op('end');
  }

  private addYear(i: number): void {
    const { code, values: v } = this;
    const { op, args } = v.node(i);
    const l = this.totals.get(i);
    if (l === undefined) return;
    if (op === 'first') {
      const x = v.local(args[0]!);
      code.get(v.t).op('i32.eqz').if().get(x).set(l).op('end');
      return;
    }
    code.get(l);
    v.value(args[op === 'npv' ? 2 : 0]!);
    if (op === 'npv') {
      v.value(args[3]!);
      code.simd('mul');
    }
    code.simd('add').set(l);
  }

  private endTotal(i: number): void {
    const { code, values: v } = this;
    const { op, args } = v.node(i);
    const total = this.totals.get(i);
    if (total !== undefined) {
      v.bind(i, total);
      return;
    }
    if (this.late.has(i)) return;
    if (op === 'irr') {
      const out = this.shared.memory.place('rate of return', 16);
      code.get(v.offset).i32(this.flowAt(i)).op('i32.add').i32(out);
      this.flowLength();
      code.call(this.shared.helpers.irr).i32(0).load(out);
    } else {
      for (const lane of [0, 1] as const) {
        code
          .get(v.offset)
          .i32(this.flowAt(i) + lane * 8)
          .op('i32.add');
        this.flowLength();
        for (const a of args.slice(3)) code.get(v.local(a)).simd('extract', lane);
        code.call(this.shared.helpers.payback);
        if (lane === 0) code.simd('splat');
        else code.simd('replace', 1);
      }
    }
    code.set(v.bind(i));
  }

  private isReadLater(id: number, loop: number): boolean {
    const { pass, shared } = this;
    if (pass.vary === SITE && shared.imports.has(id)) return true;
    return pass.last[id]! > loop;
  }

  /** Lays a yearly number down for later loops, or for the draws. */
  private handOn(id: number): void {
    const { code, values: v, shared } = this;
    const l = v.local(id);
    code.get(v.t).get(l).store(v.handedOnAt(id));
    if (this.pass.vary === SITE && shared.imports.has(id)) code.get(v.t).get(l).store(sitePlace(shared, id));
  }
}
