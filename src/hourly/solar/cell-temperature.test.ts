import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { read } from '../../../test/hourly/made-series.ts';
import type { HourlyYear } from '../series/types.ts';
import { CellTemperature } from './cell-temperature.ts';

const text = readFileSync(new URL('../../../fixtures/series/pvwatts-golden-co.csv', import.meta.url), 'utf8');
const weather = read(text, { utcOffset: -7 }).year as HourlyYear;
const plane = text.split('\n').flatMap((l) => (/^\d+,\d+,\d+,/.test(l) ? [Number(l.split(',')[7])] : []));

/** Fuentes' equations as PVWatts writes them, plain powers, until nothing moves; K. */
function modules(noct: number): (sun: number, air: number, wind: number, before: number, sunBefore: number) => number {
  const [boltzmann, emissivity, absorptivity, length] = [5.669e-8, 0.84, 0.83, 0.5];
  const convection = (film: number, wind: number, over: number, turbulent: boolean) => {
    const density = (0.003484 * 101325) / film;
    const viscosity = (0.24237e-6 * film ** 0.76) / density;
    const conductivity = 2.1695e-4 * film ** 0.84;
    const reynolds = (wind * length) / viscosity;
    const forced =
      turbulent && reynolds > 1.2e5
        ? ((0.0282 / reynolds ** 0.2) * density * wind * 1007) / 0.71 ** 0.4
        : ((0.86 / reynolds ** 0.5) * density * wind * 1007) / 0.71 ** 0.67;
    const grashof = ((9.8 / film) * Math.abs(over) * length ** 3 * 0.5) / viscosity ** 2;
    return (((0.21 * (grashof * 0.71) ** 0.32 * conductivity) / length) ** 3 + forced ** 3) ** (1 / 3);
  };
  const [t, room, sky0] = [noct + 273.15, 293.15, 282.21];
  const radiated = emissivity * boltzmann;
  const top = convection((t + room) / 2, 1, t - room, false);
  const back =
    (absorptivity * 800 - radiated * (t ** 4 - sky0 ** 4) - top * (t - room)) /
    ((radiated * (t ** 2 + room ** 2) * (t + room) + top) * (t - room));
  const held = Math.min(t, Math.max(room, (t ** 4 - back * (t ** 4 - room ** 4)) ** 0.25));
  const ground = (held - room) / (t - room);
  const faces = (absorptivity * 800 - radiated * (2 * t ** 4 - sky0 ** 4 - held ** 4)) / (top * (t - room));
  const capacity = t > 321.15 ? 11000 * (1 + (t - 321.15) / 12) : 11000;
  return (sun, air, wind, before, sunBefore) => {
    const sky = 0.68 * 0.0552 * air ** 1.5 + 0.32 * air;
    const breeze = wind * (5 / 9.144) ** 0.2 + 1e-4;
    let module = before;
    for (let i = 0; i < 60; i++) {
      const h = faces * convection((module + air) / 2, breeze, module - air, true);
      const below = air + ground * (module - air);
      const hSky = radiated * (module ** 2 + sky ** 2) * (module + sky);
      const hGround = radiated * (module ** 2 + below ** 2) * (module + below);
      const eigen = (-(h + hSky + hGround) / capacity) * 3600;
      const kept = Math.exp(eigen);
      const gain = h * air + hSky * sky + hGround * below + absorptivity * (sunBefore + (sun - sunBefore) / eigen);
      const next = before * kept + ((1 - kept) * gain + absorptivity * (sun - sunBefore)) / (h + hSky + hGround);
      module = (module + next) / 2;
    }
    return module;
  };
}

test.each([45, 49])(
  'a year of the equations solved to the end, nominal %i °C: 0.05 K apart in the sun, at most',
  (noct) => {
    const { temperature, wind } = weather.tracks as Record<string, Float64Array>;
    const cells = new CellTemperature(noct);
    const solved = modules(noct);
    let [before, sunBefore, worst, squares, sunny] = [Number.NaN, 0, 0, 0, 0];
    for (const [h, sun] of plane.entries()) {
      if (sun <= 0) {
        cells.night();
        [before, sunBefore] = [Number.NaN, 0];
        continue;
      }
      const air = (temperature?.[h] as number) + 273.15;
      const breeze = wind?.[h] as number;
      const kelvin = solved(sun, air, breeze, Number.isNaN(before) ? air : before, sunBefore);
      const off = cells.hour(sun, air - 273.15, breeze) + 273.15 - kelvin;
      if (sun > 200) worst = Math.max(worst, Math.abs(off));
      squares += off * off;
      sunny++;
      [before, sunBefore] = [kelvin, sun];
    }
    expect(worst).toBeLessThan(0.05);
    expect(Math.sqrt(squares / sunny)).toBeLessThan(0.02);
  },
);

test('weather at its bounds gives temperatures', () => {
  for (const noct of [40, 45, 60]) {
    const cells = new CellTemperature(noct);
    for (const air of [-60, 0, 60])
      for (const wind of [0, 0.01, 4, 5, 60])
        for (const sun of [0.01, 50, 1600, 30, 1600, 1]) {
          const cell = cells.hour(sun, air, wind);
          expect(cell, `${noct} ${air} ${wind} ${sun}`).toBeGreaterThan(air - 60);
          expect(cell).toBeLessThan(air + 110);
        }
  }
});
