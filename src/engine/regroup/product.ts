/** Products: constants and once-only factors gathered, so that a year costs one multiplication at most. */
import { isDefined } from './defined.ts';
import type { Store } from './store.ts';

/** c × once-only factors × the geometric series of a ratio × other numbers a year. */
export interface Factors {
  c: number;
  once: number[];
  ratios: number[];
  yearly: number[];
}

/** Takes a product apart; once-only products stay whole but for their constant. */
export function factorsOf(s: Store, ids: readonly number[], c = 1): Factors {
  const f: Factors = { c, once: [], ratios: [], yearly: [] };
  const visit = (id: number): void => {
    const { op, args, v, rank } = s.get(id);
    if (op === 'const') f.c *= v;
    else if (op === 'convert') {
      f.c *= v;
      visit(args[0]!);
    } else if (rank === 'once') f.once.push(id);
    else if (op === 'mul') for (const a of args) visit(a);
    else if (op === 'geometric') {
      f.ratios.push(args[0]!);
      visit(args[1]!);
    } else f.yearly.push(id);
  };
  for (const id of ids) visit(id);
  return f;
}

export function product(s: Store, ids: readonly number[], c = 1): number {
  return composed(s, factorsOf(s, ids, c));
}

export function composed(s: Store, f: Factors): number {
  if (f.c === 0 && [...f.once, ...f.ratios, ...f.yearly].every((id) => isDefined(s, id))) return s.constant(0);
  const { ratios, yearly } = f;
  if (yearly.length === 1 && isOnceChoice(s, yearly[0]!)) {
    // The branches take the factors in.
    const [condition = 0, ...branches] = s.get(yearly[0]!).args;
    const taken = branches.map((b) => composed(s, { ...f, ...split(s, b, f.once) }));
    return s.make('cond', [condition, ...taken]);
  }
  const once = onceOnly(s, f);
  if (ratios.length === 0) {
    if (yearly.length === 0) return once;
    const all = yearly.reduce((x, y) => s.make('mul', [x, y]));
    const by = s.number(once);
    if (by === 1) return all;
    return by === undefined ? s.make('mul', [all, once]) : s.make('convert', [all], by);
  }
  const ratio = ratios.reduce((x, y) => product(s, [x, y]));
  return yearly.reduce((x, y) => s.make('mul', [x, y]), geometric(s, ratio, once));
}

/** A choice that changes with the year, between once-only numbers. */
export function isOnceChoice(s: Store, id: number): boolean {
  const { op, rank, args } = s.get(id);
  return op === 'cond' && rank === 'yearly' && args.slice(1).every((b) => s.rank(b) === 'once' || isOnceChoice(s, b));
}

const split = (s: Store, branch: number, once: readonly number[]): Pick<Factors, 'once' | 'yearly'> =>
  s.rank(branch) === 'once' ? { once: [...once, branch], yearly: [] } : { once: [...once], yearly: [branch] };

/** start, start × ratio, start × ratio², … */
export function geometric(s: Store, ratio: number, start: number): number {
  if (s.number(start) === 0 && isDefined(s, ratio)) return start;
  if (s.number(ratio) === 1) return start;
  return s.add({ op: 'geometric', rank: 'yearly', args: [ratio, start], v: 0 });
}

/** The once-only part. */
function onceOnly(s: Store, f: Factors): number {
  const constants = f.once.map((id) => s.get(id));
  let { c } = f;
  const rest: number[] = [];
  for (const [i, n] of constants.entries()) {
    if (n.op === 'const') c *= n.v;
    else if (n.op === 'convert') {
      c *= n.v;
      rest.push(n.args[0]!);
    } else rest.push(f.once[i]!);
  }
  if (rest.length === 0) return s.constant(c);
  const all = rest.reduce((x, y) => s.make('mul', [x, y]));
  return c === 1 ? all : s.make('convert', [all], c);
}
