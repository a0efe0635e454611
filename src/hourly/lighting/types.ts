/** Rooms and roads with their lamps as they are, and luminaires that may take their place. */
import type { Evidence } from '../../catalog/index.ts';

export type Use = 'indoor' | 'street';

/** The light that must be there, which a replacement has to keep up. */
export type LightNeed =
  /** Maintained average on the working plane or the road, lx, over so many m2. */
  | { kind: 'illuminance'; lux: number; areaM2: number; class?: string | undefined }
  /** As before: lm that leave each fixture when new, and the share of them that counts. */
  | { kind: 'as-before'; fluxLm: number; left: number };

/** One line of an inventory: lamps that are alike, in one place. */
export interface Room {
  id: string;
  use: Use;
  /** Rooms of a group take the same luminaire. */
  group?: string | undefined;
  /** Fixtures that are there. */
  fixtures: number;
  /** W of each, ballast included. */
  powerW: number;
  /** h a year. */
  hours: number;
  /** kWh a year by a meter. */
  meteredKwh?: number | undefined;
  /** lm that leave each fixture when new; for its efficacy. */
  fluxLm?: number | undefined;
  need: LightNeed;
  /** Share of a luminaire's flux that reaches the plane. */
  utilisation: number;
  /** Share of the first light that is left after ageing and dirt. */
  maintenance: number;
  /** Most fixtures that may hang there afterwards; undefined: as many as before, one for one. */
  fixturesMost?: number | undefined;
  /** Energy share that the schedule leaves, 1 without one. */
  dimming: number;
  /** Power rises as the light ages, so that the light stays. */
  constantOutput: boolean;
  /** Ids that may be used there; undefined: all that fit. */
  luminaires?: readonly string[] | undefined;
  /** h that an old lamp burns, and JPY to replace it. */
  oldLamp?: { lifeH: number; priceJpy: number } | undefined;
}

export interface Luminaire {
  id: string;
  /** Undefined: anywhere. */
  use?: Use | undefined;
  /** W, driver included. */
  powerW: number;
  /** lm that leave the luminaire when new. */
  fluxLm: number;
  /** h. */
  lifeH?: number | undefined;
  /** Share of the first flux that is left at the end of the life. */
  leftAtEnd?: number | undefined;
  /** JPY each; prices of the catalog's luminaires come with the site. */
  priceJpy?: number | undefined;
  evidence: Evidence;
  source: string;
}
