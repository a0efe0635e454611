/** Sums over the sites of a leaf, draw by draw, in the order of the sites. */
import type { DrawProgram } from '../simulate/program.ts';
import type { SiteSimulator } from '../simulate/site-simulator.ts';

export class LeafSums {
  private readonly sums: readonly Float64Array[];
  private readonly counts: Float64Array;
  /** Who keeps the sums of some slots for now. */
  private holder: { simulator: SiteSimulator; slots: readonly number[] } | undefined;

  /** @param sums by slot; they begin at 0 */
  constructor(sums: readonly Float64Array[], counts: Float64Array) {
    this.sums = sums;
    this.counts = counts;
    for (const s of sums) s.fill(0);
    counts.fill(0);
  }

  /** A site without the figure in any draw is left out; one without it in some makes the sum of these draws undefined. */
  add({ summed }: DrawProgram, simulator: SiteSimulator): void {
    for (const { values, slots } of summed) {
      if (!values.every((v) => simulator.isDefined(v))) continue;
      this.hand(simulator, summed);
      for (const [i, value] of values.entries()) {
        const slot = slots[i] as number;
        simulator.addTo(slot, value);
        this.counts[slot] = (this.counts[slot] as number) + 1;
      }
    }
  }

  /** Takes all sums back. */
  close(): void {
    if (!this.holder) return;
    const { simulator, slots } = this.holder;
    for (const slot of slots) simulator.takeSum(slot, this.sums[slot] as Float64Array);
    this.holder = undefined;
  }

  private hand(simulator: SiteSimulator, summed: DrawProgram['summed']): void {
    if (this.holder?.simulator === simulator) return;
    this.close();
    const slots = [...new Set(summed.flatMap((s) => s.slots))];
    for (const slot of slots) simulator.giveSum(slot, this.sums[slot] as Float64Array);
    this.holder = { simulator, slots };
  }
}
