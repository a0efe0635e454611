/** Does one piece of work. The documents are those of the command line, byte for byte. */
import type { JobRunner } from '../batch/runner.ts';
import type { Catalog } from '../catalog/index.ts';
import { Desk } from '../desk/desk.ts';
import type { DrawChoices } from '../desk/simulated.ts';
import { allOutputs } from '../report/output-columns.ts';
import { allowedDraws } from '../simulate/points.ts';
import type { DrawSettings } from '../simulate/program.ts';
import { parseThreshold, type Threshold } from '../simulate/threshold.ts';
import type { Refusal, Task, Told } from './task.ts';

export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** @param runner for draws; the work is this much: bytes of the sheet times draws */
export interface Tools {
  catalog: Catalog;
  runner: (settings: DrawSettings, work: number) => JobRunner;
  tell: (progress: Extract<Told, { kind: 'progress' }>) => void;
}

/** @throws Refused when the request cannot be met */
export async function runTask(task: Task, tools: Tools): Promise<readonly string[]> {
  const desk = new Desk(tools.catalog);
  const view = desk.open(task.bytes, { edits: [], scenario: task.scenario });
  if ('unreadable' in view)
    throw new Refused({
      ...{ status: 422, code: 'unreadable_sheet', message: 'The sheet or scenario cannot be read.' },
      findings: view.unreadable,
    });
  switch (task.kind) {
    case 'assess':
      return desk.file('assess.json') ?? [];
    case 'explain': {
      const site = view.sites.find((s) => s.siteId === task.site);
      if (!site) throw refused(404, 'unknown_site', `The sheet has no good row with the site_id ${task.site}.`);
      return [JSON.stringify(desk.explain(site.line, task.quantity, task.spreads === 'default'))];
    }
    case 'simulate': {
      const choices = choicesOf(task, tools.catalog);
      const runner = tools.runner(choices, task.bytes.length * task.draws);
      try {
        await desk.simulate(choices, runner, (_, rows) => tools.tell({ kind: 'progress', rows, of: view.rows }));
      } finally {
        await runner.close();
      }
      return desk.file('simulate.json') ?? [];
    }
  }
}

function choicesOf(task: Extract<Task, { kind: 'simulate' }>, catalog: Catalog): DrawChoices {
  const { draws, seed, sampling, spreads, outputs } = task;
  if (!allowedDraws(sampling, draws)) throw refused(422, 'bad_draws', 'Under sobol the draws must be a power of two.');
  const known = new Set(allOutputs(catalog).map((o) => o.column));
  const thresholds = task.probabilities.map((text): Threshold => {
    const t = parseThreshold(text);
    if ('code' in t) throw refused(422, 'bad_probability', `${text} is no condition such as npv_jpy >= 0.`);
    return t;
  });
  const unknown = [...outputs, ...thresholds.map((t) => t.output)].find((o) => !known.has(o));
  if (unknown !== undefined) throw refused(422, 'unknown_output', `${unknown} is no output.`);
  return { draws, seed, sampling, spreads, outputs, thresholds };
}

const refused = (status: Refusal['status'], code: string, message: string): Refused =>
  new Refused({ status, code, message });
