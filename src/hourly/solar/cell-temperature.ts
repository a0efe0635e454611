/**
 * Temperature of the cells: Fuentes, "A simplified thermal model for flat-plate photovoltaic arrays", SAND85-0330 (1987), with the constants that PVWatts takes
 * (wind measured at 9.144 m, modules at 5 m, tilt 30°, hydraulic diameter 0.5 m).
 */
import { FREE_POWER, forcedCubed, freeCubed, isTurbulent, windCubed } from './convection.ts';

const BOLTZMANN = 5.669e-8;
const EMISSIVITY = 0.84;
const ABSORPTIVITY = 0.83;
const CAPACITY = 11000;
const KELVIN = 273.15;
const ROOM = 293.15;
const NOCT_SUN = 800;
/** Sky temperature at the conditions of the nominal temperature. */
const NOCT_SKY = 282.21;
const WIND_AT_MODULE = Math.exp(0.2 * Math.log(5 / 9.144));
/** K from the guess to what it leads to: then the next guess is the answer, to hundredths of a kelvin in the sun. */
const NEAR = 1.5;
const MOST = 10;
/** Guard of the slope, which is below 0 but for the first minutes of weak sun. */
const STEEPEST = 0.5;
/** W/m2 absorbed. */
const WEAK = 50;

const fourth = (x: number): number => x * x * (x * x);

/** W/m2/K between two black surfaces, linear in their difference. */
const radiation = (a: number, b: number): number => EMISSIVITY * BOLTZMANN * (a * a + b * b) * (a + b);
/** Its derivative by the first. */
const radiationBy = (a: number, b: number): number => EMISSIVITY * BOLTZMANN * (3 * a * a + b * (2 * a + b));

/** Hour after hour, because modules are warm from the hour before. */
export class CellTemperature {
  private readonly groundRatio: number;
  private readonly convectionRatio: number;
  /** Heat capacity, Wh/m2/K. */
  private readonly capacity: number;
  private module = Number.NaN;
  private sun = 0;
  /** Kelvins above the air per W/m2 of net sun, of the last hour: where the next search begins. */
  private perNet = 0.03;

  /** @param noct installed nominal operating cell temperature, °C */
  constructor(noct: number) {
    const t = noct + KELVIN;
    const over = t - ROOM;
    const film = (t + ROOM) / 2;
    const top = Math.cbrt(freeCubed(film, over) + forcedCubed(film, false, 1));
    const back =
      (ABSORPTIVITY * NOCT_SUN - EMISSIVITY * BOLTZMANN * (fourth(t) - fourth(NOCT_SKY)) - top * over) /
      ((radiation(t, ROOM) + top) * over);
    const ground = Math.sqrt(Math.sqrt(Math.max(0, fourth(t) - back * (fourth(t) - fourth(ROOM)))));
    const held = Math.min(t, Math.max(ROOM, ground));
    this.groundRatio = (held - ROOM) / over;
    this.convectionRatio =
      (ABSORPTIVITY * NOCT_SUN - EMISSIVITY * BOLTZMANN * (2 * fourth(t) - fourth(NOCT_SKY) - fourth(held))) /
      (top * over);
    // A high nominal temperature means modules close to a roof, which warms with them.
    this.capacity = (t > 321.15 ? CAPACITY * (1 + (t - 321.15) / 12) : CAPACITY) / 3600;
  }

  /** The sun is down: modules have the temperature of the air. */
  night(): void {
    this.module = Number.NaN;
    this.sun = 0;
  }

  /** @param irradiance on the modules, W/m2 @param air °C @param wind m/s @returns °C at the end of an hour */
  hour(irradiance: number, air: number, wind: number): number {
    const ambient = air + KELVIN;
    const sun = irradiance * ABSORPTIVITY;
    const breeze = Math.max(0, wind) * WIND_AT_MODULE + 1e-4;
    const sky = 0.68 * 0.0552 * ambient * Math.sqrt(ambient) + 0.32 * ambient;
    const before = Number.isNaN(this.module) ? ambient : this.module;
    const rise = sun - this.sun;
    // As warm above the air as the hour before, for the sun less what a module as warm as the air sends to the sky.
    const net = sun - radiation(ambient, sky) * (ambient - sky);
    let module = ambient + this.perNet * net;
    const rough = isTurbulent(breeze, (module + ambient) / 2);
    const windy = windCubed(breeze, rough);
    for (let i = 0; i < MOST; i++) {
      const over = module - ambient;
      const film = ambient + over / 2;
      const ground = ambient + this.groundRatio * over;
      const still = freeCubed(film, over);
      const both = still + forcedCubed(film, rough, windy);
      const h = this.convectionRatio * Math.cbrt(both);
      const hSky = radiation(module, sky);
      const hGround = radiation(module, ground);
      const loss = h + hSky + hGround;
      const perLoss = 1 / loss;
      const late = rise * this.capacity * perLoss;
      const kept = Math.exp(-loss / this.capacity);
      const gain = h * ambient + hSky * sky + hGround * ground + this.sun - late;
      const leadsTo = before * kept + ((1 - kept) * gain + rise) * perLoss;
      // The source goes on from there, ten times; Newton's step needs one or two.
      const hBy = (FREE_POWER * h * still * over) / (both * Math.max(1, over * over));
      const steady = leadsTo - late * perLoss;
      const byAir = hBy * (ambient - steady);
      const bySky = radiationBy(module, sky) * (sky - steady);
      const byGround = radiationBy(module, ground) * (ground - steady) + hGround * this.groundRatio;
      const slope = Math.min(STEEPEST, (byAir + bySky + byGround) * perLoss);
      const off = leadsTo - module;
      module += off / (1 - slope);
      if (Math.abs(off) < NEAR) break;
    }
    // In weak sun the night before weighs more than the sun.
    if (net > WEAK) this.perNet = (module - ambient) / net;
    this.module = module;
    this.sun = sun;
    return module - KELVIN;
  }
}
