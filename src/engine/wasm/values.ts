/** Numbers of nodes for a pair of lanes, on demand: from memory, from a local variable, or by working them out. */
import type { Code } from './asm.ts';
import { type Facts, type Ir, isCompare, type Node, type Phase, settled } from './ir.ts';
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
  /** Conditions of the site that the draws read as masks. */
  masks: Set<number>;
  /** Of these, those of which the draws read where they end. */
  ends: Set<number>;
  /** Once-only site values that this form takes for numbers, and whether for such without the sign bit; undefined = none may. */
  assumed: Map<number, { plus: boolean }> | undefined;
  /** Addresses of the length of operation and of construction, × 16, as the site prologue leaves them. */
  yearsAt: number;
  leadAt: number;
  /** Address of the parameters of the site. */
  siteAt: number;
}

/** What lies in memory in every pass, whatever it varies with. */
const STORED: ReadonlySet<string> = new Set(['const', 'table', 'param', 'series', 'lead']);

/** A condition of the site that holds, or does not, in all years that are being emitted. */
export interface Settled {
  id: number;
  holds: boolean;
}

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
  /** Numbers laid down by an earlier pass over the tile. */
  private readonly tiles = new Map<number, number>();
  private inside: Map<number, number> | undefined;
  private loop = -1;
  private phase: Phase = 'all';
  private settledCondition: Settled | undefined;

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

  /** The number of a constant, or of a table or condition in the years that are being emitted. */
  number(id: number): number | undefined {
    const n = this.node(id);
    if (this.settledCondition?.id === id) return this.settledCondition.holds ? 1 : 0;
    if (n.op === 'const') return n.v;
    return n.mask ? undefined : settled(n, this.phase, this.shared.ir.years);
  }

  /** Whether a mask is set, where that is known for the years that are being emitted. */
  isSet(id: number): boolean | undefined {
    const n = this.node(id);
    const v = n.mask ? settled(n, this.phase, this.shared.ir.years) : undefined;
    return v === undefined ? undefined : Number.isNaN(v);
  }

  /** What is emitted until `leave` runs in this loop (−1: over a flow during construction), in these years of it. */
  enter(loop: number, phase: Phase = 'all', settledCondition?: Settled): void {
    this.inside = new Map();
    this.settledCondition = settledCondition;
    this.loop = loop;
    this.phase = phase;
  }

  leave(): void {
    this.inside = undefined;
    this.settledCondition = undefined;
    this.loop = -1;
    this.phase = 'all';
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
    const tile = this.tiles.get(id);
    if (tile !== undefined) {
      this.code.get(this.offset).load(tile);
      if (!this.inside) this.code.tee(this.bind(id));
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

  /** Lays all numbers worked out so far down in tiles, from which they are read from here on. */
  layDown(): void {
    const { code, shared } = this;
    for (const [id, local] of this.outside) {
      const at = shared.memory.place(`${shared.form} ahead ${id}`, ROW);
      code.get(this.offset).get(local).store(at);
      this.tiles.set(id, at);
    }
    this.outside.clear();
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

  /** Address of the year × 16 from which on a condition of the site, that holds up to some year, no longer holds. */
  endOf(condition: number): number {
    const { shared } = this;
    shared.imports.add(condition);
    shared.masks.add(condition);
    shared.ends.add(condition);
    return endPlace(shared, condition);
  }

  /** Whether the node is a number for certain, perhaps since this form of the graph takes numbers of the site for such. */
  isDefined(id: number): boolean {
    if (this.facts(id).defined) return true;
    const n = this.node(id);
    if (isCompare(n.op) && this.shared.vary[id] !== DRAW) return n.args.every((a) => this.isDefined(a));
    return this.assumes(id, false);
  }

  /** Whether this form may take a number of the site for one, of no sign bit if `plus`; it is then looked at once a site. */
  assumes(id: number, plus: boolean): boolean {
    const { assumed, vary } = this.shared;
    if (!assumed || this.pass.vary !== DRAW || vary[id] !== SITE || this.node(id).rank !== 'once') return false;
    assumed.set(id, { plus: plus || assumed.get(id)?.plus === true });
    return true;
  }

  /** A condition of the site, as the mask of where it holds. */
  loadMask(id: number): boolean {
    const { shared, pass, code } = this;
    const n = this.node(id);
    if (pass.vary !== DRAW || shared.vary[id] !== SITE || n.op === 'param' || n.op === 'series' || n.rank === 'lead')
      return false;
    shared.imports.add(id);
    shared.masks.add(id);
    if (n.rank === 'once') code.i32(0);
    else code.get(this.t);
    code.load(maskPlace(shared, id));
    return true;
  }

  private load(id: number): void {
    const { code } = this;
    const { memory, vary, siteAt } = this.shared;
    const n = this.node(id);
    const number = this.number(id);
    if (number !== undefined) this.constant(number);
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

/** Where the site prologue leaves the mask of a condition. */
export function maskPlace(shared: Shared, id: number): number {
  const bytes = shared.ir.nodes[id]!.rank === 'once' ? 16 : YEARLY;
  return shared.memory.place(`${shared.form} mask ${id}`, bytes);
}

/** Where the site prologue leaves the year × 16 from which on a condition no longer holds. */
export const endPlace = (shared: Shared, id: number): number => shared.memory.place(`${shared.form} end ${id}`, 4);

/** Where the site prologue leaves a number for the draws. */
export function sitePlace(shared: Shared, id: number): number {
  const bytes = shared.ir.nodes[id]!.rank === 'once' ? 16 : YEARLY;
  return shared.memory.place(`${shared.form} site ${id}`, bytes);
}
