/** Where the hours behind a sized row come from, in words that travel with the row as a note. */
import type { DemandPlan, SeriesPlan } from '../../decide/sizing/series-plan.ts';
import type { SizingInputs } from './sizer.ts';

export const HOURS_NOTE = 'note_hours';

/** `load: bills.csv by factory-2-shifts; sun: hanoi.epw (65 filled)`. */
export function demandsNote({ demands }: SeriesPlan, inputs: SizingInputs): string[] {
  return demands.flatMap((d) => (inputs.years[d.id] ? [`${d.id}: ${demandText(d, inputs)}`] : []));
}

function demandText({ id, file, shape }: DemandPlan, inputs: SizingInputs): string {
  if (file === undefined) return `typical shape ${shape}`;
  const spread = inputs.years[id]?.format === 'monthly' && shape !== undefined ? ` by ${shape}` : '';
  return `${fileText(file, inputs)}${spread}`;
}

/** @param known how the yield came about */
export function sunNote({ weather }: SeriesPlan, inputs: SizingInputs, known: 'site' | 'country' | 'none'): string {
  const sun = weather === undefined ? 'typical shape of a clear sky' : fileText(weather, inputs);
  const scaled = {
    site: ', scaled to the yield of the site',
    country: ', scaled to the yield of the country',
    none: '',
  };
  return `sun: ${sun}${scaled[known]}`;
}

/** Its name without folders, and how many of its intervals were filled. */
function fileText(file: string, { filled }: SizingInputs): string {
  const name = file.split(/[\\/]/).at(-1) as string;
  const count = filled?.[file] ?? 0;
  return count > 0 ? `${name} (${count} filled)` : name;
}
