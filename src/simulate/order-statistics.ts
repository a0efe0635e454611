/** What is wanted of one range of numbers: its order statistics of these ranks, ascending from 0. */
export class Wanted {
  readonly ranks: Int32Array;
  readonly found: Float64Array;
  /** How many of the ranks are in use. */
  count = 0;

  constructor(most: number) {
    this.ranks = new Int32Array(most);
    this.found = new Float64Array(most);
  }
}

/**
 * Order statistics of numbers, and at the same time of consecutive parts of them, without sorting everything.
 *
 * The numbers are counted into buckets, part by part; only buckets that hold a wanted rank are gathered and sorted. A
 * bucket that holds many is divided in turn: by equal widths and by the bits of the numbers (that is by magnitude)
 * alternately, so that neither clusters nor heavy tails last; what is still together after a few levels is sorted.
 * The result has the bits of a full sort.
 */
export class OrderStatistics {
  private readonly depth: number;
  private bucketOf = new Uint16Array(0);
  /** Members of the wanted buckets: those of all numbers and those of the parts. */
  private members = new Float64Array(0);
  private counts = new Int32Array(0);
  /** Row by row as in `counts`: 1 + the slot that gathers the bucket, or 0. */
  private slotOf = new Uint8Array(0);
  private readonly bucket = new Int32Array(MOST_SLOTS);
  private readonly before = new Int32Array(MOST_SLOTS);
  private readonly size = new Int32Array(MOST_SLOTS);
  private readonly end = new Int32Array(MOST_SLOTS);
  private slots = 0;
  private room = 0;
  private deeper: OrderStatistics | undefined;

  constructor(depth = 0) {
    this.depth = depth;
  }

  /**
   * @param x no NaN, no infinite number, no −0; at least one
   * @param ends where each part ends in x, ascending, the last x.length; a part with wanted ranks is not empty
   * @param all wanted of all numbers
   * @param parts wanted of each part, or none at all
   */
  find(x: Float64Array, ends: ArrayLike<number>, all: Wanted, parts: readonly Wanted[]): void {
    const n = x.length;
    if (n <= FEW || this.depth > DEEPEST) {
      this.sortAll(x, ends, all, parts);
      return;
    }
    const rows = ends.length;
    const buckets = Math.min(MOST_BUCKETS, 1 << (28 - Math.clz32(n)));
    this.reserve(n, (rows + 1) * buckets);
    if (!this.divide(x, ends, buckets)) {
      fillFound(all, x[0] as number);
      for (const part of parts) fillFound(part, x[0] as number);
      return;
    }
    this.addUp(rows, buckets);
    this.slots = 0;
    this.room = 0;
    this.locate(rows * buckets, all);
    for (let p = 0; p < parts.length; p++) this.locate(p * buckets, parts[p] as Wanted);
    this.gather(x, ends, buckets, parts.length > 0);
    let slot = this.read(0, all);
    for (let p = 0; p < parts.length; p++) slot = this.read(slot, parts[p] as Wanted);
  }

  private reserve(n: number, cells: number): void {
    if (this.bucketOf.length < n) {
      this.bucketOf = new Uint16Array(n);
      this.members = new Float64Array(2 * n);
    }
    if (this.counts.length < cells) {
      this.counts = new Int32Array(cells);
      this.slotOf = new Uint8Array(cells);
    }
    this.counts.fill(0, 0, cells);
  }

  /** Puts every number into a bucket, none before a greater one's, and counts; false when all numbers are equal. */
  private divide(x: Float64Array, ends: ArrayLike<number>, buckets: number): boolean {
    let min = x[0] as number;
    let max = min;
    for (let i = 1; i < x.length; i++) {
      const v = x[i] as number;
      min = Math.min(min, v);
      max = Math.max(max, v);
    }
    if (min === max) return false;
    const { bucketOf, counts } = this;
    const byBits = this.depth % 2 === 1;
    const low = byBits ? order(min) : min;
    const range = (byBits ? order(max) : max) - low;
    // A little less than the number of buckets, so that the greatest number falls into the last. Of a range that is
    // infinite or subnormal nothing useful comes, but never a wrong order: all numbers fall into bucket 0.
    const scale = range === 0 ? 0 : (buckets * 0.999999999999) / range;
    for (let row = 0, i = 0; row < ends.length; row++) {
      const stop = ends[row] as number;
      const base = row * buckets;
      for (; i < stop; i++) {
        const key = byBits ? order(x[i] as number) : (x[i] as number);
        const b = ((key - low) * scale) | 0;
        bucketOf[i] = b;
        counts[base + b] = (counts[base + b] as number) + 1;
      }
    }
    return true;
  }

