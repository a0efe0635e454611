import { hash64 } from '../formula/hash64.ts';

/**
 * A set of ids that keeps only their 64-bit hashes: 11 to 22 bytes per id, whatever their length. Two different ids of a
 * million share a hash with a chance of about 3 in 100 million (n² / 2^65).
 */
export class IdSet {
  /** Open addressing, linear probing; a slot is two numbers, (0, 0) when free. */
  private slots = new Uint32Array(2 * 1024);
  private count = 0;

  /** Number of ids in the set. */
  get size(): number {
    return this.count;
  }

  /** Adds an id; false when it was there already. */
  add(id: string): boolean {
    const [high, low] = hash64(id);
    if (!insert(this.slots, high, low === 0 && high === 0 ? 1 : low)) return false;
    this.count++;
    if (this.count * 8 > this.slots.length * 3) this.grow();
    return true;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Uint32Array(old.length * 2);
    for (let i = 0; i < old.length; i += 2) {
      const high = old[i] as number;
      const low = old[i + 1] as number;
      if (high !== 0 || low !== 0) insert(this.slots, high, low);
    }
  }
}

function insert(slots: Uint32Array, high: number, low: number): boolean {
  const mask = slots.length - 2;
  for (let i = (high << 1) & mask; ; i = (i + 2) & mask) {
    const h = slots[i] as number;
    const l = slots[i + 1] as number;
    if (h === high && l === low) return false;
    if (h === 0 && l === 0) {
      slots[i] = high;
      slots[i + 1] = low;
      return true;
    }
  }
}
