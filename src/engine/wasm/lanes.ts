/** What a pair of lanes does in the loops over the years: its numbers, what it carries from year to year, its sums. */
import type { Code } from './asm.ts';
import { Carried } from './carried.ts';
import type { Phase } from './ir.ts';
import { LEAD, ROW } from './memory.ts';
import { type Pass, SITE } from './plan.ts';
import { maskPlace, type Settled, type Shared, sitePlace, Values } from './values.ts';
import { vectorOperation } from './vector.ts';

/** A flow that is laid down in memory for what reads it as a whole: its three parts, and where. */
export interface Flow {
  args: readonly number[];
  at: number;
}

export class Lanes {
  readonly values: Values;
  readonly carried: Carried;
  private readonly code: Code;
  private readonly shared: Shared;
  private readonly pass: Pass;
  /** Sums being added up → their variable. */
  private readonly totals = new Map<number, number>();
  /** Factors of present values during construction. */
  private factors: number[] = [];

  constructor(code: Code, shared: Shared, pass: Pass) {
    this.code = code;
    this.shared = shared;
    this.pass = pass;
    this.values = new Values(code, shared, pass, (v, n, id) => {
      if (!this.carried.operation(n, id)) vectorOperation(v, n);
    });
    this.carried = new Carried(this.values);
  }

  /** Once-only numbers that a loop reads are worked out before it. */
  ahead(id: number): void {
    const n = this.values.node(id);
    if (this.values.stored(id)) return;
    if (n.rank === 'lead') for (const a of n.args) this.ahead(a);
    else if (n.rank === 'once') this.values.local(id);
  }

  lay(f: Flow, part: 0 | 1 | 2, place: number): void {
    this.code.get(place);
    this.values.value(f.args[part]!);
    this.code.store(f.at);
  }

  beginTotal(i: number): void {
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

  /** Present values before the years of construction. */
  beginLead(npvs: readonly number[]): void {
    const { code, values: v } = this;
    this.factors = npvs.map((i) => {
      const l = code.local('v128');
      v.value(v.node(i).args[4]!);
      code.set(l);
      return l;
    });
  }

  /** A year of construction, after the first payment. */
  lead(npvs: readonly number[], flows: readonly Flow[], place: number): void {
    const { code, values: v } = this;
    v.enter(-1);
    for (const f of flows) this.lay(f, 1, place);
    for (const [k, i] of npvs.entries()) {
      const [, lead = 0, , , base = 0] = v.node(i).args;
      const [total, factor] = [this.totals.get(i)!, this.factors[k]!];
      code.get(total);
      v.value(lead);
      code.get(factor).simd('mul').simd('add').set(total).get(factor);
      v.value(base);
      code.simd('mul').set(factor);
    }
    v.leave();
  }

  /** A year of operation. */
  year(loop: number, phase: Phase, work: YearWork, place: number, settled?: Settled): void {
    const { values: v } = this;
    v.enter(loop, phase, settled);
    this.carried.enter(work.carried);
    for (const i of work.sums) this.addYear(i);
    for (const f of work.flows) this.lay(f, 2, place);
    for (const i of work.handed) this.handOn(i);
    this.carried.turn(work.moving);
    v.leave();
  }

  /** @param late rates of return that are found elsewhere */
  endTotal(i: number, late: ReadonlySet<number>, flowAt: number, flowLength: () => void): void {
    const { code, values: v } = this;
    const { op, args } = v.node(i);
    const total = this.totals.get(i);
    if (total !== undefined) {
      v.bind(i, total);
      return;
    }
    if (late.has(i)) return;
    if (op === 'irr') {
      const out = this.shared.memory.place('rate of return', 16);
      code.get(v.offset).i32(flowAt).op('i32.add').i32(out);
      flowLength();
      code.call(this.shared.helpers.irr).i32(0).load(out);
    } else {
      for (const lane of [0, 1] as const) {
        code
          .get(v.offset)
          .i32(flowAt + lane * 8)
          .op('i32.add');
        flowLength();
        for (const a of args.slice(3)) code.get(v.local(a)).simd('extract', lane);
        code.call(this.shared.helpers.payback);
        if (lane === 0) code.simd('splat');
        else code.simd('replace', 1);
      }
    }
    code.set(v.bind(i));
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

  /** Lays a yearly number down for later loops, or for the draws. */
  private handOn(id: number): void {
    const { code, values: v, shared } = this;
    const l = v.local(id);
    code.get(v.t).get(l).store(v.handedOnAt(id));
    if (this.pass.vary !== SITE || !shared.imports.has(id)) return;
    code.get(v.t).get(l).store(sitePlace(shared, id));
    if (shared.masks.has(id)) code.get(v.t).get(l).zero().simd('ne').store(maskPlace(shared, id));
  }
}

/** What a year of a loop does. */
export interface YearWork {
  sums: readonly number[];
  flows: readonly Flow[];
  /** Yearly numbers that later loops read. */
  handed: readonly number[];
  /** Nodes that hand a number on from year to year; and those of them that still do so after this year. */
  carried: readonly number[];
  moving: readonly number[];
}

/** Bytes of a flow over so many years of operation. */
export const flowBytes = (years: number, lead = LEAD): number => (years + lead + 1) * ROW;
