/**
 * How much of the beam the glass lets through at an angle, relative to straight on: Snell, Fresnel and Bouguer as in De Soto, Klein and Beckman, "Improvement and
 * validation of a model for photovoltaic array performance", Solar Energy 80 (2006) 78-88, with the glass of PVWatts (n 1.526, 4 per metre, 2 mm).
 */
import { Curve } from './curve.ts';

const GLASS = 1.526;
const ABSORPTION = 4 * 0.002;
const REFLECTED = (GLASS - 1) / (GLASS + 1);
const STRAIGHT = Math.exp(-ABSORPTION) * (1 - REFLECTED * REFLECTED);

const through = new Curve(0, 1, 1024, (cos) => {
  const sinIn = Math.sqrt(1 - cos * cos) / GLASS;
  const cosIn = Math.sqrt(1 - sinIn * sinIn);
  const s = (cos - GLASS * cosIn) / (cos + GLASS * cosIn);
  const p = (cosIn - GLASS * cos) / (cosIn + GLASS * cos);
  return (Math.exp(-ABSORPTION / cosIn) * (1 - 0.5 * (s * s + p * p))) / STRAIGHT;
});

/** @param cos of the angle of incidence, 0 to 1 @returns 0 at grazing, 1 straight on */
export const throughGlass = (cos: number): number => through.at(cos);
