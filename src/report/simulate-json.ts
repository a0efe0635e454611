/** The results of a simulation as JSON, piece by piece as they come. */
import type { SumFigure, SumFigures } from '../batch/draw-sums.ts';
import type { FanSeries } from '../batch/open-site.ts';
import type { SimulatedGroup } from '../batch/simulated-groups.ts';
import type { SimulatedOutput, SimulatedSite } from '../batch/simulated-site.ts';
import type { Catalog } from '../catalog/index.ts';
import type { DrawSettings } from '../simulate/program.ts';
import { findingsMembers, type KeptFindings } from './findings-json.ts';
import { drawsJson, fanJson } from './simulate-extras.ts';

export const SIMULATE_SCHEMA = 'jcm.simulate/1';

export interface SimulateHead extends DrawSettings {
  catalog: Catalog;
  spreads: string;
}

export function simulateHeadJson(h: SimulateHead): string {
  const head = {
    schema: SIMULATE_SCHEMA,
    engine: h.catalog.version,
    catalog: { version: h.catalog.version, hash: h.catalog.hash },
    seed: h.seed,
    draws: h.draws,
    sampling: h.sampling,
    spreads: h.spreads,
  };
  return `${JSON.stringify(head).slice(0, -1)},"sites":[`;
}

/**
 * In pieces, since the draws of a site may be many.
 * @param fan the spread of each year, where it is asked for
 */
export function* simulatedSiteJson(s: SimulatedSite, fan?: readonly FanSeries[]): Generator<string> {
  const { composition } = s.model.middle.assessment;
  const m = composition.methodology;
  const site = JSON.stringify({
    site_id: s.row.siteId,
    ...(s.row.name ? { name: s.row.name } : {}),
    country: s.row.shape.texts.country ?? null,
    technology: s.row.shape.texts.technology ?? null,
    methodology: m ? `${m.id}@${m.version}` : null,
    ...outputsJson(s.outputs),
    probabilities: s.probabilities,
    uncertain: s.uncertain
      .filter((x) => (x.year ?? 1) === 1)
      .map((x) => ({ quantity: x.name, shared_by: x.sharedBy, from: x.from })),
    unverified: s.model.middle.unverified,
    warnings: s.model.middle.warnings,
    ...(fan ? { fan: fanJson(fan) } : {}),
  });
  yield site.slice(0, -1);
  yield* drawsJson(s);
  yield '}';
}

function outputsJson(outputs: readonly SimulatedOutput[]): object {
  const out: Record<string, unknown> = {};
  const reasons: Record<string, string> = {};
  for (const o of outputs) {
    const none = o.summary?.undefined_share === 1;
    const ratio = o.ratioOfMeans === undefined ? {} : { ratio_of_means: o.ratioOfMeans() };
    out[o.output.column] = o.shares ? { shares: o.shares } : none ? null : { ...o.summary, ...ratio };
    if (none) reasons[o.output.column] = o.reason ?? 'not_finite';
  }
  return { outputs: out, reasons };
}

export function simulatedGroupJson(g: SimulatedGroup): string {
  return JSON.stringify({ [`${g.level}_id`]: g.id, ...figuresJson(g) });
}

export function simulateTailJson(
  groups: Readonly<Record<'project' | 'proposal', readonly string[]>>,
  total: SumFigures,
  findings: KeptFindings,
): string {
  const list = (level: 'project' | 'proposal') => groups[level].map((g) => `\n${g}`).join(',');
  const sitesWith = Object.fromEntries([...total.outputs].map(([k, v]) => [k, v.sites]));
  const whole = JSON.stringify({ ...figuresJson(total), sites_with: sitesWith });
  const rest = JSON.stringify(findingsMembers(findings)).slice(1);
  return `],"projects":[${list('project')}],"proposals":[${list('proposal')}],"total":${whole},${rest}\n`;
}

function figuresJson(figures: SumFigures): object {
  const reasons: Record<string, string> = {};
  const outputs: Record<string, object | null> = {};
  for (const [column, f] of figures.outputs) {
    outputs[column] = figureJson(f);
    if (outputs[column] === null) reasons[column] = f.reason ?? 'not_finite';
  }
  return { sites: figures.sites, outputs, reasons, probabilities: figures.probabilities };
}

function figureJson(f: SumFigure): object | null {
  if (!f.summary || f.summary.undefined_share === 1) return null;
  return f.ratioOfMeans === undefined ? f.summary : { ...f.summary, ratio_of_means: f.ratioOfMeans };
}
