/**
 * A plant and a battery behind the meter, hour by hour: the load takes the generation first, the battery what is left over, the grid the rest up to its limit, and
 * beyond that the plant is turned down. The battery gives back as soon as the load is short. It is empty at the start of the year, so that nothing it gives comes from nowhere.
 *
 * Each hour, in kWh: load = direct + discharge + import; generation = direct + charge + export + curtailed; stored = stored before + charge × η − discharge ÷ η.
 */

export interface Battery {
  /** Usable. */
  capacityKwh: number;
  powerKw: number;
  /** Share of what is put in that comes out again; half of the loss falls on either way. */
  roundTrip: number;
}

export interface DispatchOptions {
  battery?: Battery | undefined;
  /** The grid takes no more than this; 0 is a zero-export rule, undefined no limit. */
  exportLimitKw?: number | undefined;
}

/** Sums of a year, kWh. */
export interface DispatchYear {
  generation: number;
  load: number;
  direct: number;
  charge: number;
  discharge: number;
  export: number;
  curtailed: number;
  import: number;
  /** In the battery at the end. */
  stored: number;
}

/** Hour by hour, kWh; `stored` at the end of the hour. */
export type DispatchHours = Record<Exclude<keyof DispatchYear, 'generation' | 'load'>, Float64Array>;

/**
 * @param load kWh each hour
 * @param generation AC kWh each hour per kW
 * @param capacityKw multiplies the generation
 * @param hours filled when given, each as long as the load
 */
export function selfConsumption(
  load: Float64Array,
  generation: Float64Array,
  capacityKw: number,
  options: DispatchOptions = {},
  hours?: DispatchHours,
): DispatchYear {
  const limit = options.exportLimitKw ?? Number.POSITIVE_INFINITY;
  const capacity = options.battery?.capacityKwh ?? 0;
  const power = options.battery?.powerKw ?? 0;
  const oneWay = Math.sqrt(options.battery?.roundTrip ?? 1);
  const sum: DispatchYear = {
    generation: 0,
    load: 0,
    direct: 0,
    charge: 0,
    discharge: 0,
    export: 0,
    curtailed: 0,
    import: 0,
    stored: 0,
  };
  let stored = 0;
  for (let h = 0; h < load.length; h++) {
    const need = load[h] as number;
    const made = (generation[h] as number) * capacityKw;
    const direct = Math.min(need, made);
    const over = made - direct;
    const short = need - direct;
    let charge = 0;
    let discharge = 0;
    if (over > 0) {
      charge = Math.min(over, power, (capacity - stored) / oneWay);
      stored = Math.min(capacity, stored + charge * oneWay);
    } else if (short > 0 && stored > 0) {
      discharge = Math.min(short, power, stored * oneWay);
      stored = Math.max(0, stored - discharge / oneWay);
    }
    const sold = Math.min(over - charge, limit);
    const curtailed = over - charge - sold;
    const bought = short - discharge;
    sum.generation += made;
    sum.load += need;
    sum.direct += direct;
    sum.charge += charge;
    sum.discharge += discharge;
    sum.export += sold;
    sum.curtailed += curtailed;
    sum.import += bought;
    if (!hours) continue;
    hours.direct[h] = direct;
    hours.charge[h] = charge;
    hours.discharge[h] = discharge;
    hours.export[h] = sold;
    hours.curtailed[h] = curtailed;
    hours.import[h] = bought;
    hours.stored[h] = stored;
  }
  sum.stored = stored;
  return sum;
}

export function emptyHours(n: number): DispatchHours {
  const hours = () => new Float64Array(n);
  return {
    direct: hours(),
    charge: hours(),
    discharge: hours(),
    export: hours(),
    curtailed: hours(),
    import: hours(),
    stored: hours(),
  };
}

/** What the equations of a site take: delivered electricity (kWh) and the share of it that the site uses itself. */
export function delivered(year: DispatchYear): { electricityKwh: number; selfUse: number } {
  const own = year.direct + year.discharge;
  const electricityKwh = own + year.export;
  return { electricityKwh, selfUse: electricityKwh > 0 ? own / electricityKwh : 1 };
}
