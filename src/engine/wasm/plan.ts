/** What varies with what, and in which loop over the years each node runs. */
import type { Ir, Node } from './ir.ts';
import { NoKernel } from './no-kernel.ts';

const CONST = 0;
export const SITE = 1;
export const DRAW = 2;
export type Vary = typeof CONST | typeof SITE | typeof DRAW;

/** Nodes that close a loop over the years: their number is there after it. */
const REDUCE = new Set(['sum', 'first', 'npv', 'irr', 'payback']);
export const isReduction = (op: string): boolean => REDUCE.has(op);

/** @throws NoKernel if a length of time varies by draw */
export function classify(ir: Ir, drawParams: readonly boolean[]): Vary[] {
  const vary: Vary[] = ir.nodes.map(() => CONST);
  for (let settled = false; !settled; ) {
    settled = true;
    for (const [i, n] of ir.nodes.entries()) {
      let v: Vary = n.op === 'const' || n.op === 'table' ? CONST : SITE;
      // Years of a series are drawn together or not at all: the first one says.
      if ((n.op === 'param' || n.op === 'series') && drawParams[n.v]) v = DRAW;
      for (const a of dependsOn(n)) v = Math.max(v, vary[a]!) as Vary;
      if (v !== vary[i]) settled = false;
      vary[i] = v;
    }
  }
  for (const id of [...ir.lengths, ir.construction])
    if (vary[id] === DRAW) throw new NoKernel('a length of time may not vary by draw');
  return vary;
}

export const dependsOn = (n: Node): readonly number[] => (n.op === 'prev' ? [...n.args, n.v] : n.args);

/** Nodes of one executor: the site prologue, or the draws. */
export interface Pass {
  vary: Vary;
  /** How often each node of the pass is read in it; 0 = not needed. */
  uses: readonly number[];
  /** Yearly nodes and reductions → their loop. */
  loop: readonly number[];
  /** The last loop that reads each node; −1 if none does. */
  last: readonly number[];
  loops: number;
}

/** @param roots nodes of the pass that are wanted, as often as they are read */
export function planPass(ir: Ir, vary: readonly Vary[], pass: Vary, roots: readonly number[]): Pass {
  const uses = ir.nodes.map(() => 0);
  const own = (id: number): boolean => vary[id] === pass || (ir.nodes[id]!.rank === 'lead' && vary[id]! > CONST);
  const rest = [...roots];
  for (let id = rest.pop(); id !== undefined; id = rest.pop()) {
    if (!own(id)) continue;
    uses[id]!++;
    if (uses[id] === 1) rest.push(...dependsOn(ir.nodes[id]!));
  }
  const loop = loopsOf(ir, own, uses);
  const count = ir.nodes.reduce((n, x, i) => (uses[i] && inLoop(x) ? Math.max(n, loop[i]! + 1) : n), 0);
  const last = ir.nodes.map(() => -1);
  for (const [i, n] of ir.nodes.entries()) {
    if (uses[i] && inLoop(n)) for (const a of dependsOn(n)) last[a] = Math.max(last[a]!, loop[i]!);
  }
  return { vary: pass, uses, loop, last, loops: count };
}

const inLoop = (n: Node): boolean => n.rank === 'yearly' || isReduction(n.op);

/** The first loop in which each node can run; for once-only nodes, the first that may read it. */
function loopsOf(ir: Ir, own: (id: number) => boolean, uses: readonly number[]): number[] {
  const { nodes } = ir;
  const loop = nodes.map(() => 0);
  const ready = (a: number): number => (own(a) ? loop[a]! + (isReduction(nodes[a]!.op) ? 1 : 0) : 0);
  for (let settled = false; !settled; ) {
    settled = true;
    for (const [i, n] of nodes.entries()) {
      if (!uses[i]) continue;
      const l = Math.max(0, ...dependsOn(n).map(ready));
      if (l > loop[i]!) {
        loop[i] = l;
        settled = false;
      }
    }
  }
  sink(nodes, own, uses, loop);
  return loop;
}

/** What starts from once-only values alone moves to the first loop that reads it, so that no loop hands it on. */
function sink(nodes: readonly Node[], own: (id: number) => boolean, uses: readonly number[], loop: number[]): void {
  const first = nodes.map(() => Number.POSITIVE_INFINITY);
  for (const [i, n] of nodes.entries()) {
    if (uses[i]) for (const a of dependsOn(n)) first[a] = Math.min(first[a]!, loop[i]!);
  }
  for (const [i, n] of nodes.entries()) {
    if (!uses[i] || n.rank !== 'yearly' || n.op === 'prev' || first[i] === Number.POSITIVE_INFINITY) continue;
    if (!n.args.some((a) => own(a) && nodes[a]!.rank === 'yearly')) loop[i] = first[i]!;
  }
}
