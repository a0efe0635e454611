/** What is shown of the sizes of a site: the size, its hours, the outputs that matter for the choice. */
import type { SizedPoint, Sizing } from '../batch/size-site.ts';
import type { Catalog } from '../catalog/index.ts';
import type { SizingPlan } from '../decide/sizing/site-file.ts';

/** Outputs of the aim and the limits, then those that a simulation shows. */
export function sizeOutputs(catalog: Catalog, plan: SizingPlan, sizing: Sizing): string[] {
  const known = new Set(sizing.points[0]?.result.model.outputs.map((o) => o.column));
  const wanted = [...plan.aim.outputs, ...plan.limits.map((l) => l.of), ...catalog.choices.simulated];
  return [...new Set(wanted)].filter((o) => known.has(o));
}

/** kWh of the year. */
export function hoursOfPoint({ hours }: SizedPoint) {
  const own = hours.direct + hours.discharge;
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
    own_use_share: hours.generation > 0 ? own / hours.generation : null,
    load_covered_share: hours.load > 0 ? own / hours.load : null,
  };
}
