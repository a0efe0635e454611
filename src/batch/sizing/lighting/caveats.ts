/** What the lumen method does not see in the lamps that were chosen: gaps between few of them, the glare of bright ones. */
import type { Finding } from '../../../assessment/findings.ts';
import type { Catalog } from '../../../catalog/index.ts';
import { lightingFinding } from '../../../hourly/lighting/findings.ts';
import type { Fit } from '../../../hourly/lighting/fit.ts';
import { parameter } from '../../../hourly/parameters.ts';

/** Rooms named in a message at most. */
const SHOWN = 5;

export function caveatsOf(fits: readonly Fit[], catalog: Catalog): Finding[] {
  const few = parameter(catalog, 'lighting_count_low');
  const bright = parameter(catalog, 'lighting_flux_high');
  const fewer = fits.filter(({ room, count }) => count < (few.value / 100) * room.fixtures);
  const brighter = fits.filter(
    ({ room, luminaire }) =>
      room.use === 'indoor' && room.fluxLm !== undefined && luminaire.fluxLm > (bright.value / 100) * room.fluxLm,
  );
  const told = (code: Parameters<typeof lightingFinding>[0], of: readonly string[], p: typeof few): Finding[] =>
    of.length === 0
      ? []
      : [lightingFinding(code, 'warning', { rooms: listed(of), share_pct: p.value, evidence: p.evidence })];
  return [
    ...told(
      'lighting_fewer_lamps',
      fewer.map(({ room, count }) => `${room.id} (${room.fixtures} → ${count})`),
      few,
    ),
    ...told(
      'lighting_brighter_lamps',
      brighter.map(({ room, luminaire }) => `${room.id} (${room.fluxLm} → ${luminaire.fluxLm} lm, ${luminaire.id})`),
      bright,
    ),
  ];
}

const listed = (of: readonly string[]): string => of.slice(0, SHOWN).join('; ') + (of.length > SHOWN ? '; …' : '');
