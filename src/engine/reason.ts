/** Why a number is undefined: walks the graph from the result to what could not be had. */
import { signChanges } from './flows.ts';
import type { Frame } from './interpreter.ts';

/** Reason code of an undefined once-only result; `not_finite` when arithmetic itself gave none. */
export function reasonOf(
  frame: Frame,
  node: number,
  lane: number,
  groupReason?: (level: 'project' | 'proposal', slot: string) => string | undefined,
): string {
  const seen = new Set<number>();
  const visit = (id: number): string | undefined => {
    if (seen.has(id)) return undefined;
    seen.add(id);
    const n = frame.graph.nodes[id]!;
    switch (n.op) {
      case 'undefined':
        return n.reason;
      case 'guard': {
        const w = at(frame, n.args[0]!, lane);
        if (Number.isNaN(w)) return visit(n.args[0]!) ?? n.reason;
        return w === 1 ? visit(n.args[1]!) : n.reason;
      }
      case 'cond': {
        const w = at(frame, n.args[0]!, lane);
        return visit(Number.isNaN(w) ? n.args[0]! : w !== 0 ? n.args[1]! : n.args[2]!) ?? visit(n.args[0]!);
      }
      case 'group':
        return groupReason?.(n.level!, n.slot!) ?? visit(n.args[0]!);
      case 'irr':
      case 'payback':
        return inner(id) ?? own(frame, id, lane);
      default:
        return inner(id);
    }
  };
  const inner = (id: number): string | undefined => {
    for (const a of frame.graph.nodes[id]!.args) {
      if (!isLost(frame, a, lane)) continue;
      const r = visit(a);
      if (r) return r;
    }
    const n = frame.graph.nodes[id]!;
    return n.op === 'prev' ? visit(n.v) : undefined;
  };
  return visit(node) ?? 'not_finite';
}

function own(frame: Frame, id: number, lane: number): string {
  const n = frame.graph.nodes[id]!;
  if (n.op === 'payback') return 'not_paid_back';
  const changes = signChanges(frame.buffer, frame.at[n.args[0]!]! + lane, frame.lanes, frame.flowLength);
  return changes === 0 ? 'no_sign_change' : 'several_sign_changes';
}

function at(frame: Frame, id: number, lane: number): number {
  return frame.buffer[frame.at[id]! + lane]!;
}

/** Undefined in any year. */
function isLost(frame: Frame, id: number, lane: number): boolean {
  const n = frame.graph.nodes[id]!;
  const years = n.rank === 'once' ? 1 : n.rank === 'yearly' ? frame.years : frame.flowLength;
  for (let t = 0; t < years; t++)
    if (!Number.isFinite(frame.buffer[frame.at[id]! + t * frame.lanes + lane]!)) return true;
  return false;
}
