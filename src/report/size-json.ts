/** The sizes of a site as JSON (schema jcm.size/1). */
import { shownOutputs } from '../batch/sizing/outputs.ts';
import type { SizedPoint, SizedSite } from '../batch/sizing/sized.ts';
import type { Catalog } from '../catalog/index.ts';
import { outputValue } from './outputs.ts';

export const SIZE_SCHEMA = 'jcm.size/1';

/** @param short the curve has the outputs that are shown, not all */
export function sizeJson(catalog: Catalog, { id, site, sizing, findings }: SizedSite, short = false): object {
  const head = {
    schema: SIZE_SCHEMA,
    engine: catalog.version,
    catalog: { version: catalog.version, hash: catalog.hash },
    site_id: id ?? null,
  };
  if (!site || !sizing) return { ...head, best: null, binding: [], curve: [], findings };
  const { points, choice, ends } = sizing;
  const { aim } = site.file;
  const shown = short ? new Set(shownOutputs(catalog, site.file)) : undefined;
  const at = (i: number | undefined) => (i === undefined ? null : bestJson(points[i] as SizedPoint));
  return {
    ...head,
    aim: { id: aim.id, outputs: aim.outputs, best: aim.best },
    best: at(choice.best),
    next_best: at(choice.next),
    binding: choice.binding,
    ends,
    ...sizing.facts,
    curve: points.map((p, i) => ({
      size: p.size,
      aim: Number.isFinite(choice.values[i]) ? choice.values[i] : null,
      broken: choice.broken[i],
      ...pointJson(p, shown),
    })),
    findings,
  };
}

function bestJson(p: SizedPoint): object {
  return {
    ...p.size,
    ...pointJson(p),
    unverified: p.result.model.unverified,
    warnings: p.result.warnings.map((w) => w.code),
  };
}

function pointJson(p: SizedPoint, shown?: ReadonlySet<string>): object {
  return {
    year: p.year,
    ...(p.parts ? { parts: p.parts } : {}),
    outputs: outputsOf(p, shown),
    reasons: reasonsOf(p, shown),
    ...(p.draws ? { draws: p.draws.summaries, probabilities: p.draws.probabilities } : {}),
  };
}

/** Output → why it does not exist. */
function reasonsOf({ result }: SizedPoint, shown?: ReadonlySet<string>): Record<string, string> {
  return Object.fromEntries(
    result.model.outputs.flatMap((o, i) => {
      const reason = result.reasons.get(i);
      return reason && (shown?.has(o.column) ?? true) ? [[o.column, reason]] : [];
    }),
  );
}

function outputsOf({ result }: SizedPoint, shown?: ReadonlySet<string>): Record<string, number | string | null> {
  return Object.fromEntries(
    result.model.outputs.flatMap((o, i) =>
      (shown?.has(o.column) ?? true) ? [[o.column, outputValue(o, result.values[i] as number)]] : [],
    ),
  );
}
