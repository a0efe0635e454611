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
const CLOSE = 0.01;
const NEAR = 1;
const MOST = 10;
/** W/m2 absorbed. */
const WEAK = 50;

const power = (x: number, p: number): number => Math.exp(p * Math.log(x));
const fourth = (x: number): number => x * x * (x * x);

/** W/m2/K between two black surfaces, linear in their difference. */
const radiation = (a: number, b: number): number => EMISSIVITY * BOLTZMANN * (a * a + b * b) * (a + b);

/** Kinematic viscosity (m2/s) and conductivity (W/m/K) of air at whole kelvins from COLDEST: powers are slow, and straight lines between are good to 1e-6. */
const COLDEST = 180;
const AIR = Float64Array.from({ length: 2 * 260 }, (_, i) => {
  const t = COLDEST + (i >> 1);
  return i % 2 === 0 ? (0.24237e-6 * power(t, 0.76) * t) / (0.003484 * 101325) : 2.1695e-4 * power(t, 0.84);
});

/** Convection of one face, W/m2/K. */
function convection(mean: number, wind: number, difference: number, turbulent: boolean): number {
  const density = (0.003484 * 101325) / mean;
  const kelvin = Math.min(438, Math.max(COLDEST, mean)) - COLDEST;
  const at = Math.floor(kelvin);
  const part = kelvin - at;
  const viscosity = (AIR[2 * at] as number) * (1 - part) + (AIR[2 * at + 2] as number) * part;
  const conductivity = (AIR[2 * at + 1] as number) * (1 - part) + (AIR[2 * at + 3] as number) * part;
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
  /** Kelvins above the air per W/m2 absorbed, of the last hour: where the next search begins. */
  private perSun = 0.03;

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
    // As warm above the air, for its sun, as the hour before.
    let module = ambient + this.perSun * sun;
    let from = Number.NaN;
    let led = Number.NaN;
    for (let i = 0; i < MOST; i++) {
      const h = this.convectionRatio * convection((module + ambient) / 2, breeze, Math.abs(module - ambient), true);
      const hSky = radiation(module, sky);
      const ground = ambient + this.groundRatio * (module - ambient);
      const hGround = radiation(module, ground);
      const loss = h + hSky + hGround;
      const eigen = (-loss / this.capacity) * 3600;
      const kept = eigen > -10 ? Math.exp(eigen) : 0;
      const gain = h * ambient + hSky * sky + hGround * ground + this.sun + (sun - this.sun) / eigen;
      const leadsTo = before * kept + ((1 - kept) * gain + sun - this.sun) / loss;
      // Two steps give a line; where it meets itself is the answer, near enough when it is near.
      const slope = (leadsTo - led) / (module - from);
      const along = Math.abs(slope) < 0.9 ? module + (leadsTo - module) / (1 - slope) : leadsTo;
      const done = Math.abs(leadsTo - module) < CLOSE || (along !== leadsTo && Math.abs(along - leadsTo) < NEAR);
      from = module;
      led = leadsTo;
      module = along;
      if (done) break;
    }
    // In weak sun the night before weighs more than the sun.
    if (sun > WEAK) this.perSun = (module - ambient) / sun;
    this.module = module;
    this.sun = sun;
    return module - KELVIN;
  }
}
