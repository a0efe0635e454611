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
      case 'guard':
        return inLostYears(id, ([when, body], w) =>
          Number.isNaN(w) ? (visit(when!) ?? n.reason) : w === 1 ? visit(body!) : n.reason,
        );
      case 'cond':
        return inLostYears(id, ([when, yes, no], w) => visit(Number.isNaN(w) ? when! : w !== 0 ? yes! : no!));
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
  /** Asks for the reason year by year, with what the condition (first argument) says in a year without result. */
  const inLostYears = (
    id: number,
    ask: (args: readonly number[], condition: number) => string | undefined,
  ): string | undefined => {
    const { args } = frame.graph.nodes[id]!;
    for (let t = 0; t < yearsOf(frame, id); t++) {
      const reason = Number.isFinite(at(frame, id, lane, t)) ? undefined : ask(args, at(frame, args[0]!, lane, t));
      if (reason) return reason;
    }
    return undefined;
  };
  return visit(node) ?? 'not_finite';
}

function own(frame: Frame, id: number, lane: number): string {
  const n = frame.graph.nodes[id]!;
  if (n.op === 'payback') return 'not_paid_back';
  const changes = signChanges(frame.buffer, frame.at[n.args[0]!]! + lane, frame.lanes, frame.flowLength);
  return changes === 0 ? 'no_sign_change' : 'several_sign_changes';
}

function at(frame: Frame, id: number, lane: number, t: number): number {
  const stride = frame.graph.nodes[id]!.rank === 'once' ? 0 : frame.lanes;
  return frame.buffer[frame.at[id]! + t * stride + lane]!;
}

function yearsOf(frame: Frame, id: number): number {
  const { rank } = frame.graph.nodes[id]!;
  return rank === 'once' ? 1 : rank === 'yearly' ? frame.years : frame.flowLength;
}

/** Undefined in any year. */
function isLost(frame: Frame, id: number, lane: number): boolean {
  for (let t = 0; t < yearsOf(frame, id); t++) if (!Number.isFinite(at(frame, id, lane, t))) return true;
  return false;
}