  /** The last row of counts: the sum of the others. */
  private addUp(rows: number, buckets: number): void {
    const { counts } = this;
    const total = rows * buckets;
    for (let b = 0; b < buckets; b++) {
      let sum = 0;
      for (let at = b; at < total; at += buckets) sum += counts[at] as number;
      counts[total + b] = sum;
    }
  }

  /** Opens a slot for each bucket of a row that holds a wanted rank. */
  private locate(base: number, wanted: Wanted): void {
    const { counts } = this;
    for (let r = 0, b = base, before = 0; r < wanted.count; b++) {
      const here = counts[b] as number;
      if ((wanted.ranks[r] as number) < before + here) {
        const slot = this.slots++;
        this.bucket[slot] = b;
        this.before[slot] = before;
        this.size[slot] = here;
        this.end[slot] = this.room;
        this.room += here;
        this.slotOf[b] = slot + 1;
        do r++;
        while (r < wanted.count && (wanted.ranks[r] as number) < before + here);
      }
      before += here;
    }
  }

  /** Copies the members of every slot's bucket; `end` moves from the start of its place to the end. */
  private gather(x: Float64Array, ends: ArrayLike<number>, buckets: number, parts: boolean): void {
    const { bucketOf, slotOf } = this;
    const total = ends.length * buckets;
    for (let row = 0, i = 0; row < ends.length; row++) {
      const stop = ends[row] as number;
      const base = row * buckets;
      for (; i < stop; i++) {
        const b = bucketOf[i] as number;
        const slot = slotOf[total + b] as number;
        if (slot !== 0) this.put(slot - 1, x[i] as number);
        const own = parts ? (slotOf[base + b] as number) : 0;
        if (own !== 0) this.put(own - 1, x[i] as number);
      }
    }
  }

  private put(slot: number, value: number): void {
    const at = this.end[slot] as number;
    this.members[at] = value;
    this.end[slot] = at + 1;
  }

  /** Reads the wanted ranks of one row from its slots, which begin at `slot`; returns the slot after its last. */
  private read(slot: number, wanted: Wanted): number {
    let next = slot;
    for (let r = 0; r < wanted.count; next++) {
      const before = this.before[next] as number;
      const size = this.size[next] as number;
      const stop = this.end[next] as number;
      this.slotOf[this.bucket[next] as number] = 0;
      const start = stop - size;
      const first = r;
      while (r < wanted.count && (wanted.ranks[r] as number) < before + size) r++;
      if (size <= FEW) {
        const shift = start - before;
        sortFew(this.members, start, stop);
        for (let i = first; i < r; i++) wanted.found[i] = this.members[(wanted.ranks[i] as number) + shift] as number;
      } else this.divideAgain(this.members.subarray(start, stop), wanted, first, r, before);
    }
    return next;
  }

  private divideAgain(own: Float64Array, wanted: Wanted, first: number, stop: number, before: number): void {
    const inner = new Wanted(stop - first);
    inner.count = stop - first;
    for (let i = first; i < stop; i++) inner.ranks[i - first] = (wanted.ranks[i] as number) - before;
    this.deeper ??= new OrderStatistics(this.depth + 1);
    this.deeper.find(own, [own.length], inner, []);
    wanted.found.set(inner.found, first);
  }

  private sortAll(x: Float64Array, ends: ArrayLike<number>, all: Wanted, parts: readonly Wanted[]): void {
    pick(x.slice(), all);
    for (let p = 0, from = 0; p < parts.length; p++) {
      pick(x.slice(from, ends[p]), parts[p] as Wanted);
      from = ends[p] as number;
    }
  }
}

const MOST_BUCKETS = 1024;
const MOST_SLOTS = 255;
/** Up to so many numbers are sorted at once. */
const FEW = 48;
/** Levels of division before all that is left is sorted. */
const DEEPEST = 6;

const bits = new Float64Array(1);
const words = new Int32Array(bits.buffer);

/** Upper half of the bits of x as a number that rises with x. */
function order(x: number): number {
  bits[0] = x;
  const high = words[1] as number;
  return high ^ ((high >> 31) & 0x7fffffff);
}

function fillFound(wanted: Wanted, value: number): void {
  wanted.found.fill(value, 0, wanted.count);
}

function pick(copy: Float64Array, wanted: Wanted): void {
  if (copy.length <= FEW) sortFew(copy, 0, copy.length);
  else copy.sort();
  for (let i = 0; i < wanted.count; i++) wanted.found[i] = copy[wanted.ranks[i] as number] as number;
}

/** Insertion sort of x[from … to − 1]. */
function sortFew(x: Float64Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const v = x[i] as number;
    let j = i - 1;
    for (; j >= from && (x[j] as number) > v; j--) x[j + 1] = x[j] as number;
    x[j + 1] = v;
  }
}
