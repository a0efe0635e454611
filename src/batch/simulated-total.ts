/**
 * Totals over sites, draw by draw: leaves of 8 sites by sheet order, 32 leaves a block, blocks in order, so that no way of
 * sharing out the work changes a bit.
 */
import { DrawSums, type DrawSumsState, figuresOf, type SumFigures } from './draw-sums.ts';
import { type JobView, LEAF } from './job.ts';
import type { SimulatePlan } from './simulate-plan.ts';

const BLOCK = 256;

export class SimulatedTotal {
  private readonly total = new DrawSums();
  private readonly block = new DrawSums();

  /** At the end of a block: what comes next adds up to the same whether or not the run paused here. */
  get whole(): boolean {
    return this.block.sites === 0;
  }

  /** The leaves of a job, in order. */
  add(view: JobView): void {
    for (let leaf = 0; leaf < view.leaves; leaf++) {
      const counts = view.counts(leaf);
      for (let slot = 0; slot < view.slots; slot++)
        if (counts[slot]) this.block.add(slot, view.sums(leaf, slot), counts[slot] as number);
      this.block.sites += Math.min(LEAF, view.sites - leaf * LEAF);
      if (this.block.sites >= BLOCK) this.flush();
    }
  }

  /** What no site has is left out. */
  figures({ figures }: SimulatePlan): SumFigures {
    this.flush();
    return figuresOf(this.total, figures, (output) =>
      figures.slots.columns.has(output) ? undefined : 'only_single_sites',
    );
  }

  /** To be taken when whole. */
  get state(): DrawSumsState {
    return this.total.state;
  }

  restore(state: DrawSumsState): void {
    this.total.restore(state);
  }

  private flush(): void {
    this.total.addAll(this.block);
    this.block.clear();
  }
}
