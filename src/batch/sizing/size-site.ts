/** One site, many sizes: a year of each → rows of the sheet → assessments → the best under the limits. */
import type { Finding } from '../../assessment/findings.ts';
import { type Choice, choose } from '../../decide/sizing/choose.ts';
import { sizingFinding } from '../../decide/sizing/findings.ts';
import type { SiteFile } from '../../decide/sizing/site-file.ts';
import { isUnsure } from '../../decide/sizing/unsure.ts';
import { assessedPoints } from './assessed-points.ts';
import { endsOf } from './ends.ts';
import { refined } from './refine.ts';
import { baseRow, sizedRow } from './row.ts';
import type { SizedPoint, SizeOptions, Sizing } from './sized.ts';
import type { Candidate, Candidates, SizingSite } from './sizer.ts';

/** @returns no sizing when a finding is an error */
export function sizeSite(options: SizeOptions): { sizing?: Sizing; findings: readonly Finding[] } {
  const { file, sizer, plan } = options.site;
  const base = options.rows.read([baseRow(file.columns, sizer.sized, sizer.probe)]);
  const [row] = base.rows ?? [];
  if (!row) return { findings: base.findings };
  const { catalog, scenario, inputs } = options;
  const facts = options.rows.facts(row);
  const ask: SizingSite<unknown>['ask'] = (list, names) =>
    options.rows.quantities(
      list.map((columns) => sizedRow(file, { columns }, sizer.sized)),
      names,
    );
  const made = sizer.candidates({ catalog, scenario, file, plan, inputs, facts, ask });
  if (!('list' in made)) return made;
  if (made.list.length > 1 && facts.given('capex') && made.list.every((c) => c.capexJpy === undefined))
    return { findings: [...made.findings, sizingFinding('size_capex_fixed', 'error')] };
  const assessed = assessedPoints(options, made.list);
  if (!assessed.points) return { findings: [...made.findings, ...assessed.findings] };
  const { points, choice, findings: more } = refined(options, made, assessed.points);
  const findings = [...made.findings, ...unused(options, made.list), ...assessed.findings, ...more];
  if (file.chances.length > 0 && !points[0]?.draws) findings.push(sizingFinding('size_no_spreads', 'warning'));
  findings.push(...(points[choice.best ?? -1]?.caveats?.() ?? []));
  if (choice.ties > 0) findings.push(sizingFinding('size_ties', 'note', { count: choice.ties }));
  const none = choice.best === undefined;
  if (made.partial && isUnsure(choice, file.aim, made.partial.limits))
    findings.push({ ...made.partial.finding, severity: none ? 'error' : 'warning' });
  else if (none) findings.push(nothingChosen(file, choice, points[0] as SizedPoint));
  const ends = endsOf(made, sizer.axes, points[choice.best ?? -1]?.size);
  const binding = [...choice.binding, ...shapingLimits(options, made, points[choice.best ?? -1])];
  return { sizing: { points, choice: { ...choice, binding }, ends, facts: made.facts }, findings };
}

/** Keys of the site that the sizes, their cost or their hours take the place of. */
function unused({ site }: SizeOptions, [first]: readonly Candidate[]): Finding[] {
  const { file, sizer, plan } = site;
  const taken = new Set(sizer.takes?.(plan) ?? sizer.sized);
  const filled = new Map(first?.columns);
  // A size may say again what the site says.
  const isReplaced = (c: string, text: string) => filled.has(c) && filled.get(c) !== text;
  const keys = file.columns
    .filter(([, text, c]) => !taken.has(c) && (sizer.sized.has(c) || isReplaced(c, text)))
    .map(([header]) => header);
  return keys.length === 0 ? [] : [sizingFinding('size_key_not_used', 'warning', { keys: keys.join(', ') })];
}

/** Limits that shape the year of a size and without which the best size would be better. */
function shapingLimits(options: SizeOptions, { freed }: Candidates, best: SizedPoint | undefined): string[] {
  if (!freed || !best) return [];
  const { aim } = options.site.file;
  return Object.entries(freed).flatMap(([limit, sizeWithout]) => {
    const [free] = assessedPoints(options, [sizeWithout(best.size)]).points ?? [];
    const both = free && choose([best.figures, free.figures], aim, []);
    return both?.best === 1 ? [limit] : [];
  });
}

function nothingChosen({ aim }: SiteFile, choice: Choice, { result }: SizedPoint): Finding {
  const aimed = result.model.outputs.flatMap((o, i) => (aim.columns.includes(o.column) ? [result.reasons.get(i)] : []));
  const reason = aimed.find((r) => r !== undefined) ?? 'unknown';
  const limits = [...new Set(choice.broken.flat())];
  return choice.values.every(Number.isNaN)
    ? sizingFinding('size_no_aim', 'error', { outputs: aim.outputs.join(' + '), reason })
    : sizingFinding('size_nothing_allowed', 'error', { limits: limits.join(', ') });
}
