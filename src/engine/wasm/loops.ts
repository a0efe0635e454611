/** The loops over the years of a pass. */
import type { Code } from './asm.ts';
import { isCarried, leadEnd } from './carried.ts';
import { readIn } from './conditions.ts';
import { type Phase, settled, YEARS } from './ir.ts';
import { type Flow, flowBytes, Lanes, type YearWork } from './lanes.ts';
import { ROW } from './memory.ts';
import { DRAW, dependsOn, isReduction, type Pass, SITE } from './plan.ts';
import type { Settled, Shared, Values } from './values.ts';

const SLOW: ReadonlySet<string> = new Set(['div', 'sqrt', 'exp', 'log', 'pow', 'floor', 'ceil']);

export class Loops {
  private readonly lanes: Lanes;
  private readonly code: Code;
  private readonly shared: Shared;
  private readonly pass: Pass;
  /** Rates of return that nothing else reads are found for the whole tile at the end. */
  private readonly late: ReadonlySet<number>;

  constructor(code: Code, shared: Shared, pass: Pass, late: ReadonlySet<number>) {
    this.code = code;
    this.shared = shared;
    this.pass = pass;
    this.late = late;
    this.lanes = new Lanes(code, shared, pass);
  }

  get values(): Values {
    return this.lanes.values;
  }

  /** Once-only numbers that the first loop reads and that take long. */
  early(): number[] {
    const { values: v, shared } = this;
    const slow: boolean[] = [];
    for (const [id, n] of shared.ir.nodes.entries())
      slow.push(n.rank === 'once' && !v.stored(id) && (SLOW.has(n.op) || n.args.some((a) => slow[a])));
    return [...new Set(this.ofLoop(0).flatMap((i) => dependsOn(v.node(i)).filter((a) => slow[a])))];
  }

  /** Works some numbers out and lays them down. */
  before(ids: readonly number[]): void {
    for (const id of ids) this.lanes.ahead(id);
    this.values.layDown();
  }

  all(): void {
    for (let l = 0; l < this.pass.loops; l++) this.loop(l);
  }

  /** Place of the flow that a rate of return or payback reads. */
  flowAt(id: number): number {
    const args = this.values.node(id).args.slice(0, 3);
    const { form, ir, lead, memory } = this.shared;
    return memory.place(`${form} flow ${this.pass.vary} ${args}`, flowBytes(ir.years ?? YEARS, lead));
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
    const { shared, lanes, values: v } = this;
    const ids = this.ofLoop(l);
    if (ids.length === 0) return;
    const yearly = ids.filter((i) => v.node(i).rank === 'yearly');
    const sums = ids.filter((i) => isReduction(v.node(i).op));
    const carried = yearly.filter((i) => isCarried(v.node(i).op));
    const flows = this.flowsOf(sums);
    const handed = yearly.filter((i) => !v.stored(i) && this.isReadLater(i, l));
    for (const i of ids) for (const a of dependsOn(v.node(i))) lanes.ahead(a);
    for (const i of carried) lanes.carried.begin(i, v.node(i));
    for (const i of sums) lanes.beginTotal(i);
    for (const f of flows) lanes.lay(f, 0, v.offset);
    if (shared.lead !== 0) this.leadLoop(sums, flows);
    const read = [...sums.flatMap((i) => this.yearlyOf(i)), ...flows.map((f) => f.args[2]!), ...handed];
    this.years(l, yearly, { sums, flows, handed, carried, moving: this.carriedInRest(read, carried, l) });
    for (const i of sums) lanes.endTotal(i, this.late, this.flows(i), () => this.flowLength());
  }

  /** Yearly numbers of a loop and what it adds up. */
  private ofLoop(l: number): number[] {
    const { pass } = this;
    const inLoop = (i: number): boolean => Boolean(pass.uses[i]) && pass.loop[i] === l;
    return this.shared.ir.nodes.flatMap((n, i) => (inLoop(i) && (n.rank === 'yearly' || isReduction(n.op)) ? [i] : []));
  }

  private flows(i: number): number {
    const { op } = this.values.node(i);
    return op === 'irr' || op === 'payback' ? this.flowAt(i) : 0;
  }

