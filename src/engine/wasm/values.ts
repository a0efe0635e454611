/** Numbers of nodes for a pair of lanes, on demand: from memory, from a local variable, or by working them out. */
import type { Code } from './asm.ts';
import type { Facts, Ir, Node } from './ir.ts';
import { type Memory, ROW, YEARLY } from './memory.ts';
import { DRAW, type Pass, SITE, type Vary } from './plan.ts';

/** What all functions of a module share. */
export interface Shared {
  /** Prefix of the places that belong to this form of the graph. */
  form: string;
  ir: Ir;
  vary: readonly Vary[];
  memory: Memory;
  /** Construction, when it is the same for every site. */
  lead: number | undefined;
  /** Numbers of the functions beside the passes. */
  helpers: Readonly<Record<'exp' | 'log' | 'irr' | 'irrWide' | 'payback', number>>;
  /** Site values that the draws read, filled while the draws are emitted. */
  imports: Set<number>;
  /** Addresses of the length of operation and of construction, × 16, as the site prologue leaves them. */
  yearsAt: number;
  leadAt: number;
  /** Address of the parameters of the site. */
  siteAt: number;
}

/** What lies in memory in every pass, whatever it varies with. */
const STORED: ReadonlySet<string> = new Set(['const', 'table', 'param', 'series', 'lead']);

export type Operation = (values: Values, n: Node, id: number) => void;

export class Values {
  readonly code: Code;
  readonly shared: Shared;
  readonly pass: Pass;
  /** Place of the pair in its tile, in bytes. */
  readonly offset: number;
  /** Place in the arrays of the loop: year or position in a flow × 16. */
  readonly t: number;
  private readonly operation: Operation;
  private readonly outside = new Map<number, number>();
  private inside: Map<number, number> | undefined;
  private loop = -1;

  constructor(code: Code, shared: Shared, pass: Pass, operation: Operation) {
    this.code = code;
    this.shared = shared;
    this.pass = pass;
    this.offset = code.local('i32');
    this.t = code.local('i32');
    this.operation = operation;
  }

  node(id: number): Node {
    return this.shared.ir.nodes[id]!;
  }

  facts(id: number): Facts {
    return this.shared.ir.facts[id]!;
  }

  /** The number of a constant. */
  number(id: number): number | undefined {
    const n = this.node(id);
    return n.op === 'const' ? n.v : undefined;
  }

  /** What is emitted until `leave` runs in this loop (−1: over a flow during construction). */
  enter(loop: number): void {
    this.inside = new Map();
    this.loop = loop;
  }

  leave(): void {
    this.inside = undefined;
    this.loop = -1;
  }

  constant(v: number): void {
    if (Object.is(v, 0)) this.code.zero();
    else this.code.i32(0).load(this.shared.memory.constant(v));
  }

  /** Puts the number of a node on the stack. */
  value(id: number): void {
    if (this.stored(id)) {
      this.load(id);
      return;
    }
    const known = this.known(id);
    if (known !== undefined) {
      this.code.get(known);
      return;
    }
    const n = this.node(id);
    if (this.isHandedOn(id)) {
      if (this.pass.last[id]! < this.loop) throw new Error(`node ${id} was not handed on`);
      this.code.get(this.t).load(this.handedOnAt(id));
      return;
    }
    if (this.inside && n.rank === 'once') throw new Error(`node ${id} is not there before its loop`);
    this.operation(this, n, id);
    if (this.pass.uses[id]! > 1 && this.known(id) === undefined) this.code.tee(this.bind(id));
  }

  /** A local variable with the number of a node. */
  local(id: number): number {
    const known = this.known(id);
    if (known !== undefined) return known;
    this.value(id);
    const l = this.known(id) ?? (this.stored(id) ? this.code.local('v128') : this.bind(id));
    this.code.set(l);
    return l;
  }

  /** Keeps what is on the stack in a variable too. */
  keep(): number {
    const l = this.code.local('v128');
    this.code.tee(l);
    return l;
  }

  known(id: number): number | undefined {
    return this.inside?.get(id) ?? this.outside.get(id);
  }

  /** From here on the number of the node is in this variable. */
  bind(id: number, local = this.code.local('v128')): number {
    (this.inside ?? this.outside).set(id, local);
    return local;
  }

  /** Whether an earlier loop has worked it out. */
  isHandedOn(id: number): boolean {
    return this.node(id).rank === 'yearly' && this.pass.loop[id] !== this.loop;
  }

  /** Where a loop leaves a yearly node for later ones. */
  handedOnAt(id: number): number {
    return this.shared.memory.place(`${this.shared.form} handed on ${id}`, YEARLY);
  }

  /** Whether the number lies in memory from the start of the pass. */
  stored(id: number): boolean {
    const n = this.node(id);
    if (STORED.has(n.op)) return true;
    return this.shared.vary[id]! < this.pass.vary && n.rank !== 'lead';
  }

  private load(id: number): void {
    const { code } = this;
    const { memory, vary, siteAt } = this.shared;
    const n = this.node(id);
    if (n.op === 'const') this.constant(n.v);
    else if (n.op === 'table') code.get(this.t).load(memory.table(n));
    else if (n.op === 'lead') code.get(this.t).load(memory.positions());
    else if (n.op === 'series') this.loadYear(n, vary[id] === DRAW);
    else if (vary[id] === DRAW) code.get(this.offset).load(memory.place(`draws ${n.v}`, ROW));
    else if (this.pass.vary === SITE) code.i32(0).loadSplat(siteAt + n.v * 8);
    else {
      this.shared.imports.add(id);
      if (n.rank === 'once') code.i32(0).load(sitePlace(this.shared, id));
      else code.get(this.t).load(sitePlace(this.shared, id));
    }
  }

  /** The number of a series in the year of the loop: from its tile of draws, or from the parameters of the site. */
  private loadYear(n: Node, drawn: boolean): void {
    const { code, shared } = this;
    code.get(this.t);
    // t is the year × 16.
    if (drawn)
      code
        .i32(ROW / 16)
        .op('i32.mul')
        .get(this.offset)
        .op('i32.add')
        .load(seriesPlace(shared.memory, n.v, n.count!));
    else
      code
        .i32(1)
        .op('i32.shr_u')
        .loadSplat(shared.siteAt + n.v * 8);
  }
}

/** The tiles of draws of a series, year after year. */
export const seriesPlace = (memory: Memory, first: number, years: number): number =>
  memory.place(`draws ${first}`, ROW * years);

/** Where the site prologue leaves a number for the draws. */
export function sitePlace(shared: Shared, id: number): number {
  const bytes = shared.ir.nodes[id]!.rank === 'once' ? 16 : YEARLY;
  return shared.memory.place(`${shared.form} site ${id}`, bytes);
}
