/** When units are out: planned, hour by hour; unforeseen, as the chance of each number of units. */

export interface PlannedOutage {
  /** Hour of the year, from 0. */
  from: number;
  hours: number;
}

/** Units not in maintenance, each hour. Outages that lie over each other take a unit each; what goes beyond the year goes on at its beginning. */
export function unitsAvailable(hours: number, units: number, outages: readonly PlannedOutage[]): Uint8Array {
  const left = new Uint8Array(hours).fill(units);
  for (const { from, hours: length } of outages)
    for (let i = from; i < from + Math.min(hours, length); i++)
      left[i % hours] = Math.max(0, (left[i % hours] as number) - 1);
  return left;
}

/** One unit after the other, all in the stretch of the year in which this demand is least. */
export function maintenanceOf(demand: Float64Array, units: number, hoursEach: number): PlannedOutage[] {
  const length = Math.min(demand.length, Math.round(hoursEach)) * units;
  if (length === 0) return [];
  const first = quietest(demand, Math.min(length, demand.length));
  return Array.from({ length: units }, (_, i) => ({
    from: (first + i * Math.round(hoursEach)) % demand.length,
    hours: Math.round(hoursEach),
  }));
}

/** Where a stretch of so many hours has the least sum; the first of several. */
function quietest(values: Float64Array, length: number): number {
  let sum = 0;
  for (let h = 0; h < length; h++) sum += values[h] as number;
  let [best, least] = [0, sum];
  for (let h = length; h < values.length; h++) {
    sum += (values[h] as number) - (values[h - length] as number);
    // Rounding of the running sum must not move the place.
    if (sum < least - 1e-9 * Math.abs(least)) [best, least] = [h - length + 1, sum];
  }
  return best;
}

/** Chance that 0, 1, … of so many units can run, each out by itself with this chance. */
export function chancesOfUnits(units: number, outage: number): Float64Array {
  let chances = Float64Array.of(1);
  for (let n = 1; n <= units; n++) {
    const next = new Float64Array(n + 1);
    for (let k = 0; k < n; k++) {
      (next[k] as number) += (chances[k] as number) * outage;
      (next[k + 1] as number) += (chances[k] as number) * (1 - outage);
    }
    chances = next;
  }
  return chances;
}
