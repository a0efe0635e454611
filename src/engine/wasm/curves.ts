/** Steps and straight lines between points. */
import type { Simd } from './asm.ts';
import type { Node } from './ir.ts';
import { undefinedIf } from './pairwise.ts';
import type { Values } from './values.ts';

export function step(v: Values, n: Node): void {
  const { code } = v;
  const x = v.local(n.args[0]!);
  const upTo = n.side === 'up_to';
  const points = upTo ? [...n.points!].reverse() : n.points!;
  v.constant(n.v);
  for (const [edge, value] of points) {
    const rest = v.code.local('v128');
    code.set(rest);
    v.constant(value);
    code.get(rest).get(x);
    v.constant(edge);
    code.simd(upTo ? 'le' : 'ge').simd('bitselect');
  }
  undefinedIf(v, [n.args[0]!]);
}

export function interpolate(v: Values, n: Node): void {
  const { code } = v;
  const x = v.local(n.args[0]!);
  const points = n.points!;
  const last = points.length - 1;
  const select = (op: Simd, edge: number): void => {
    // On the stack: the number so far, the number where the comparison holds.
    const here = v.code.local('v128');
    const rest = v.code.local('v128');
    code.set(here).set(rest).get(here).get(rest).get(x);
    v.constant(edge);
    code.simd(op).simd('bitselect');
  };
  v.constant(Number.NaN);
  for (let i = last; i >= 1; i--) {
    const [x0, y0] = points[i - 1]!;
    const [x1, y1] = points[i]!;
    v.constant(y0);
    v.constant(y1 - y0);
    code.get(x);
    v.constant(x0);
    code.simd('sub').simd('mul');
    v.constant(x1 - x0);
    code.simd('div').simd('add');
    select('le', x1);
  }
  v.constant(points[last]![1]);
  select('ge', points[last]![0]);
  v.constant(points[0]![1]);
  select('le', points[0]![0]);
  undefinedIf(v, [n.args[0]!]);
}
