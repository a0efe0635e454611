/**
 * Which worker has which leaf of a job, in memory that all share: one number a leaf (0 free, w + 1 claimed by worker w, −1
 * done), how many are done, and for each worker the site it is at (number + 1; 0 none). A leaf is claimed by one atomic
 * step, so that none is lost or done twice whenever a worker dies.
 */
const DONE = -1;

export class Claims {
  readonly numbers: Int32Array;
  private readonly leaves: number;

  static numbers(leaves: number, workers: number): number {
    return leaves + 1 + workers;
  }

  constructor(numbers: Int32Array, leaves: number) {
    this.numbers = numbers;
    this.leaves = leaves;
  }

  /** A free leaf, from now on this worker's; −1 when there is none. */
  claim(worker: number): number {
    for (let leaf = 0; leaf < this.leaves; leaf++)
      if (Atomics.compareExchange(this.numbers, leaf, 0, worker + 1) === 0) return leaf;
    return -1;
  }

  /** @returns whether it was the last of the job */
  finish(leaf: number, worker: number): boolean {
    this.at(worker, -1);
    Atomics.store(this.numbers, leaf, DONE);
    return Atomics.add(this.numbers, this.leaves, 1) + 1 === this.leaves;
  }

  /** Notes at which site a worker is. */
  at(worker: number, site: number): void {
    Atomics.store(this.numbers, this.leaves + 1 + worker, site + 1);
  }

  /** The site a worker was at; −1 when it was at none. */
  siteOf(worker: number): number {
    return Atomics.load(this.numbers, this.leaves + 1 + worker) - 1;
  }

  /** Leaves that a worker has claimed and not ended. */
  heldBy(worker: number): number[] {
    return Array.from({ length: this.leaves }, (_, leaf) => leaf).filter(
      (leaf) => Atomics.load(this.numbers, leaf) === worker + 1,
    );
  }

  get complete(): boolean {
    return Atomics.load(this.numbers, this.leaves) === this.leaves;
  }

  free(leaf: number): void {
    Atomics.store(this.numbers, leaf, 0);
  }
}
