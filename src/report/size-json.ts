/** The sizes of a site as JSON (schema jcm.size/1). */
import type { Finding } from '../assessment/findings.ts';
import type { SizedPoint, Sizing } from '../batch/sizing/size-site.ts';
import type { Catalog } from '../catalog/index.ts';
import type { SiteFile } from '../decide/sizing/site-file.ts';
import { outputValue } from './outputs.ts';

const SIZE_SCHEMA = 'jcm.size/1';

export function sizeJson(
  catalog: Catalog,
  file: SiteFile | undefined,
  sizing: Sizing | undefined,
  findings: readonly Finding[],
): object {
  const head = {
    schema: SIZE_SCHEMA,
    engine: catalog.version,
    catalog: { version: catalog.version, hash: catalog.hash },
    site_id: file?.columns.find(([h]) => h === 'site_id')?.[1] ?? null,
  };
  if (!file || !sizing) return { ...head, best: null, binding: [], curve: [], findings };
  const { points, choice } = sizing;
  const at = (i: number | undefined) => (i === undefined ? null : pointJson(points[i] as SizedPoint));
  return {
    ...head,
    aim: { id: file.aim.id, outputs: file.aim.outputs, best: file.aim.best },
    best: at(choice.best),
    next_best: at(choice.next),
    binding: choice.binding,
    ...sizing.facts,
    curve: points.map((p, i) => ({
      size: p.size,
      aim: Number.isFinite(choice.values[i]) ? choice.values[i] : null,
      broken: choice.broken[i],
      hours: p.year,
      outputs: outputsOf(p),
      reasons: reasonsOf(p),
    })),
    findings,
  };
}

function pointJson(p: SizedPoint): object {
  return {
    ...p.size,
    hours: p.year,
    outputs: outputsOf(p),
    reasons: reasonsOf(p),
    unverified: p.result.model.unverified,
    warnings: p.result.warnings.map((w) => w.code),
  };
}

/** Output → why it does not exist. */
function reasonsOf({ result }: SizedPoint): Record<string, string> {
  return Object.fromEntries(
    result.model.outputs.flatMap((o, i) => {
      const reason = result.reasons.get(i);
      return reason ? [[o.column, reason]] : [];
    }),
  );
}

function outputsOf({ result }: SizedPoint): Record<string, number | string | null> {
  return Object.fromEntries(result.model.outputs.map((o, i) => [o.column, outputValue(o, result.values[i] as number)]));
}
