/** Keeps the desk: answers the page's calls one after the other; simulations go to workers of its own and can be cancelled. */
import { WorkersFailed } from '../../src/batch/runner.ts';
import { SiteFailed } from '../../src/batch/simulate.ts';
import { asCatalog } from '../../src/catalog/as-catalog.ts';
import { Desk } from '../../src/desk/desk.ts';
import type { DrawChoices } from '../../src/desk/simulated.ts';
import { holdLife } from '../../src/runners/life.ts';
import { WebRunner } from '../../src/runners/web.ts';
import { drawerOf, type WorkerScope } from '../../src/runners/web-start.ts';
import { parseThreshold, type Threshold } from '../../src/simulate/threshold.ts';
import type { Ask, DeskRole, DrawSettingsView, Fault, Tell } from './protocol.ts';

/** More would only wait for memory. */
const MOST_WORKERS = 8;

class BadProbability extends Error {}
class Cancelled extends Error {}

export function serveDesk(scope: WorkerScope, { life }: DeskRole): void {
  const tell = (message: Tell): void => scope.postMessage(message);
  const answer = answers(tell);
  scope.onmessage = async ({ data }: MessageEvent<Ask>) => {
    try {
      tell({ kind: 'done', id: data.id, value: await answer(data) });
    } catch (e) {
      tell({ kind: 'failed', id: data.id, fault: faultOf(e) });
    }
  };
  void holdLife(life).then(() => tell({ kind: 'alive' }));
}

function answers(tell: (message: Tell) => void): (ask: Ask) => unknown {
  let opened: Desk | undefined;
  let running: { runner: WebRunner; cancelled: boolean } | undefined;
  const desk = (): Desk => {
    if (!opened) throw new Error('the catalog is not loaded');
    return opened;
  };
  const cancel = async (): Promise<null> => {
    if (running) running.cancelled = true;
    await running?.runner.close();
    return null;
  };
  return async (ask) => {
    switch (ask.call) {
      case 'start':
        opened = new Desk(asCatalog(await (await fetch(ask.args.catalog)).json()));
        return opened.view;
      case 'open':
        await cancel();
        return desk().open(ask.args.bytes, ask.args.changes);
      case 'assess':
        await cancel();
        return desk().assess(ask.args.changes);
      case 'explain':
        return desk().explain(ask.args.line, ask.args.quantity, ask.args.defaults);
      case 'inputs':
        return desk().inputs(ask.args.line, ask.args.defaults);
      case 'look':
        return desk().look(ask.args.line, ask.args.shown, choicesOf(ask.args.settings));
      case 'preview':
        return desk().preview(ask.args.edit, ask.args.shown, choicesOf(ask.args.settings));
      case 'cancel':
        return cancel();
      case 'file':
        return desk().file(ask.args.kind) ?? null;
      case 'simulate': {
        await cancel();
        const choices = choicesOf(ask.args.settings);
        const mine = { runner: new WebRunner({ settings: choices, ...workers() }), cancelled: false };
        running = mine;
        try {
          return await desk().simulate(choices, mine.runner, (sites, rows) =>
            tell({ kind: 'progress', id: ask.id, sites, rows }),
          );
        } catch (e) {
          throw mine.cancelled ? new Cancelled() : e;
        } finally {
          await mine.runner.close();
          if (running === mine) running = undefined;
        }
      }
    }
  };
}

/** Workers run the script that this one runs: it is loaded already. */
const workers = () => ({
  workers: Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 1)),
  start: drawerOf(() => new Worker(self.location.href, { type: 'module' })),
});

/** @throws BadProbability */
function choicesOf({ draws, seed, spreads, probabilities }: DrawSettingsView): DrawChoices {
  const thresholds = probabilities.map((text): Threshold => {
    const t = parseThreshold(text);
    if ('code' in t) throw new BadProbability(text);
    return t;
  });
  return { draws, seed, sampling: 'sobol', spreads, outputs: [], thresholds };
}

function faultOf(e: unknown): Fault {
  if (e instanceof Cancelled) return { code: 'cancelled', params: {} };
  if (e instanceof BadProbability) return { code: 'badProbability', params: { text: e.message } };
  if (e instanceof SiteFailed) return { code: 'siteFailed', params: { site: e.siteId, cause: e.message } };
  if (e instanceof WorkersFailed) return { code: 'workersFailed', params: { cause: e.message } };
  return { code: 'other', params: { cause: e instanceof Error ? e.message : String(e) } };
}
