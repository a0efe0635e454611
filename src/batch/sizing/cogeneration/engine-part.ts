/** `engine` of a site file: the site's own numbers of its engines, and when they are out. */
import type { Finding } from '../../../assessment/findings.ts';
import { sizingFinding } from '../../../decide/sizing/findings.ts';
import { Part } from '../../../decide/sizing/keys.ts';
import { dayOfYear, daysOfMonth } from '../../../hourly/calendar.ts';
import type { LoadPoint } from '../../../hourly/cogeneration/engine.ts';
import type { OwnEngine } from '../../../hourly/cogeneration/engine-of.ts';

export interface OutagePlan {
  /** Share of the hours that are not planned outages. */
  forced?: number | undefined;
  /** Of each unit. */
  maintenanceHours?: number | undefined;
  /** Day of a common year, from 0; undefined: where the load is least. */
  maintenanceDay?: number | undefined;
}

const KEYS = [
  'power_kw',
  'electrical_efficiency_pct',
  'heat_efficiency_pct',
  'part_load',
  'minimum_load_pct',
  'auxiliary_pct',
  'forced_outage_pct',
  'maintenance_hours',
  'maintenance_from',
];

export function readEnginePart(raw: unknown, findings: Finding[]): { own: OwnEngine; outages: OutagePlan } {
  const part = new Part('engine', raw, KEYS, findings);
  return {
    own: {
      powerKw: part.number('power_kw', 1, 1e6),
      electrical: share(part, 'electrical_efficiency_pct', 5, 70),
      heat: share(part, 'heat_efficiency_pct', 0, 95),
      partLoad: partLoadOf(part.value('part_load'), findings),
      minLoad: share(part, 'minimum_load_pct', 1, 100),
      auxiliaryShare: share(part, 'auxiliary_pct', 0, 50),
    },
    outages: {
      forced: share(part, 'forced_outage_pct', 0, 50),
      maintenanceHours: part.number('maintenance_hours', 0, 4000),
      maintenanceDay: dayOf(part.value('maintenance_from'), findings),
    },
  };
}

/** Per cent as a share. */
function share(part: Part, key: string, low: number, high: number): number | undefined {
  const percent = part.number(key, low, high);
  return percent === undefined ? undefined : percent / 100;
}

function partLoadOf(raw: unknown, findings: Finding[]): LoadPoint[] | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (!Array.isArray(raw)) return refuse('part_load', raw, '[{ load_pct: 50, … }]', findings);
  const keys = ['load_pct', 'electrical_efficiency_pct', 'heat_efficiency_pct'];
  const points = raw.map((r, i) => {
    const part = new Part(`engine.part_load[${i + 1}]`, r, keys, findings);
    const all = [share(part, 'load_pct', 1, 99), share(part, 'electrical_efficiency_pct', 5, 70)] as const;
    const heat = share(part, 'heat_efficiency_pct', 0, 95);
    if ([...all, heat].includes(undefined)) return refuse(`part_load[${i + 1}]`, r, keys.join(', '), findings);
    return { load: all[0] as number, electrical: all[1] as number, heat: heat as number };
  });
  return points.filter((p) => p !== undefined).sort((a, b) => a.load - b.load);
}

/** `MM-DD`. */
function dayOf(raw: unknown, findings: Finding[]): number | undefined {
  if (raw === undefined || raw === null) return undefined;
  const [, month = 0, day = 0] = (/^(\d{1,2})-(\d{1,2})$/.exec(String(raw)) ?? []).map(Number);
  if (month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth(month, false)) return dayOfYear(month, day, false);
  return refuse('maintenance_from', raw, "'08-11'", findings);
}

function refuse(key: string, v: unknown, expected: string, findings: Finding[]): undefined {
  const value = JSON.stringify(v) ?? String(v);
  findings.push(sizingFinding('size_bad_value', 'error', { key: `engine.${key}`, value, expected }));
  return undefined;
}
