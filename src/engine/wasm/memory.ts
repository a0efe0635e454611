/** Places in the memory of a kernel. A number of a lane pair takes 16 bytes; constants and site values stand there twice. */
import { f64Bytes } from './asm.ts';
import { exact, type Node, YEARS } from './ir.ts';

/** Draws side by side. */
export const TILE = 64;
/** Bytes of a number of every draw of a tile. */
export const ROW = TILE * 8;
/** Years of construction at most. */
export const LEAD = 60;
const PAGE = 65_536;

export class Memory {
  private used = 16;
  private readonly chunks: { at: number; bytes: Uint8Array }[] = [];
  private readonly known = new Map<string, number>();

  get pages(): number {
    return Math.ceil(this.used / PAGE);
  }

  get data(): readonly { at: number; bytes: Uint8Array }[] {
    return this.chunks;
  }

  reserve(bytes: number): number {
    const at = this.used;
    this.used += Math.ceil(bytes / 16) * 16;
    return at;
  }

  /** Address of something that has one place, made at the first call. */
  place(key: string, bytes: number): number {
    return this.once(key, () => this.reserve(bytes));
  }

  constant(v: number): number {
    return this.once(`const ${exact(v)}`, () => this.fill([v], false));
  }

  table(n: Node): number {
    const mask = n.mask === true;
    const values = [...n.table!];
    return this.once(`table ${mask} ${values.map(exact)}`, () => this.fill(values, mask));
  }

  /** Positions in a flow: 0, 1, … */
  positions(): number {
    return this.once('positions', () =>
      this.fill(
        Array.from({ length: LEAD + 1 }, (_, k) => k),
        false,
      ),
    );
  }

  private once(key: string, make: () => number): number {
    let at = this.known.get(key);
    if (at === undefined) {
      at = make();
      this.known.set(key, at);
    }
    return at;
  }

  private fill(values: readonly number[], mask: boolean): number {
    const bytes = new Uint8Array(values.length * 16);
    for (const [i, v] of values.entries()) {
      const b = mask && Number.isNaN(v) ? new Uint8Array(8).fill(0xff) : f64Bytes(v);
      bytes.set(b, i * 16);
      bytes.set(b, i * 16 + 8);
    }
    const at = this.reserve(bytes.length);
    this.chunks.push({ at, bytes });
    return at;
  }
}

/** Bytes of a number of each year of operation. */
export const YEARLY = YEARS * 16;
