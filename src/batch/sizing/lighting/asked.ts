/** What the equations of the site say of its lamps: when they are replaced, and what the ratio of efficacies counts. */
import { lifeYears } from '../../../hourly/lighting/fit.ts';
import type { ReplacedIn } from '../../../hourly/lighting/replacements.ts';
import type { Luminaire, Room } from '../../../hourly/lighting/types.ts';
import type { Candidate, SizingSite } from '../sizer.ts';

type Ask = SizingSite<unknown>['ask'];

/** Every life that lamps have in these rooms, in years. */
export function replacedIn(ask: Ask, rooms: readonly Room[], luminaires: readonly Luminaire[]): ReplacedIn {
  const rows = new Map<number, Candidate['columns']>();
  for (const room of rooms)
    for (const luminaire of luminaires) {
      const life = lifeYears({ room, luminaire });
      if (life !== undefined)
        rows.set(life, [
          ['operating_hours_per_year', String(room.hours)],
          ['lamp_life_hours', String(luminaire.lifeH)],
        ]);
    }
  const answers = ask([...rows.values()], ['sets_replaced', 'sets_replaced_in_all']) ?? [];
  const years = new Map([...rows.keys()].map((life, i) => [life, yearsIn(answers[i]?.[0])]));
  return (life) => years.get(life) ?? [];
}

/** Sets a year → years, each as often as sets are replaced in it. */
const yearsIn = (sets: Float64Array | undefined): number[] =>
  Array.from(sets ?? [], (n, i) => new Array<number>(Math.round(n) || 0).fill(i + 1)).flat();

/** lm/W; undefined where the site has none. */
export function referenceOf(ask: Ask): number | undefined {
  const [efficacy = Number.NaN] = ask([[]], ['efficacy_reference'])?.[0]?.[0] ?? [];
  return Number.isFinite(efficacy) ? efficacy : undefined;
}

/** The lists with the baseline that methodologies of efficacies count, and what is saved against it. */
export function withRatio(ask: Ask, list: readonly Candidate[]): Candidate[] {
  const answers = ask(
    list.map((c) => c.columns),
    ['ratio_baseline_electricity'],
  );
  return list.map((c, i) => {
    const [mwh = Number.NaN] = answers?.[i]?.[0] ?? [];
    if (!Number.isFinite(mwh)) return c;
    const ratio = mwh * 1000;
    return {
      ...c,
      year: { ...c.year, ratio_baseline_kwh: ratio, ratio_saved_kwh: ratio - (c.year.project_kwh as number) },
    };
  });
}
