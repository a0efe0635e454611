import type { BoundExpr } from '../formula/index.ts';

/** Names a bound expression refers to. */
export function refsOf(e: BoundExpr, into: Set<string> = new Set()): Set<string> {
  switch (e.k) {
    case 'ref':
      into.add(e.name);
      break;
    case 'call':
      for (const a of e.args) refsOf(a, into);
      break;
    case 'pow':
    case 'convert':
    case 'group':
      refsOf(e.arg, into);
      break;
    case 'step':
    case 'interp':
      refsOf(e.of, into);
      break;
    case 'guard':
      refsOf(e.when, into);
      refsOf(e.body, into);
      break;
    case 'all':
      for (const i of e.items) refsOf(i.expr, into);
      break;
    default:
  }
  return into;
}
