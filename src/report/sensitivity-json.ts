/** The sensitivity of a site as JSON. */
import type { OutputSensitivity, SiteSensitivity } from '../batch/sensitivity.ts';
import { outputValue } from './outputs.ts';

export const SENSITIVITY_SCHEMA = 'jcm.sensitivity/1';

export function sensitivityJson(s: SiteSensitivity): object {
  return {
    site_id: s.row.siteId,
    outputs: Object.fromEntries(s.outputs.map((o) => [o.output.column, outputJson(s, o)])),
    unverified: s.model.middle.unverified,
    warnings: s.model.middle.warnings,
  };
}

function outputJson(s: SiteSensitivity, o: OutputSensitivity): object {
  const { base, leftOut, regression } = o;
  return {
    base: outputValue(o.output, base),
    ...(Number.isNaN(base) ? { reason: o.reason ?? 'not_finite' } : {}),
    tornado: o.tornado.map((bar) => {
      const { column, low, high } = s.quantities[bar.quantity] as SiteSensitivity['quantities'][number];
      return {
        quantity: column,
        low: outputValue(o.output, bar.low),
        high: outputValue(o.output, bar.high),
        quantity_low: low,
        quantity_high: high,
      };
    }),
    indices: indicesJson(s, o),
    ...(regression ? { regression } : {}),
    ...(leftOut > 0 ? { left_out_share: leftOut } : {}),
  };
}

/** Numbers of the row that have no spread stand at the end, with 0. */
function indicesJson(s: SiteSensitivity, o: OutputSensitivity): object[] {
  const unknown = o.indices.length === 0 && (s.quantities.length > 0 || Number.isNaN(o.base));
  if (s.method !== 'sobol' || o.output.quantity.labels || unknown) return [];
  const uncertain = new Set(s.quantities.map((q) => q.column));
  const { bindings, shape } = s.model.middle.assessment;
  const certain = shape.params.map((p) => bindings.resolve(p).quantity?.column ?? p).filter((c) => !uncertain.has(c));
  const zero = { first: 0, firstCi: [0, 0], total: 0, totalCi: [0, 0] };
  const all = [...o.indices, ...certain.map((quantity) => ({ quantity, ...zero }))];
  return all.map((x) => ({
    quantity: x.quantity,
    first: x.first,
    first_ci: x.firstCi,
    total: x.total,
    total_ci: x.totalCi,
  }));
}
