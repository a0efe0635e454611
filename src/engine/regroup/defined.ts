/** Which nodes are numbers whatever the draw, overflow aside. */
import type { Store } from './store.ts';

const KEEPS = new Set(['add', 'sub', 'neg', 'mul', 'convert', 'min', 'max', 'abs', 'cond', 'keep', 'geometric']);
for (const op of ['compound', 'cumulative', 'shift', 'lt', 'le', 'gt', 'ge', 'eq', 'ne', 'step', 'interp', 'exp'])
  KEEPS.add(op);

export function isDefined(s: Store, id: number): boolean {
  const known = s.defined.get(id) ?? settled(s, id);
  s.defined.set(id, known);
  return known;
}

function settled(s: Store, id: number): boolean {
  const n = s.get(id);
  switch (n.op) {
    case 'const':
      return Number.isFinite(n.v);
    case 'year':
      return true;
    case 'param':
      return s.given(n.v);
    case 'pow':
      return n.v >= 0 && isDefined(s, n.args[0]!);
    case 'floor':
    case 'ceil':
      return isDefined(s, n.args[0]!) && (s.number(n.args[1]!) ?? 0) > 0;
    case 'sum':
      return isDefined(s, n.args[0]!) && Number.isFinite(s.number(n.args[1]!));
    default:
      return KEEPS.has(n.op) && n.args.every((a) => isDefined(s, a));
  }
}
