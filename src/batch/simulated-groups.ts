/** Projects and proposals of a simulation: sums of their rows, draw by draw, and what only a proposal has. */
import type { Sampling } from '../simulate/points.ts';
import type { Summary } from '../simulate/summary.ts';
import { groupId, LEVELS, type Level } from './groups.ts';
import type { SimulatedSite, SimulateRun } from './simulate.ts';
import { SimulatedTotal } from './simulated-total.ts';

export interface SimulatedGroup {
  level: Level;
  id: string;
  sites: number;
  summaries: Readonly<Record<string, Summary>>;
}

export class SimulatedGroups {
  private readonly totals = new Map<string, { level: Level; id: string; total: SimulatedTotal }>();
  private readonly draws: number;
  private readonly sampling: Sampling;

  constructor(draws: number, sampling: Sampling) {
    this.draws = draws;
    this.sampling = sampling;
  }

  add(site: SimulatedSite): void {
    for (const level of LEVELS) {
      const id = groupId(site.row, level);
      if (!id) continue;
      const key = `${level} ${id}`;
      let g = this.totals.get(key);
      if (!g) {
        g = { level, id, total: new SimulatedTotal(this.draws, this.sampling) };
        this.totals.set(key, g);
      }
      g.total.add(site);
    }
  }

  /** A figure that one of the rows lacks is left out of its group. */
  finish(run: SimulateRun): SimulatedGroup[] {
    return [...this.totals.values()].map(({ level, id, total }) => {
      const summaries: Record<string, Summary> = {};
      for (const [column, s] of Object.entries(total.summaries()))
        if (s.sites === total.sites) summaries[column] = s.summary;
      if (level === 'proposal') for (const o of run.proposal(id)) if (o.summary) summaries[o.output.column] = o.summary;
      return { level, id, sites: total.sites, summaries };
    });
  }
}
