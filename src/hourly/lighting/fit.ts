/**
 * A luminaire in a room: how many by the lumen method, N = E·A / (Φ·UF·MF), what light they give and what they take.
 * Source: lumen method, e.g. licht.de (`lumen-method-licht` among the sources).
 */
import { constantOutputEnergy } from './dimming.ts';
import type { Luminaire, Room } from './types.ts';

/** What a luminaire does in a room; never one that is too weak for it. */
export interface Fit {
  room: Room;
  luminaire: Luminaire;
  /** Whole luminaires. */
  count: number;
  /** kWh a year. */
  kwh: number;
  /** kWh a year without dimming and constant output. */
  fullKwh: number;
  /** Maintained light over the light needed, at full level. */
  lightShare: number;
  /** Maintained average, lx; undefined where the area is not known. */
  lux?: number | undefined;
  /** lm·h a year over 1,000: efficacy times kWh, as the ratio methodologies count. */
  klmh: number;
}

/** Rounding of a light that just suffices. */
const CLOSE = 1e-9;

/** @returns nothing when the luminaire is for another use, too weak, or cannot be driven as the room asks */
export function fitOf(room: Room, luminaire: Luminaire): Fit | undefined {
  const output = allowedOutput(room, luminaire);
  if (output === undefined) return undefined;
  const needed = neededLm(room);
  const each = luminaire.fluxLm * room.utilisation * room.maintenance;
  const count = room.fixturesMost === undefined ? room.fixtures : Math.max(1, Math.ceil(needed / each - CLOSE));
  const lightShare = (count * each) / needed;
  if (lightShare < 1 - CLOSE || count > (room.fixturesMost ?? count)) return undefined;
  const fullKwh = (count * luminaire.powerW * room.hours) / 1000;
  const kwh = fullKwh * room.dimming * output;
  const { need } = room;
  const lux = need.kind === 'illuminance' ? (count * each) / need.areaM2 : undefined;
  const klmh = (luminaire.fluxLm / luminaire.powerW) * kwh;
  return { room, luminaire, count, kwh, fullKwh, lightShare, lux, klmh };
}

/** Energy over that of full output; undefined where the room may not have the luminaire, whatever its light. */
function allowedOutput(room: Room, luminaire: Luminaire): number | undefined {
  if (luminaire.use !== undefined && luminaire.use !== room.use) return undefined;
  if (room.luminaires && !room.luminaires.includes(luminaire.id)) return undefined;
  return outputEnergy(room, luminaire);
}

/** How far a luminaire is from the light of a room that has as many as may hang there. */
export interface Shortfall {
  room: Room;
  luminaire: Luminaire;
  count: number;
  /** lm that each would have to give. */
  neededLm: number;
  /** What it gives over that. */
  share: number;
}

/** @returns nothing where the room may not have the luminaire, whatever its light */
export function shortfallOf(room: Room, luminaire: Luminaire): Shortfall | undefined {
  if (allowedOutput(room, luminaire) === undefined) return undefined;
  const count = room.fixturesMost ?? room.fixtures;
  const lm = neededLm(room) / (count * room.utilisation * room.maintenance);
  return { room, luminaire, count, neededLm: lm, share: luminaire.fluxLm / lm };
}

/** Maintained lm that must reach the plane, or leave the fixtures where light is to be as before. */
function neededLm({ need, fixtures }: Room): number {
  return need.kind === 'illuminance' ? need.lux * need.areaM2 : fixtures * need.fluxLm * need.left;
}

function outputEnergy({ constantOutput }: Room, { leftAtEnd }: Luminaire): number | undefined {
  if (!constantOutput) return 1;
  return leftAtEnd === undefined ? undefined : constantOutputEnergy(leftAtEnd);
}

/** kWh a year of the lamps that are there, by their watts. */
export const ratedKwh = ({ fixtures, powerW, hours }: Room): number => (fixtures * powerW * hours) / 1000;

/** kWh a year of the lamps that are there: by the meter where there is one. */
export const baselineKwh = (room: Room): number => room.meteredKwh ?? ratedKwh(room);

/** JPY a year that keeping up the old lamps costs. */
export const oldUpkeepJpy = ({ oldLamp, fixtures, hours }: Room): number =>
  oldLamp ? (fixtures * hours * oldLamp.priceJpy) / oldLamp.lifeH : 0;

/** Years until a luminaire's life is used up in a room; undefined where nobody states the life. */
export const lifeYears = ({ luminaire, room }: Pick<Fit, 'room' | 'luminaire'>): number | undefined =>
  luminaire.lifeH === undefined ? undefined : luminaire.lifeH / room.hours;
