/** The catalog's own spreads: which quantities may have one, and what it is in the numbers of a row. */
import { type SpreadShape, Z95 } from '../assessment/cell/index.ts';
import type { ScenarioValues } from '../assessment/site.ts';
import type { Catalog, SpreadForm } from '../catalog/index.ts';

/** Beyond this many standard deviations a bound changes nothing. */
const FAR = 6;

/**
 * Nothing where the middle is undefined, or 0 and the shape goes by its size. No draw leaves the range of the column: a normal
 * is truncated there and the ends of the others are moved in.
 * @param middle in the quantity's unit, as `range` is
 */
export function shapeAround(
  form: SpreadForm,
  middle: number,
  range: readonly [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
): SpreadShape | undefined {
  if (!Number.isFinite(middle)) return undefined;
  switch (form.kind) {
    case 'normal':
      return normal(middle, form.sd ?? (Math.abs(middle) * relativeSd(form)) / 100, range);
    case 'lognormal':
      return middle > 0 ? { kind: 'lognormal', mu: Math.log(middle), sigma: form.sd_log as number } : undefined;
    case 'discrete':
      return {
        kind: 'discrete',
        values: (form.outcomes ?? []).map(([value]) => value),
        probabilities: (form.outcomes ?? []).map(([, probability]) => probability),
      };
    default:
      return bounded(form.kind, ends(form, middle), range);
  }
}

const relativeSd = (form: SpreadForm): number => form.sd_pct ?? (form.half_width_90_pct as number) / Z95;

function normal(mean: number, sd: number, [low, high]: readonly [number, number]): SpreadShape | undefined {
  if (sd === 0) return undefined;
  if (mean - FAR * sd >= low && mean + FAR * sd <= high) return { kind: 'normal', mean, sd };
  return { kind: 'truncated', mean, sd, low: Math.max(low, mean - FAR * sd), high: Math.min(high, mean + FAR * sd) };
}

/** Low, mode, high. */
function ends(form: SpreadForm, middle: number): [number, number, number] {
  const { low, mode, high } = form;
  if (low !== undefined && high !== undefined) return [low, mode ?? low, high];
  const size = Math.abs(middle) / 100;
  return [middle + size * (form.low_pct as number), middle, middle + size * (form.high_pct as number)];
}

function bounded(
  kind: 'uniform' | 'triangular' | 'pert',
  values: readonly [number, number, number],
  [least, most]: readonly [number, number],
): SpreadShape | undefined {
  const [low, mode, high] = values.map((x) => Math.min(Math.max(x, least), most)) as [number, number, number];
  if (low === high) return undefined;
  return kind === 'uniform' ? { kind, low, high } : { kind, low, mode, high };
}

/** Names that may vary although no cell gives them, in order: once for the life of the project, or year by year. */
export function spreadNames(
  catalog: Catalog,
  scenario: ScenarioValues,
  useDefaults: boolean,
): { life: string[]; yearly: string[] } {
  const life = new Set(Object.entries(scenario.numbers).flatMap(([n, g]) => (g.spread ? [n] : [])));
  const yearly = new Set<string>();
  const quantities = Object.values(catalog.books).flatMap((b) => Object.values(b.quantities));
  for (const q of useDefaults ? quantities : []) {
    const spread = q.spread ?? (Object.hasOwn(scenario.numbers, q.name) ? q.spreadIfGiven : undefined);
    if (spread) (spread.per === 'year' ? yearly : life).add(q.name);
  }
  return { life: [...life].sort(), yearly: [...yearly].sort() };
}
