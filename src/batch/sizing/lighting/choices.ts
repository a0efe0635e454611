/** Which luminaire in which rooms: the options of each group of rooms, and the combinations that are assessed. */
import type { Finding } from '../../../assessment/findings.ts';
import { allCombinations, type Combination, combinations, distinct, unbeaten } from '../../../decide/sizing/combine.ts';
import { lightingFinding } from '../../../hourly/lighting/findings.ts';
import { type Fit, fitOf, lifeYears, type Shortfall, shortfallOf } from '../../../hourly/lighting/fit.ts';
import type { Luminaire, Room } from '../../../hourly/lighting/types.ts';
import type { Candidates } from '../sizer.ts';
import { some } from '../some.ts';
import { capexOf, type LightingBasis, type PricedFit } from './candidate.ts';
import type { Wants } from './wants.ts';

/** All combinations up to these are assessed one by one. */
const ALL = 500;
/** More than these that no other beats are refused. */
const MOST = 5000;

/** Rooms that take the same luminaire; a room without a group is one by itself. */
export function groupsOf(rooms: readonly Room[]): Room[][] {
  const groups = new Map<string, Room[]>();
  for (const room of rooms) {
    const key = room.group === undefined ? `room ${room.id}` : `group ${room.group}`;
    groups.set(key, [...(groups.get(key) ?? []), room]);
  }
  return [...groups.values()];
}

/** One luminaire in all rooms of a group. */
export type Option = readonly PricedFit[];

export function optionsOf(
  rooms: readonly Room[],
  luminaires: readonly Luminaire[],
  { cost }: LightingBasis,
  findings: Finding[],
): Option[] {
  const options = luminaires.flatMap((l) => {
    const fits = rooms.flatMap((room) => fitOf(room, l) ?? []);
    return fits.length === rooms.length ? [fits] : [];
  });
  const id = rooms.map((r) => r.id).join(', ');
  if (options.length === 0) findings.push(noneFits(rooms, luminaires, id));
  const silent = luminaires.filter(
    (l) =>
      rooms.some((r) => !fitOf(r, l)) && rooms.every((r) => fitOf({ ...r, constantOutput: false }, l) !== undefined),
  );
  if (silent.length > 0) {
    const params = { id, luminaires: some(silent.map((l) => l.id)) };
    findings.push(lightingFinding('lighting_no_constant_output', 'warning', params));
  }
  const price = ({ count, luminaire }: Fit) =>
    cost && count * ((luminaire.priceJpy as number) + cost.installJpyPerLamp);
  return options.map((fits) => fits.map((f) => ({ ...f, setJpy: price(f) })));
}

/** The luminaire that comes nearest, and how near, in the room where it is furthest off. */
function noneFits(rooms: readonly Room[], luminaires: readonly Luminaire[], id: string): Finding {
  const nearest = luminaires.reduce<Shortfall | undefined>((best, l) => {
    const of = rooms.flatMap((room) => shortfallOf(room, l) ?? []);
    if (of.length < rooms.length) return best;
    const worst = of.reduce((a, b) => (b.share < a.share ? b : a));
    return !best || worst.share > best.share ? worst : best;
  }, undefined);
  if (!nearest) return lightingFinding('lighting_none_allowed', 'error', { id });
  const { room, count, neededLm, luminaire } = nearest;
  const needed = Math.ceil(neededLm - 1e-6);
  const params = { id: room.id, count, needed, luminaire: luminaire.id, given: luminaire.fluxLm };
  return lightingFinding('lighting_no_luminaire', 'error', params);
}

export interface Combined {
  list: readonly Combination[];
  partial?: Candidates['partial'];
}

/**
 * All; or all that differ in cost, energy, replacements and, where a reference is known, lumens; or those that none beats in these. The last serve
 * the aims and limits that ask for less of them.
 *
 * @returns nothing when a finding is an error
 */
export function combinationsOf(
  groups: readonly (readonly Option[])[],
  { replacedIn: years, reference }: LightingBasis,
  wants: Wants,
  findings: Finding[],
): Combined | undefined {
  const count = combinations(groups);
  if (count <= ALL) return { list: allCombinations(groups) };
  const life = (f: Fit) => lifeYears(f) ?? Number.POSITIVE_INFINITY;
  const sums: ((f: PricedFit) => number)[] = [
    (f) => f.setJpy ?? 0,
    (f) => f.kwh,
    (f) => (f.setJpy ?? 0) * years(life(f)).length,
    ...(reference === undefined ? [] : [(f: PricedFit) => -f.klmh]),
  ];
  const parts = groups.map((options) =>
    options.map((fits) => ({
      adds: sums.map((of) => fits.reduce((sum, f) => sum + of(f), 0)),
      least: Math.min(...fits.map(life)),
    })),
  );
  const groupOf = (least: number) => years(least).join(' ');
  if (wants.aim || wants.limits.length > 0) {
    const list = distinct(parts, groupOf, MOST);
    if (list) findings.push(lightingFinding('lighting_distinct', 'note', { count, kept: list.length }));
    else if (wants.aim) findings.push(lightingFinding('lighting_aim_needs_all', 'error', { most: MOST }));
    if (list || wants.aim) return list && { list };
  }
  const list = unbeaten(parts, groupOf, MOST);
  if (!list) findings.push(lightingFinding('lighting_too_many', 'error', { most: MOST }));
  else findings.push(lightingFinding('lighting_unbeaten', 'note', { count, kept: list.length }));
  const limits = wants.limits.join(', ');
  const finding = lightingFinding('lighting_limit_needs_all', 'warning', { limits, most: MOST });
  return list && { list, partial: { limits: wants.limits, finding } };
}

/** Cheapest first, then least energy. */
export function inOrder(taken: readonly PricedFit[][], basis: LightingBasis): PricedFit[][] {
  const kwh = (fits: readonly PricedFit[]) => fits.reduce((sum, f) => sum + f.kwh, 0);
  const keyed = taken.map((fits) => ({ fits, capex: capexOf(fits, basis) ?? 0, kwh: kwh(fits) }));
  return keyed.sort((a, b) => a.capex - b.capex || a.kwh - b.kwh).map((k) => k.fits);
}
