/** Worker threads: the bits of the run in place, also when a worker dies; a site that fails twice is named. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { describe, expect, inject, test } from 'vitest';
import type { JobRunner } from '../../src/batch/runner.ts';
import { type SimulateOptions, SiteFailed, simulateRows } from '../../src/batch/simulate.ts';
import { SimulatePlan } from '../../src/batch/simulate-plan.ts';
import { InlineRunner } from '../../src/runners/inline.ts';
import { NodeRunner } from '../../src/runners/node.ts';
import { assess, catalog, csvOf } from '../support/assess.ts';
import { scratch } from '../support/command.ts';
import { steadyLed, steadySolar } from '../support/sites.ts';

const folder = scratch();
const dist = pathToFileURL(`${inject('dist')}/`);
const SETTINGS = { draws: 64, seed: 1, sampling: 'sobol' } as const;

const rows = Array.from({ length: 150 }, (_, i) => ({
  ...(i % 2
    ? steadyLed(1_000, { operating_hours_per_year: '1000 to 1300' })
    : steadySolar(1_000 + i, { capex_jpy: '100000000 ± 15%' })),
  site_id: `S${i}`,
}));
const sheet = assess(csvOf(rows));

/** Mean of every site's NPV, in order. */
async function means(runner: JobRunner): Promise<(number | null | undefined)[]> {
  const options: SimulateOptions = {
    ...SETTINGS,
    catalog,
    columns: new Set(['npv_jpy', 'reduction_tco2_horizon']),
    defaultSpreads: false,
    thresholds: [],
    groups: sheet.run.groups,
  };
  const source = (async function* () {
    for (let at = 0; at < sheet.rows.length; at += 37) yield sheet.rows.slice(at, at + 37);
  })();
  const list: (number | null | undefined)[] = [];
  try {
    for await (const drawn of simulateRows(source, new SimulatePlan(options), runner))
      for (const s of drawn.sites) list.push(s.outputs.find((o) => o.output.column === 'npv_jpy')?.summary?.mean);
  } finally {
    await runner.close();
  }
  return list;
}

const whole = await means(new InlineRunner(SETTINGS));

const faulty = (how: string, name: string): NodeRunner => {
  const settings = { ...SETTINGS, fault: { how, flag: join(folder, name), dist: dist.href } };
  return new NodeRunner({ settings, workers: 2, script: new URL('../support/failing-worker.mjs', import.meta.url) });
};

test.each([1, 2, 5])('%i workers', async (workers) => {
  const script = new URL('cli/worker.js', dist);
  expect(await means(new NodeRunner({ settings: SETTINGS, workers, script }))).toEqual(whole);
});

describe('faults', () => {
  test('workers that cannot start end the run', async () => {
    const script = new URL('data:text/javascript,throw new Error("no start")');
    await expect(means(new NodeRunner({ settings: SETTINGS, workers: 2, script }))).rejects.toThrow('no start');
  });

  test('workers that ended before the first job are started anew', async () => {
    const runner = faulty('die once', 'unused');
    await new Promise((done) => setTimeout(done, 300));
    await Promise.all(
      (runner as unknown as { threads: { worker: Worker }[] }).threads.map((t) => t.worker.terminate()),
    );
    expect(await means(runner)).toEqual(whole);
  });

  test.each(['die once', 'throw once'])('%s: the leaf is done again', async (how) => {
    const flag = how.replace(' ', '-');
    expect(await means(faulty(how, flag))).toEqual(whole);
    expect(existsSync(join(folder, flag))).toBe(true);
  });

  test.each(['die always', 'throw always'])('%s: the run ends', async (how) => {
    await expect(means(faulty(how, how.replace(' ', '-')))).rejects.toBeInstanceOf(SiteFailed);
  });
});
