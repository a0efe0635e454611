/** Lamps: a luminaire for each room. Few combinations are all assessed, of many those that no other beats. */
import type { Finding } from '../../../assessment/findings.ts';
import { combinations } from '../../../decide/sizing/combine.ts';
import { CAPEX } from '../../../decide/sizing/site-file.ts';
import { lightingFinding } from '../../../hourly/lighting/findings.ts';
import type { Luminaire, Room } from '../../../hourly/lighting/types.ts';
import type { Candidates, Sizer, SizingSite } from '../sizer.ts';
import { some } from '../some.ts';
import { referenceOf, replacedIn, withRatio } from './asked.ts';
import { candidateOf, type LightingBasis, setOf } from './candidate.ts';
import { caveatsOf } from './caveats.ts';
import { combinationsOf, groupsOf, inOrder, type Option, optionsOf } from './choices.ts';
import { type LightingPlan, readLightingPlan } from './plan.ts';
import { luminairesOf, roomsOf } from './tables.ts';
import { otherWants } from './wants.ts';

const TECHNOLOGY = 'led-lighting';

export const lightingSizer: Sizer<LightingPlan> = {
  fits: (technology) => technology === TECHNOLOGY,
  parts: ['rooms', 'luminaires'],
  limits: [],
  sized: new Set([
    'lamps',
    'lamps_after',
    'lamp_power_before_w',
    'lamp_power_after_w',
    'operating_hours_per_year',
    'dimming_energy_saving_pct',
    'baseline_electricity_mwh',
    'project_electricity_mwh',
    'efficacy_project_lm_per_w',
    'lamp_life_hours',
  ]),
  axes: ['choice'],
  shown: ['lamps_after', 'project_kwh', 'saved_kwh', 'ratio_saved_kwh', 'light_share'],
  read: readLightingPlan,
  files: ({ rooms, luminaires }) => ({ tables: { ...fileOf('rooms', rooms), ...fileOf('luminaires', luminaires) } }),
  candidates,
};

const fileOf = (name: string, table: LightingPlan['rooms']): Record<string, string> =>
  table && 'file' in table ? { [name]: table.file } : {};

type Site = SizingSite<LightingPlan>;

function candidates(site: Site): Candidates | { findings: Finding[] } {
  const findings: Finding[] = [];
  const failed = () => findings.some((f) => f.severity === 'error');
  const luminaires = luminairesOf(site, findings);
  const rooms = roomsOf(site, luminaires, findings);
  if (!failed()) checkUse(rooms, site, findings);
  if (failed()) return { findings };
  const basis = basisOf(site, rooms, luminaires);
  const priced = pricedOf(luminaires, site, basis, findings);
  const groups = groupsOf(rooms).map((group) => optionsOf(group, priced, basis, findings));
  const chosen = failed() ? undefined : combinationsOf(groups, basis, otherWants(site.file), findings);
  if (!chosen) return { findings };
  const taken = chosen.list.map((c) => c.flatMap((option, group) => groups[group]?.[option] as Option));
  if (taken.length > 1 && !basis.cost && site.file.columns.some(([, , c]) => c === CAPEX))
    return { findings: [...findings, lightingFinding('lighting_capex_fixed', 'error')] };
  const lifeless = priced.filter(
    (l) => l.lifeH === undefined && taken.some((t) => t.some((f) => f.luminaire.id === l.id)),
  );
  if (lifeless.length > 0)
    findings.push(lightingFinding('lighting_no_life', 'warning', { luminaires: some(lifeless.map((l) => l.id)) }));
  if (taken.some((t) => setOf(t, basis)?.pooled)) findings.push(lightingFinding('lighting_lives_pooled', 'note'));
  const ordered = inOrder(taken, basis);
  const list = ordered.map((t, i) => candidateOf(t, i + 1, basis));
  return {
    list: (basis.reference === undefined ? list : withRatio(site.ask, list)).map((c, i) => ({
      ...c,
      caveats: () => caveatsOf(ordered[i] as (typeof ordered)[number], site.catalog),
    })),
    partial: chosen.partial,
    facts: { rooms: rooms.length, combinations: combinations(groups) },
    findings,
  };
}

/** A row of the sheet is indoor or street: it chooses the methodology and the durable years. */
function checkUse(rooms: readonly Room[], { facts }: Site, findings: Finding[]): void {
  const uses = new Set([...rooms.map((r) => r.use), ...(facts.texts.lighting_use ? [facts.texts.lighting_use] : [])]);
  if (uses.size > 1) findings.push(lightingFinding('lighting_mixed_use', 'error'));
}

function basisOf({ plan, ask }: Site, rooms: readonly Room[], luminaires: readonly Luminaire[]): LightingBasis {
  const free = { fixedJpy: 0, jpyOf: {}, installJpyPerLamp: 0 };
  const cost = plan.cost ?? (luminaires.some((l) => l.priceJpy !== undefined) ? free : undefined);
  return { replacedIn: replacedIn(ask, rooms, luminaires), reference: referenceOf(ask), cost };
}

/** Those that may be used, with the price that holds here; without one they are left out where money counts. */
function pricedOf(
  luminaires: readonly Luminaire[],
  { plan }: Site,
  { cost }: LightingBasis,
  findings: Finding[],
): Luminaire[] {
  const allowed = plan.allowed ? luminaires.filter((l) => plan.allowed?.includes(l.id)) : luminaires;
  if (!cost) return [...allowed];
  const priced = allowed.map((l) => ({ ...l, priceJpy: cost.jpyOf[l.id] ?? l.priceJpy ?? cost.jpyPerLamp }));
  const without = priced.filter((l) => l.priceJpy === undefined).map((l) => l.id);
  if (without.length > 0)
    findings.push(lightingFinding('lighting_no_price', 'note', { count: without.length, luminaires: some(without) }));
  return priced.filter((l) => l.priceJpy !== undefined);
}
