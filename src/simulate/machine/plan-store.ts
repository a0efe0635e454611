import type { InverseTable } from '../inverse-table.ts';
import type { Steps } from '../steps.ts';
import type { Arena } from './arena.ts';

/** Tables kept; more only where one site needs more. */
const MOST_TABLES = 64;

/** Tables and steps in the memory of a kernel. */
export class PlanStore {
  private readonly arena: Arena;
  /** Address of each table, the one asked for last at the end. */
  private readonly tables = new Map<InverseTable, number>();
  private most = MOST_TABLES;
  private stepsAt = 0;
  private stepsRoom = 0;
  private stepsUsed = 0;

  constructor(arena: Arena) {
    this.arena = arena;
  }

  /** Before the plans of a site; makes room for its steps all at once. */
  open(streams: number, stepsBytes: number): void {
    this.most = Math.max(MOST_TABLES, streams);
    this.stepsUsed = 0;
    if (stepsBytes <= this.stepsRoom) return;
    this.stepsRoom = 2 * stepsBytes;
    this.stepsAt = this.arena.take(this.stepsRoom);
  }

  /** Address of a table; it stays there until the next site. */
  table(table: InverseTable): number {
    const at = this.tables.get(table) ?? this.write(table);
    this.tables.delete(table);
    this.tables.set(table, at);
    return at;
  }

  /** Address of the values of steps; their upper ends come after, then the guide. */
  steps({ values, cumulative, guide }: Steps): number {
    const at = this.stepsAt + this.stepsUsed;
    this.stepsUsed += stepsBytes(values.length);
    const { f64, i32 } = this.arena;
    f64.set(values, at / 8);
    f64.set(cumulative, at / 8 + values.length);
    i32.set(guide, at / 4 + 4 * values.length);
    return at;
  }

  private write(table: InverseTable): number {
    let at: number | undefined;
    if (this.tables.size >= this.most) {
      const [oldest, place] = this.tables.entries().next().value as [InverseTable, number];
      this.tables.delete(oldest);
      at = place;
    }
    at ??= this.arena.take(table.byteLength);
    this.arena.f64.set(table, at / 8);
    return at;
  }
}

/** Room for so many steps. */
export function stepsBytes(count: number): number {
  return 8 * Math.ceil((20 * count) / 8);
}
