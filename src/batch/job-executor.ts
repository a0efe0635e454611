/** Draws the sites of jobs, leaf by leaf. It lives where the work is done: in a worker, or beside the caller. */
import { Interpreter } from '../engine/interpreter.ts';
import { createSampler, type Sampler } from '../simulate/points.ts';
import type { DrawProgram, DrawSettings } from '../simulate/program.ts';
import { type SiteSimulator, simulatorOf } from '../simulate/site-simulator.ts';
import { writeStatistics } from '../simulate/statistics.ts';
import { type Job, JobView, LEAF } from './job.ts';
import { LeafSums } from './leaf-sums.ts';

export class JobExecutor {
  private readonly settings: DrawSettings;
  private readonly sampler: Sampler;
  private readonly interpreter = new Interpreter();
  private readonly programs = new Map<number, { program: DrawProgram; simulator: SiteSimulator }>();

  /** @throws RangeError on a seed or number of draws that is not allowed */
  constructor(settings: DrawSettings) {
    this.settings = settings;
    this.sampler = createSampler(settings);
  }

  add(program: DrawProgram): void {
    const simulator = simulatorOf(program, { ...this.settings, sampler: this.sampler, interpreter: this.interpreter });
    this.programs.set(program.id, { program, simulator });
  }

  forget(id: number): void {
    this.programs.delete(id);
  }

  /**
   * All sites of a leaf and their sums. Doing it again gives the same.
   * @param starting called with the number of each site before its draws
   */
  leaf(job: Job, leaf: number, starting: (site: number) => void = () => undefined): void {
    const view = new JobView(job, this.settings.draws);
    const sums = new LeafSums(
      Array.from({ length: view.slots }, (_, slot) => view.sums(leaf, slot)),
      view.counts(leaf),
    );
    const end = Math.min(view.sites, (leaf + 1) * LEAF);
    for (let site = leaf * LEAF; site < end; site++) {
      starting(site);
      this.site(view, site, sums);
    }
    sums.close();
  }

  private site(view: JobView, site: number, sums: LeafSums): void {
    const known = this.programs.get(view.program(site));
    if (!known) throw new Error(`program ${view.program(site)} was not sent`);
    const { program, simulator } = known;
    const at = view.params(site);
    const params = view.input.subarray(at, at + program.params);
    simulator.run(params, view.input, at + program.params, view.key(site));
    writeStatistics(program, simulator, view.output, view.statistics(site));
    sums.add(program, simulator);
    if (view.keeps(site)) for (let i = 0; i < program.nodes.length; i++) view.kept(site, i)?.set(simulator.values(i));
  }
}
