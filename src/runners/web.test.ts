/** Web Workers by their messages: the bits of the run in place, also when a worker dies; a leaf that fails twice ends the run. */
import { describe, expect, test } from 'vitest';
import { assess, catalog, csvOf } from '../../test/support/assess.ts';
import { steadyLed, steadySolar } from '../../test/support/sites.ts';
import { type JobRunner, WorkersFailed } from '../batch/runner.ts';
import { type SimulateOptions, SiteFailed, simulateRows } from '../batch/simulate.ts';
import { SimulatePlan } from '../batch/simulate-plan.ts';
import { InlineRunner } from './inline.ts';
import { type StartDrawer, WebRunner } from './web.ts';
import { WebLoop } from './web-loop.ts';
import type { FromDrawer, ToDrawer } from './web-messages.ts';

const SETTINGS = { draws: 64, seed: 1, sampling: 'sobol' } as const;

const sheet = assess(
  csvOf(
    Array.from({ length: 150 }, (_, i) => ({
      ...(i % 2
        ? steadyLed(1_000, { operating_hours_per_year: '1000 to 1300' })
        : steadySolar(1_000 + i, { capex_jpy: '100000000 ± 15%' })),
      site_id: `S${i}`,
      proposal_id: i < 20 ? 'P' : '',
    })),
  ),
);

/** All numbers of every job, in order. */
async function numbers(runner: JobRunner): Promise<number[]> {
  const options: SimulateOptions = {
    ...SETTINGS,
    catalog,
    columns: new Set(['npv_jpy', 'reduction_tco2_horizon']),
    defaultSpreads: false,
    thresholds: [],
    groups: sheet.run.groups,
  };
  const source = (async function* () {
    yield sheet.rows;
  })();
  const list: number[] = [];
  try {
    for await (const { view } of simulateRows(source, new SimulatePlan(options), runner)) list.push(...view.output);
  } finally {
    await runner.close();
  }
  return list;
}

type Fault = (message: ToDrawer, worker: number) => 'die' | 'throw' | undefined;

/** Workers in this thread behind messages that are copied and come later, as a browser's are. */
function drawers(fault: Fault = () => undefined): StartDrawer {
  let started = 0;
  return (heard, died) => {
    const worker = started++;
    let alive = true;
    const loop = new WebLoop((message, moved) => {
      const copy = structuredClone(message, { transfer: moved }) as FromDrawer;
      setTimeout(() => alive && heard(copy));
    });
    return {
      post: (message) => {
        // A compiled kernel can be sent to a worker, but not copied in place.
        const copy = message.kind === 'program' ? message : structuredClone(message);
        setTimeout(() => {
          if (!alive) return;
          const what = fault(copy, worker);
          if (what === undefined) return loop.handle(copy);
          if (what === 'throw' && copy.kind === 'leaf')
            return heard({ kind: 'failed', id: copy.id, leaf: copy.leaf, site: 3, cause: 'no luck' });
          alive = false;
          died('the worker ended');
        });
      },
      terminate: () => {
        alive = false;
      },
    };
  };
}

const run = (workers: number, fault?: Fault) => new WebRunner({ settings: SETTINGS, workers, start: drawers(fault) });
const whole = await numbers(new InlineRunner(SETTINGS));

test.each([1, 2, 5])('%i workers give the bits of the run in place', async (workers) => {
  expect(whole.length).toBeGreaterThan(1000);
  expect(await numbers(run(workers))).toEqual(whole);
});

describe('faults', () => {
  const once = (what: 'die' | 'throw'): Fault => {
    let done = false;
    return (m) => {
      if (done || m.kind !== 'leaf' || m.leaf !== 2) return undefined;
      done = true;
      return what;
    };
  };

  test.each(['die', 'throw'] as const)('%s once: the leaf is done again', async (what) => {
    expect(await numbers(run(2, once(what)))).toEqual(whole);
  });

  test('a site that fails twice is named', async () => {
    const always: Fault = (m) => (m.kind === 'leaf' && m.id === 0 && m.leaf === 0 ? 'throw' : undefined);
    const e = await numbers(run(2, always)).catch((error) => error);
    expect(e).toBeInstanceOf(SiteFailed);
    expect([e.siteId, e.message]).toEqual(['S3', 'no luck']);
  });

  test('a leaf at which two workers die ends the run', async () => {
    await expect(numbers(run(2, (m) => (m.kind === 'leaf' && m.leaf === 1 ? 'die' : undefined)))).rejects.toEqual(
      new WorkersFailed('the worker ended'),
    );
  });

  test('workers that cannot start end the run', async () => {
    await expect(numbers(run(2, () => 'die'))).rejects.toBeInstanceOf(WorkersFailed);
  });

  test('a run that is closed fails at once', async () => {
    const runner = run(1);
    const ended = numbers(runner);
    setTimeout(() => runner.close(), 5);
    await expect(ended).rejects.toBeInstanceOf(WorkersFailed);
  });
});