  /** The years of operation; the first one apart where something changes after it for good. */
  private years(l: number, yearly: readonly number[], work: YearWork): void {
    const { code, values: v, lanes } = this;
    const place = code.local('i32');
    const hasFlows = work.flows.length > 0;
    if (hasFlows) {
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
    code.i32(0).set(v.t);
    const body = (phase: Phase, moving: readonly number[], settled?: Settled): void => {
      lanes.year(l, phase, { ...work, moving }, place, settled);
      if (hasFlows) code.get(place).i32(ROW).op('i32.add').set(place);
      code.get(v.t).i32(16).op('i32.add').set(v.t);
    };
    const apart = yearly.some((i) => this.changesOnce(i));
    if (apart) body('first', work.moving);
    const others = (settled?: Settled): void =>
      body(apart ? 'rest' : 'all', apart ? work.moving : work.carried, settled);
    const condition = yearly.flatMap((i) => v.node(i).args).find((a) => this.endsOnce(a));
    if (condition === undefined) {
      this.repeat(apart ? 1 : 0, others);
      return;
    }
    const end = v.endOf(condition);
    this.until(
      () => code.i32(0).loadI32(end),
      () => others({ id: condition, holds: true }),
    );
    this.until(
      () => this.yearsEnd(),
      () => others({ id: condition, holds: false }),
    );
  }

  /** Whether a node reads a table that is one number in the first year and another one in all the others. */
  private changesOnce(id: number): boolean {
    const { years } = this.shared.ir;
    return this.values.node(id).args.some((a) => settled(this.values.node(a), 'rest', years) !== undefined);
  }

  /** Of the nodes carried from year to year, those that are still read after the first year. */
  private carriedInRest(read: readonly number[], carried: readonly number[], l: number): number[] {
    const { values: v, pass } = this;
    const { carried: how } = this.lanes;
    const seen = new Set<number>();
    const rest = [...read];
    v.enter(l, 'rest');
    for (let id = rest.pop(); id !== undefined; id = rest.pop()) {
      if (seen.has(id) || v.stored(id) || v.node(id).rank !== 'yearly' || pass.loop[id] !== l) continue;
      seen.add(id);
      if (carried.includes(id)) rest.push(...how.inYear(id), ...how.inNextYear(id));
      else rest.push(...readIn(v, v.node(id)));
    }
    v.leave();
    return carried.filter((i) => seen.has(i));
  }

  /** Yearly nodes that a sum adds up. */
  private yearlyOf(i: number): number[] {
    const { op, args } = this.values.node(i);
    if (op === 'npv') return [args[2]!, args[3]!];
    return op === 'irr' || op === 'payback' ? [] : [args[0]!];
  }

  /** Whether a condition of the site holds up to some year and then no longer, and can be taken for one that is always defined. */
  private endsOnce(id: number): boolean {
    const { values: v, shared, pass } = this;
    const { op, args } = v.node(id);
    if (pass.vary !== DRAW || shared.vary[id] !== SITE || (op !== 'le' && op !== 'lt')) return false;
    const [year, last] = [v.node(args[0]!), v.node(args[1]!)];
    if (year.op !== 'table' || last.rank !== 'once' || !shared.assumed) return false;
    return year.table!.every((t, i) => i === 0 || t > year.table![i - 1]!) && v.isDefined(id);
  }

  /** The years up to an end, if any is left. */
  private until(end: () => void, emit: () => void): void {
    const { code } = this;
    const notYet = (): Code => {
      code.get(this.values.t);
      end();
      return code.op('i32.lt_u');
    };
    notYet().if().loop();
    emit();
    notYet().brIf(0).op('end').op('end');
  }

  /** The years from `done` on. */
  private repeat(done: number, emit: () => void): void {
    const { code, shared } = this;
    const { years } = shared.ir;
    const notYet = (): Code => {
      code.get(this.values.t);
      this.yearsEnd();
      return code.op('i32.lt_u');
    };
    if (years === done) return;
    const asks = done > 0 && years === undefined;
    if (asks) notYet().if();
    code.loop();
    emit();
    notYet().brIf(0).op('end');
    if (asks) code.op('end');
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

  /** The years of construction, after the first payment. */
  private leadLoop(sums: readonly number[], flows: readonly Flow[]): void {
    const { code, values: v, lanes } = this;
    const npvs = sums.filter((i) => v.node(i).op === 'npv');
    if (flows.length + npvs.length === 0) return;
    lanes.beginLead(npvs);
    const place = code.local('i32');
    code.get(v.offset).set(place);
    code.i32(16).set(v.t).block().loop().get(v.t);
    leadEnd(v);
    code.op('i32.gt_s').brIf(1);
    code.get(place).i32(ROW).op('i32.add').set(place);
    lanes.lead(npvs, flows, place);
    code.get(v.t).i32(16).op('i32.add').set(v.t).br(0).op('end').op('end');
  }

  private isReadLater(id: number, loop: number): boolean {
    const { pass, shared } = this;
    if (pass.vary === SITE && shared.imports.has(id)) return true;
    return pass.last[id]! > loop;
  }
}
