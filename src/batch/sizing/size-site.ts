/** One site, many sizes: a year of each → rows of the sheet → assessments → the best under the limits. */
import type { Finding } from '../../assessment/findings.ts';
import type { Choice } from '../../decide/sizing/choose.ts';
import { sizingFinding } from '../../decide/sizing/findings.ts';
import type { SiteFile } from '../../decide/sizing/site-file.ts';
import { assessedPoints } from './assessed-points.ts';
import { endsOf } from './ends.ts';
import { refined } from './refine.ts';
import { baseRow } from './row.ts';
import type { SizedPoint, SizeOptions, Sizing } from './sized.ts';

/** @returns no sizing when a finding is an error */
export function sizeSite(options: SizeOptions): { sizing?: Sizing; findings: readonly Finding[] } {
  const { file, sizer, plan } = options.site;
  const base = options.rows.read([baseRow(file.columns, sizer.sized, sizer.probe)]);
  const [row] = base.rows ?? [];
  if (!row) return { findings: base.findings };
  const { catalog, scenario, inputs } = options;
  const made = sizer.candidates({ catalog, scenario, file, plan, inputs, facts: options.rows.facts(row) });
  if (!('list' in made)) return made;
  const assessed = assessedPoints(options, made.list);
  if (!assessed.points) return { findings: [...made.findings, ...assessed.findings] };
  const { points, choice } = refined(options, made, assessed.points);
  const findings = [...made.findings, ...assessed.findings];
  if (file.chances.length > 0 && !points[0]?.draws) findings.push(sizingFinding('size_no_spreads', 'warning'));
  if (choice.best === undefined) findings.push(nothingChosen(file, choice, points[0] as SizedPoint));
  const ends = endsOf(made, sizer.axes, points[choice.best ?? -1]?.size);
  return { sizing: { points, choice, ends, facts: made.facts }, findings };
}

function nothingChosen({ aim }: SiteFile, choice: Choice, { result }: SizedPoint): Finding {
  const aimed = result.model.outputs.flatMap((o, i) => (aim.columns.includes(o.column) ? [result.reasons.get(i)] : []));
  const reason = aimed.find((r) => r !== undefined) ?? 'unknown';
  const limits = [...new Set(choice.broken.flat())];
  return choice.values.every(Number.isNaN)
    ? sizingFinding('size_no_aim', 'error', { outputs: aim.outputs.join(' + '), reason })
    : sizingFinding('size_nothing_allowed', 'error', { limits: limits.join(', ') });
}
