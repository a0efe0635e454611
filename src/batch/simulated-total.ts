/** Totals over sites, draw by draw: outputs that add up are summed in blocks of 256 sites by sheet order, blocks in order. */
import type { Sampling } from '../simulate/points.ts';
import { type Summary, summarise } from '../simulate/summary.ts';
import type { SimulatedSite } from './simulate.ts';

const BLOCK = 256;

interface Sum {
  total: Float64Array;
  block: Float64Array;
  sites: number;
}

export class SimulatedTotal {
  sites = 0;
  private readonly sums = new Map<string, Sum>();
  private readonly draws: number;
  private readonly sampling: Sampling;

  constructor(draws: number, sampling: Sampling) {
    this.draws = draws;
    this.sampling = sampling;
  }

  /** Sites whose output is undefined in every draw are left out of that total. */
  add(site: SimulatedSite): void {
    for (const o of site.outputs) {
      if (o.output.quantity.output?.total !== 'sum' || o.output.column !== o.output.quantity.column) continue;
      if (!o.summary || o.summary.undefined_share === 1) continue;
      let s = this.sums.get(o.output.column);
      if (!s) {
        s = { total: new Float64Array(this.draws), block: new Float64Array(this.draws), sites: 0 };
        this.sums.set(o.output.column, s);
      }
      for (let k = 0; k < this.draws; k++) s.block[k] = (s.block[k] as number) + (o.values[k] as number);
      s.sites++;
    }
    this.sites++;
    if (this.sites % BLOCK === 0) for (const s of this.sums.values()) flush(s);
  }

  summaries(): Record<string, { summary: Summary; sites: number }> {
    const out: Record<string, { summary: Summary; sites: number }> = {};
    for (const [column, s] of this.sums) {
      flush(s);
      out[column] = { summary: summarise(s.total, this.sampling), sites: s.sites };
    }
    return out;
  }
}

function flush(s: Sum): void {
  for (let k = 0; k < s.total.length; k++) s.total[k] = (s.total[k] as number) + (s.block[k] as number);
  s.block.fill(0);
}
