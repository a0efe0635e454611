/** Lamps: a luminaire for each room. Few combinations are all assessed, of many those that no other beats. */
import type { Finding } from '../../../assessment/findings.ts';
import { allCombinations, type Combination, combinations, unbeaten } from '../../../decide/sizing/combine.ts';
import { CAPEX } from '../../../decide/sizing/site-file.ts';
import { lightingFinding } from '../../../hourly/lighting/findings.ts';
import { fitOf, lifeYears } from '../../../hourly/lighting/fit.ts';
import { replacementYears } from '../../../hourly/lighting/replacements.ts';
import type { Luminaire, Room } from '../../../hourly/lighting/types.ts';
import type { Candidates, Sizer, SizingSite } from '../sizer.ts';
import { candidateOf, capexOf, type LightingBasis, type PricedFit, setOf } from './candidate.ts';
import { type LightingPlan, readLightingPlan } from './plan.ts';
import { luminairesOf, roomsOf } from './tables.ts';

const TECHNOLOGY = 'led-lighting';

/** All combinations up to these are assessed one by one. */
const ALL = 500;
/** More than these that no other beats are refused. */
const MOST = 5000;

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
  const basis = basisOf(site, luminaires);
  const priced = pricedOf(luminaires, site, basis, findings);
  const fits = rooms.map((room) => fitsOf(room, priced, basis, findings));
  const chosen = failed() ? undefined : combinationsOf(fits, basis, findings);
  if (!chosen) return { findings };
  const taken = chosen.map((c) => c.map((option, room) => fits[room]?.[option] as PricedFit));
  if (taken.length > 1 && !basis.cost && site.file.columns.some(([h]) => h === CAPEX))
    return { findings: [...findings, lightingFinding('lighting_capex_fixed', 'error')] };
  if (taken.some((t) => setOf(t, basis)?.pooled)) findings.push(lightingFinding('lighting_lives_pooled', 'note'));
  return {
    list: inOrder(taken, basis).map((t, i) => candidateOf(t, i + 1, basis)),
    facts: { rooms: rooms.length, combinations: combinations(fits) },
    findings,
  };
}

/** A row of the sheet is indoor or street: it chooses the methodology and the durable years. */
function checkUse(rooms: readonly Room[], { facts }: Site, findings: Finding[]): void {
  const uses = new Set([...rooms.map((r) => r.use), ...(facts.texts.lighting_use ? [facts.texts.lighting_use] : [])]);
  if (uses.size > 1) findings.push(lightingFinding('lighting_mixed_use', 'error'));
}

function basisOf({ plan, facts, file }: Site, luminaires: readonly Luminaire[]): LightingBasis {
  const written = Number(file.columns.find(([h]) => h === 'efficacy_reference_lm_per_w')?.[1] ?? Number.NaN);
  const reference = [facts.number('efficacy_reference'), written].find(Number.isFinite);
  const free = { fixedJpy: 0, jpyOf: {}, installJpyPerLamp: 0 };
  const cost = plan.cost ?? (luminaires.some((l) => l.priceJpy !== undefined) ? free : undefined);
  return { evaluation: Math.round(facts.number('evaluation')), reference, cost };
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

function fitsOf(
  room: Room,
  luminaires: readonly Luminaire[],
  { cost }: LightingBasis,
  findings: Finding[],
): PricedFit[] {
  const fits = luminaires.flatMap((l) => fitOf(room, l) ?? []);
  if (fits.length === 0) findings.push(lightingFinding('lighting_no_luminaire', 'error', { id: room.id }));
  const silent = luminaires.filter(
    (l) => !fits.some((f) => f.luminaire === l) && fitOf({ ...room, constantOutput: false }, l),
  );
  if (silent.length > 0)
    findings.push(
      lightingFinding('lighting_no_constant_output', 'warning', {
        id: room.id,
        luminaires: some(silent.map((l) => l.id)),
      }),
    );
  return fits.map((f) => ({
    ...f,
    setJpy: cost && f.count * ((f.luminaire.priceJpy as number) + cost.installJpyPerLamp),
  }));
}

/** All, or those that none beats in cost, energy, replacements and, where a reference is known, lumens. */
function combinationsOf(
  fits: readonly (readonly PricedFit[])[],
  { evaluation, reference }: LightingBasis,
  findings: Finding[],
): Combination[] | undefined {
  const count = combinations(fits);
  if (count <= ALL) return allCombinations(fits);
  const years = (life: number) => replacementYears(life, evaluation);
  const parts = fits.map((options) =>
    options.map((f) => {
      const life = lifeYears(f) ?? Number.POSITIVE_INFINITY;
      const set = f.setJpy ?? 0;
      const adds = [set, f.kwh, set * years(life).length, ...(reference === undefined ? [] : [-f.klmh])];
      return { adds, least: life };
    }),
  );
  const found = unbeaten(parts, (life) => years(life).join(' '), MOST);
  findings.push(
    found
      ? lightingFinding('lighting_unbeaten', 'note', { count, kept: found.length })
      : lightingFinding('lighting_too_many', 'error', { most: MOST }),
  );
  return found;
}

/** Cheapest first, then least energy. */
function inOrder(taken: readonly PricedFit[][], basis: LightingBasis): PricedFit[][] {
  const kwh = (fits: readonly PricedFit[]) => fits.reduce((sum, f) => sum + f.kwh, 0);
  const keyed = taken.map((fits) => ({ fits, capex: capexOf(fits, basis) ?? 0, kwh: kwh(fits) }));
  return keyed.sort((a, b) => a.capex - b.capex || a.kwh - b.kwh).map((k) => k.fits);
}

/** Names of a list that may be long. */
const some = (ids: readonly string[]): string => ids.slice(0, 5).join(', ') + (ids.length > 5 ? ', …' : '');
