/**
 * What air takes from one face of a module, by the equations of Fuentes' model: free and forced convection add up as cubes of their coefficients (W/m2/K). The cubes are tabulated
 * over the temperature of the air's film (K), in lines of a kelvin that are good to 1e-5; what they owe to wind and to the difference of temperature stands apart as a factor.
 */
import { Curve } from './curve.ts';

/** Hydraulic diameter of the module, m. */
const LENGTH = 0.5;
/** Of air: J/kg/K, and the Prandtl number. */
const HEAT = 1007;
const PRANDTL = 0.71;
/** Reynolds number from which the air along the module is turbulent. */
const TURBULENT = 1.2e5;

const power = (x: number, p: number): number => Math.exp(p * Math.log(x));
/** Kinematic viscosity (m2/s), conductivity (W/m/K), density (kg/m3). */
const viscosity = (t: number): number => (0.24237e-6 * power(t, 0.76) * t) / (0.003484 * 101325);
const conductivity = (t: number): number => 2.1695e-4 * power(t, 0.84);
const density = (t: number): number => (0.003484 * 101325) / t;

const overFilm = (f: (t: number) => number): Curve => new Curve(180, 440, 260, f);
const cubes = (f: (t: number) => number): Curve => overFilm((t) => f(t) * f(t) * f(t));

const laminar = cubes((t) => 0.86 * Math.sqrt(viscosity(t) / LENGTH) * density(t) * HEAT * power(PRANDTL, -0.67));
const turbulent = cubes((t) => 0.0282 * power(viscosity(t) / LENGTH, 0.2) * density(t) * HEAT * power(PRANDTL, -0.4));
const turbulentFrom = overFilm((t) => (TURBULENT * viscosity(t)) / LENGTH);

const free = cubes((t) => {
  const grashof = ((9.8 / t) * LENGTH * LENGTH * LENGTH * 0.5) / (viscosity(t) * viscosity(t));
  return (0.21 * power(grashof * PRANDTL, 0.32) * conductivity(t)) / LENGTH;
});
/** Of the difference, in the coefficient. */
export const FREE_POWER = 0.32;
const freeDifference = new Curve(0, 128, 1024, (d) => (d > 0 ? power(d, 3 * FREE_POWER) : 0));

/** @param film K @param difference K */
export const freeCubed = (film: number, difference: number): number =>
  free.at(film) * freeDifference.at(Math.abs(difference));

/** The two laws meet where one gives way to the other, so a guess of the film will do. @param wind m/s */
export const isTurbulent = (wind: number, film: number): boolean => wind > turbulentFrom.at(film);

/** Factor of the wind, m/s. */
export const windCubed = (wind: number, rough: boolean): number =>
  rough ? power(wind, 3 * 0.8) : wind * Math.sqrt(wind);

/** @param film K @param windy factor of the wind */
export const forcedCubed = (film: number, rough: boolean, windy: number): number =>
  (rough ? turbulent : laminar).at(film) * windy;
