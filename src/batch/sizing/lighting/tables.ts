/** Rooms and luminaires of a plan, with their findings put where the reader finds them. */
import type { Finding } from '../../../assessment/findings.ts';
import { nearest } from '../../../catalog/index.ts';
import { lightingFinding } from '../../../hourly/lighting/findings.ts';
import { readInventory } from '../../../hourly/lighting/inventory.ts';
import { allLuminaires, readLuminaires } from '../../../hourly/lighting/luminaires.ts';
import type { Luminaire, Room, Use } from '../../../hourly/lighting/types.ts';
import type { Row } from '../../../hourly/series/types.ts';
import type { SizingSite } from '../sizer.ts';
import type { LightingPlan, TablePlan } from './plan.ts';

type Site = SizingSite<LightingPlan>;

/** Those of the catalog and the user's own. */
export function luminairesOf({ catalog, plan, inputs }: Site, findings: Finding[]): Luminaire[] {
  const found: Finding[] = [];
  const rows = rowsOf('luminaires', plan.luminaires, inputs.tables);
  const all = allLuminaires(catalog, rows ? readLuminaires(rows, catalog, found) : []);
  findings.push(...found.map((f) => placed(f, 'luminaires', plan.luminaires)));
  const ids = all.map((l) => l.id);
  const named = [...(plan.allowed ?? []), ...Object.keys(plan.cost?.jpyOf ?? {})];
  for (const id of named.filter((n) => !ids.includes(n)))
    findings.push(lightingFinding('lighting_unknown_luminaire', 'error', { id, suggestion: nearest(id, ids) ?? '' }));
  return all;
}

/** @param luminaires that a room may name */
export function roomsOf(
  { catalog, plan, inputs, facts }: Site,
  luminaires: readonly Luminaire[],
  findings: Finding[],
): Room[] {
  const found: Finding[] = [];
  const rows = rowsOf('rooms', plan.rooms, inputs.tables) ?? [];
  const known = luminaires.map((l) => l.id);
  const rooms = readInventory(rows, catalog, { use: facts.texts.lighting_use as Use | undefined, known }, found);
  findings.push(...found.map((f) => placed(f, 'rooms', plan.rooms)));
  return rooms;
}

function rowsOf(
  name: string,
  table: TablePlan | undefined,
  files: Site['inputs']['tables'],
): readonly Row[] | undefined {
  return table && ('file' in table ? (files[name] ?? []) : table.rows);
}

/** `rooms.csv:3: area_m2`; of a list in the site file `rooms[0].area_m2`. */
function placed({ row, ...f }: Finding, key: string, table: TablePlan | undefined): Finding {
  if (row === undefined) return f;
  const own = f.column ? [f.column] : [];
  if (table && 'file' in table) return { ...f, row, column: [`${table.file}:${row}`, ...own].join(': ') };
  return { ...f, column: [row === 1 ? key : `${key}[${row - 2}]`, ...own].join('.') };
}
