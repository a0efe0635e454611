/** Electricity, heat and cooling of a site on one calendar; the electricity without that of its electric chillers where cooling counts. */
import type { Finding } from '../../../assessment/findings.ts';
import { sizingFinding } from '../../../decide/sizing/findings.ts';
import { toCalendar } from '../../../hourly/align.ts';
import { firstWeekday } from '../../../hourly/calendar.ts';
import type { Demand } from '../../../hourly/cogeneration/types.ts';
import type { HourlyYear } from '../../../hourly/series/types.ts';
import type { SizingSite } from '../sizer.ts';
import type { CogenerationPlan } from './plan.ts';

export interface SiteDemand extends Demand {
  /** Weekday of 1 January, 0 = Sunday; of a typical year it is taken for one. */
  firstWeekday: number;
  /** Cooling ÷ electricity of the electric chiller; with cooling. */
  electricCop?: number | undefined;
}

/** @returns nothing when a finding is an error */
export function demandOf(site: SizingSite<CogenerationPlan>, findings: Finding[]): SiteDemand | undefined {
  const { plan, facts, inputs } = site;
  const { load, heat, cooling } = inputs.years;
  if (!load?.tracks.load) return fail(sizingFinding('size_no_demand', 'error'), findings);
  sameYear(load, heat, findings);
  sameYear(load, cooling, findings);
  const on = (year: HourlyYear | undefined) => {
    if (!year?.tracks.load) return undefined;
    const placed = toCalendar(year.tracks.load, load.leap);
    findings.push(...placed.findings);
    return placed.values;
  };
  const base = {
    heat: on(heat),
    firstWeekday: load.year === undefined ? 0 : firstWeekday(load.year),
  };
  const electricity = load.tracks.load;
  const cold = plan.chiller && on(cooling);
  if (plan.chiller && !cold) findings.push(sizingFinding('size_chiller_without_cooling', 'warning'));
  if (!plan.chiller || !cold) return { ...base, electricity };
  const electricCop = facts.number('reference_cop');
  if (Number.isNaN(electricCop)) return fail(sizingFinding('size_cop_needed', 'error'), findings);
  if (!plan.chiller.electricInLoad) return { ...base, electricity, cooling: cold, electricCop };
  const rest = electricity.map((e, h) => e - (cold[h] as number) / electricCop);
  const short = rest.filter((e) => e < 0).length;
  if (short > 0) return fail(sizingFinding('size_cooling_above_load', 'error', { hours: short }), findings);
  return { ...base, electricity: rest, cooling: cold, electricCop };
}

/** Weekdays of two calendar years fall on other days. */
function sameYear(load: HourlyYear, other: HourlyYear | undefined, findings: Finding[]): void {
  if (load.year === undefined || other?.year === undefined || load.year === other.year) return;
  findings.push(sizingFinding('size_years_differ', 'warning', { load: String(load.year), other: String(other.year) }));
}

function fail(finding: Finding, findings: Finding[]): undefined {
  findings.push(finding);
  return undefined;
}
