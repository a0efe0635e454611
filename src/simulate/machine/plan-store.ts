import type { InverseTable } from '../inverse-table.ts';
import type { Steps } from '../steps.ts';
import type { Arena } from './arena.ts';
import { FIRST_OCTAVE } from './table-code.ts';

/** Tables kept from site to site. */
const MOST_TABLES = 64;
/** Doubles of an octave of a table, and of a side. */
const OCTAVE = 64;
const SIDE = 32 * OCTAVE;

/** Tables and steps in the memory of a kernel. */
export class PlanStore {
  private readonly arena: Arena;
  private readonly tables = new Map<InverseTable, number>();
  /** Places of tables; the first `tables.size` are in use. */
  private readonly places: number[] = [];
  private readonly nets = new Map<Int32Array, number>();
  private stepsAt = 0;
  private stepsRoom = 0;
  private stepsUsed = 0;

  constructor(arena: Arena) {
    this.arena = arena;
  }

  /** Before the plans of a site; makes room for its steps all at once. */
  open(stepsBytes: number): void {
    if (this.tables.size > MOST_TABLES) this.tables.clear();
    this.stepsUsed = 0;
    if (stepsBytes <= this.stepsRoom) return;
    this.stepsRoom = 2 * stepsBytes;
    this.stepsAt = this.arena.take(this.stepsRoom);
  }

  /** Address of a table; it stays there until the next site. */
  table(table: InverseTable): number {
    return this.tables.get(table) ?? this.write(table);
  }

  /** Address of a net's directions; they stay there. Their number is rounded up to a multiple of four. */
  net(directions: Int32Array): number {
    let at = this.nets.get(directions);
    if (at === undefined) {
      at = this.arena.take(16 * Math.ceil(directions.length / 4));
      this.arena.i32.set(directions, at / 4);
      this.nets.set(directions, at);
    }
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

  /** Octaves stand in the order of the last bits of their exponent, see `tablePlan`. */
  private write(table: InverseTable): number {
    const at = this.places[this.tables.size] ?? this.arena.take(table.byteLength);
    this.places[this.tables.size] = at;
    this.tables.set(table, at);
    const { f64 } = this.arena;
    const split = OCTAVE * (32 - FIRST_OCTAVE);
    for (const side of [0, SIDE]) {
      f64.set(table.subarray(side, side + split), at / 8 + side + OCTAVE * FIRST_OCTAVE);
      f64.set(table.subarray(side + split, side + SIDE), at / 8 + side);
    }
    return at;
  }
}

/** Room for so many steps. */
export function stepsBytes(count: number): number {
  return 8 * Math.ceil((20 * count) / 8);
}
