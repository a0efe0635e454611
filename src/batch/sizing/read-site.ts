/** A site file → the plan of its technology. */
import type { Finding } from '../../assessment/findings.ts';
import type { Scenario } from '../../assessment/scenario.ts';
import { vocabulary } from '../../assessment/texts.ts';
import type { Catalog } from '../../catalog/index.ts';
import { sizingFinding } from '../../decide/sizing/findings.ts';
import { isMap } from '../../decide/sizing/keys.ts';
import { cellOf, readSiteFile, type SiteFile, siteColumns } from '../../decide/sizing/site-file.ts';
import { namedColumns } from './site-columns.ts';
import type { PlanFiles, Sizer } from './sizer.ts';
import { SIZER_PARTS, sizedTechnologies, sizerOf } from './sizers.ts';

/** A site with the sizer of its technology and the plan that this one read. */
export interface SitePlan {
  file: SiteFile;
  sizer: Sizer;
  plan: unknown;
  files: PlanFiles;
}

/** @returns a site unless a finding is an error */
export function readSite(raw: unknown, catalog: Catalog, scenario: Scenario): { site?: SitePlan; findings: Finding[] } {
  if (!isMap(raw)) return { findings: [sizingFinding('size_form', 'error')] };
  const columns = namedColumns(siteColumns(raw, SIZER_PARTS), catalog, scenario);
  const written = cellOf(columns, 'technology');
  const found = vocabulary(catalog).technology(written ?? scenario.values.texts.technology ?? '');
  const technology = 'ok' in found ? found.ok : (written ?? '');
  const sizer = sizerOf(technology, catalog);
  if (!sizer) {
    const known = sizedTechnologies(catalog).join(', ');
    const finding = technology.trim()
      ? sizingFinding('size_technology', 'error', { technology, known })
      : sizingFinding('size_technology_missing', 'error', { known });
    return { findings: [finding] };
  }
  const form = { parts: SIZER_PARTS, own: sizer.parts, limits: sizer.limits };
  const { file, findings } = readSiteFile(raw, columns, form, catalog);
  const plan = sizer.read(file, catalog, findings);
  if (findings.some((f) => f.severity === 'error')) return { findings };
  return { site: { file, sizer, plan, files: sizer.files(plan) }, findings };
}
