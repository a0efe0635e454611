/** What must hold of draws whatever is simulated: seeds and sites apart, totals as wide as they should be, memory flat. */
import { describe, expect, test } from 'vitest';
import type { SiteRow } from '../../src/assessment/row.ts';
import { JobView, writeJob } from '../../src/batch/job.ts';
import { JobExecutor } from '../../src/batch/job-executor.ts';
import { type SimulateOptions, SimulateRun, simulateRows } from '../../src/batch/simulate.ts';
import { SimulatePlan } from '../../src/batch/simulate-plan.ts';
import { SimulatedTotal } from '../../src/batch/simulated-total.ts';
import { InlineRunner } from '../../src/runners/inline.ts';
import { assess, type Cells, catalog, csvOf } from '../support/assess.ts';
import { steadySolar } from '../support/sites.ts';

const row: Cells = steadySolar(1_000, {
  annual_electricity_mwh: 'normal(2000, 100)',
  capex_jpy: 'lognormal(100000000, 15000000)',
  opex_jpy_per_year: 'pert(500000, 1000000, 2500000)',
});
const sheet = (n: number) => assess(csvOf(Array.from({ length: n }, (_, i) => ({ ...row, site_id: `S${i}` }))));

const optionsOf = (groups: SimulateOptions['groups'], more: Partial<SimulateOptions> = {}): SimulateOptions => ({
  ...{ draws: 1_024, seed: 1, sampling: 'sobol', defaultSpreads: false, thresholds: [], catalog, groups },
  columns: new Set(['npv_jpy', 'reduction_tco2_horizon']),
  ...more,
});

function valuesOf(options: SimulateOptions, site: SiteRow, column: string): Float64Array {
  const o = new SimulateRun(options).site(site).outputs.find((x) => x.output.column === column);
  return o?.values ?? new Float64Array(0);
}

describe.each(['sobol', 'random'] as const)('%s', (sampling) => {
  const { run, rows } = sheet(1);
  const [site] = rows as [SiteRow];

  test('draw k is the same for 1,024 and for 65,536 draws', () => {
    const few = valuesOf(optionsOf(run.groups, { sampling }), site, 'npv_jpy');
    const many = valuesOf(optionsOf(run.groups, { sampling, draws: 65_536 }), site, 'npv_jpy');
    expect(few.length).toBe(1_024);
    expect(many.subarray(0, 1_024)).toEqual(few);
  });

  test('seeds 1, 2, 3 share nothing', () => {
    const all = [1, 2, 3].flatMap((seed) => [...valuesOf(optionsOf(run.groups, { sampling, seed }), site, 'npv_jpy')]);
    expect(new Set(all).size).toBe(3 * 1_024);
  });

  test('the sd of a total of 100 sites is √Σ var within 10 %, for each of 50 seeds', async () => {
    const { run: hundred, rows: sites } = sheet(100);
    for (let seed = 1; seed <= 50; seed++) {
      const options = optionsOf(hundred.groups, { sampling, seed, columns: new Set(['reduction_tco2_horizon']) });
      const plan = new SimulatePlan(options);
      const total = new SimulatedTotal();
      let variance = 0;
      const source = (async function* () {
        yield sites;
      })();
      for await (const drawn of simulateRows(source, plan, new InlineRunner(options))) {
        total.add(drawn.view);
        for (const s of drawn.sites) variance += (s.outputs[0]?.summary?.sd as number) ** 2;
      }
      const sd = total.figures(plan).outputs.get('reduction_tco2_horizon')?.summary?.sd as number;
      expect(Math.abs(sd / Math.sqrt(variance) - 1), `seed ${seed}`).toBeLessThan(0.1);
    }
  });
});

test('10,000 runs in one process keep their memory', () => {
  const { run, rows } = sheet(8);
  const options = optionsOf(run.groups, { draws: 64 });
  const plan = new SimulatePlan(options);
  const executor = new JobExecutor(options);
  const prepared = plan.prepare(rows as SiteRow[]);
  for (const { program } of prepared) executor.add(program);
  const kilobytes = (): number => {
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    return (heapUsed + external + arrayBuffers) / 1024;
  };
  let before = 0;
  let last = Number.NaN;
  for (let i = 0; i < 10_000; i++) {
    const job = writeJob(prepared, plan.slots.count, options.draws, (n) => new Float64Array(n));
    executor.leaf(job, 0);
    last = new JobView(job, options.draws).sums(0, 0)[0] as number;
    if (i === 2_000) before = kilobytes();
  }
  expect(last).toBeGreaterThan(0);
  // Garbage comes and goes; what is kept of each run would be 8 sites × 64 draws × 2 outputs: 8 kB, 64 MB in all.
  expect(kilobytes() - before).toBeLessThan(48 * 1024);
});
