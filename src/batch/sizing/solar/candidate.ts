/** A size of a solar plant → columns of the sheet: the hours enter as given annual quantities of the same assessment that `assess` makes. */
import type { Size } from '../../../decide/sizing/candidates.ts';
import { type DispatchYear, delivered } from '../../../hourly/dispatch/self-consumption.ts';
import type { Candidate, SizingSite } from '../sizer.ts';
import type { CostPlan, SolarPlan } from './plan.ts';

export function candidateOf({ plan, file, inputs }: SizingSite<SolarPlan>, size: Size, year: DispatchYear): Candidate {
  const { electricityKwh, selfUse } = delivered(year);
  // Without a load the share of own use is the site's own word.
  const own = inputs.years.load ? String(100 * selfUse) : file.columns.find(([h]) => h === 'self_use_pct')?.[1];
  const { cost } = plan;
  const capexJpy = cost && capexOf(cost, size);
  return {
    size: { capacity_kw: size.capacityKw, battery_kwh: size.batteryKwh, dc_ac_ratio: size.dcAcRatio },
    year: yearOf(year),
    capexJpy,
    columns: [
      ['specific_yield_kwh_per_kw', undefined],
      ['capacity_kw', String(size.capacityKw)],
      ['dc_ac_ratio', String(size.dcAcRatio)],
      ['annual_electricity_mwh', String(electricityKwh / 1000)],
      ['self_use_pct', own],
      ...filled('capex_jpy', capexJpy),
      ...filled('opex_jpy_per_year', cost?.opexJpyPerKwYear && cost.opexJpyPerKwYear * size.capacityKw),
      ['note_battery_kwh', String(size.batteryKwh)],
    ],
  };
}

function capexOf(cost: CostPlan, size: Size): number {
  return cost.fixedJpy + cost.jpyPerKw * size.capacityKw + cost.jpyPerBatteryKwh * size.batteryKwh;
}

/** What the site itself says stays where the plan says nothing. */
const filled = (header: string, n: number | undefined): [string, string][] =>
  n === undefined ? [] : [[header, String(n)]];

/** kWh of the year. */
function yearOf(hours: DispatchYear): Record<string, number | null> {
  const own = hours.direct + hours.discharge;
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : null);
  return {
    generation_kwh: hours.generation,
    own_use_kwh: own,
    export_kwh: hours.export,
    curtailed_kwh: hours.curtailed,
    import_kwh: hours.import,
    battery_charge_kwh: hours.charge,
    battery_discharge_kwh: hours.discharge,
    battery_stored_at_end_kwh: hours.stored,
    load_kwh: hours.load,
    own_use_share: share(own, hours.generation),
    curtailed_share: share(hours.curtailed, hours.generation),
    load_covered_share: share(own, hours.load),
  };
}
