/**
 * Temperature of the cells: Fuentes, "A simplified thermal model for flat-plate photovoltaic arrays", SAND85-0330 (1987), with the constants that PVWatts takes
 * (wind measured at 9.144 m, modules at 5 m, tilt 30°, hydraulic diameter 0.5 m).
 */
const BOLTZMANN = 5.669e-8;
const EMISSIVITY = 0.84;
const ABSORPTIVITY = 0.83;
const LENGTH = 0.5;
const CAPACITY = 11000;
const KELVIN = 273.15;
const ROOM = 293.15;
const NOCT_SUN = 800;
/** Sky temperature at the conditions of the nominal temperature. */
const NOCT_SKY = 282.21;
const WIND_AT_MODULE = Math.exp(0.2 * Math.log(5 / 9.144));
/** Reynolds number from which the air along the module is turbulent. */
const TURBULENT = 1.2e5;
/** K; the source iterates ten times. */
const CLOSE = 0.005;
const MOST = 10;

const power = (x: number, p: number): number => Math.exp(p * Math.log(x));
const fourth = (x: number): number => x * x * (x * x);

/** W/m2/K between two black surfaces, linear in their difference. */
const radiation = (a: number, b: number): number => EMISSIVITY * BOLTZMANN * (a * a + b * b) * (a + b);

/** Convection of one face, W/m2/K. */
function convection(mean: number, wind: number, difference: number, turbulent: boolean): number {
  const density = (0.003484 * 101325) / mean;
  const logMean = Math.log(mean);
  const viscosity = (0.24237e-6 * Math.exp(0.76 * logMean)) / density;
  const conductivity = 2.1695e-4 * Math.exp(0.84 * logMean);
  const reynolds = (wind * LENGTH) / viscosity;
  const flow = density * wind * 1007;
  const forced =
    turbulent && reynolds > TURBULENT
      ? (0.0282 / power(reynolds, 0.2)) * flow * PRANDTL_04
      : (0.86 / Math.sqrt(reynolds)) * flow * PRANDTL_067;
  const grashof = ((9.8 / mean) * difference * LENGTH * LENGTH * LENGTH * 0.5) / (viscosity * viscosity);
  const free = difference > 0 ? (0.21 * power(grashof * 0.71, 0.32) * conductivity) / LENGTH : 0;
  return Math.cbrt(free * free * free + forced * forced * forced);
}
const PRANDTL_04 = 1 / power(0.71, 0.4);
const PRANDTL_067 = 1 / power(0.71, 0.67);

/** Hour after hour, because modules are warm from the hour before. */
export class CellTemperature {
  private readonly groundRatio: number;
  private readonly convectionRatio: number;
  private readonly capacity: number;
  private module = Number.NaN;
  private sun = 0;

  /** @param noct installed nominal operating cell temperature, °C */
  constructor(noct: number) {
    const t = noct + KELVIN;
    const over = t - ROOM;
    const top = convection((t + ROOM) / 2, 1, over, false);
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
    this.capacity = t > 321.15 ? CAPACITY * (1 + (t - 321.15) / 12) : CAPACITY;
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
    let module = before;
    for (let i = 0; i < MOST; i++) {
      const h = this.convectionRatio * convection((module + ambient) / 2, breeze, Math.abs(module - ambient), true);
      const hSky = radiation(module, sky);
      const ground = ambient + this.groundRatio * (module - ambient);
      const hGround = radiation(module, ground);
      const loss = h + hSky + hGround;
      const eigen = (-loss / this.capacity) * 3600;
      const kept = eigen > -10 ? Math.exp(eigen) : 0;
      const gain = h * ambient + hSky * sky + hGround * ground + this.sun + (sun - this.sun) / eigen;
      const next = before * kept + ((1 - kept) * gain + sun - this.sun) / loss;
      const moved = Math.abs(next - module);
      module = next;
      if (moved < CLOSE) break;
    }
    this.module = module;
    this.sun = sun;
    return module - KELVIN;
  }
}
