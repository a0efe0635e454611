/**
 * One unit of a gas engine: fuel and heat against load.
 *
 * Efficiencies are known at a few loads. Between them fuel and heat (kW) are straight lines against electricity, as in REopt.jl (slope and
 * intercept from full and half load); below the lowest load its line goes on. So fuel = electricity ÷ efficiency at every load, and the
 * efficiency between two known loads follows from the fuel, not the other way round.
 */

export interface LoadPoint {
  /** Share of the rated power. */
  load: number;
  /** Electricity and useful heat ÷ fuel (NCV). */
  electrical: number;
  heat: number;
}

export interface Engine {
  ratedKw: number;
  /** Loads rise; the last is 1. */
  points: readonly LoadPoint[];
  /** The least load a unit keeps. */
  minLoad: number;
  /** Of its electricity, what the plant takes itself. */
  auxiliaryShare: number;
}

/** What is wrong with the points: not rising to full load, or more power with less fuel or less heat. */
export function curveFault({ points }: Pick<Engine, 'points'>): 'loads' | 'fuel' | 'heat' | undefined {
  const fuel = (p: LoadPoint) => p.load / p.electrical;
  for (const [i, p] of points.entries()) {
    const before = points[i - 1];
    if (p.load <= (before?.load ?? 0)) return 'loads';
    if (!(fuel(p) > (before ? fuel(before) : 0))) return 'fuel';
    if (before && fuel(p) * p.heat < fuel(before) * before.heat) return 'heat';
  }
  return points.at(-1)?.load === 1 ? undefined : 'loads';
}

/** Fuel and heat of one unit, kW, by load. */
export class EngineCurve {
  /** Known loads. */
  readonly loads: Float64Array;
  /** Heat at the known loads, and per load beyond each. */
  readonly heats: Float64Array;
  readonly heatSlopes: Float64Array;
  private readonly fuels: Float64Array;
  private readonly fuelSlopes: Float64Array;
  private readonly last: number;

  /** @throws RangeError when the points have a fault */
  constructor(engine: Pick<Engine, 'ratedKw' | 'points'>) {
    const fault = curveFault(engine);
    if (fault) throw new RangeError(`engine curve: ${fault}`);
    const { ratedKw, points } = engine;
    this.loads = Float64Array.from(points, (p) => p.load);
    this.fuels = Float64Array.from(points, (p) => (p.load * ratedKw) / p.electrical);
    this.heats = this.fuels.map((f, i) => f * (points[i] as LoadPoint).heat);
    this.fuelSlopes = this.slopes(this.fuels);
    this.heatSlopes = this.slopes(this.heats);
    this.last = this.fuelSlopes.length - 1;
  }

  fuelAt(load: number): number {
    const i = this.piece(load);
    return (this.fuels[i] as number) + (load - (this.loads[i] as number)) * (this.fuelSlopes[i] as number);
  }

  heatAt(load: number): number {
    const i = this.piece(load);
    return (this.heats[i] as number) + (load - (this.loads[i] as number)) * (this.heatSlopes[i] as number);
  }

  /** The load that gives this heat; beyond 1 when no load does, infinite when heat does not rise with load. */
  loadOfHeat(heat: number): number {
    let i = 0;
    while (i < this.last && heat > (this.heats[i + 1] as number)) i++;
    const slope = this.heatSlopes[i] as number;
    return slope > 0
      ? (this.loads[i] as number) + (heat - (this.heats[i] as number)) / slope
      : Number.POSITIVE_INFINITY;
  }

  private piece(load: number): number {
    let i = 0;
    while (i < this.last && load > (this.loads[i + 1] as number)) i++;
    return i;
  }

  /** From each known load to the next; of a single one the line through nothing at no load. */
  private slopes(values: Float64Array): Float64Array {
    const { loads } = this;
    if (loads.length === 1) return Float64Array.of((values[0] as number) / (loads[0] as number));
    return Float64Array.from({ length: loads.length - 1 }, (_, i) => {
      const [a, b] = [values[i] as number, values[i + 1] as number];
      return (b - a) / ((loads[i + 1] as number) - (loads[i] as number));
    });
  }
}
