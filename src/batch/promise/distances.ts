/** How far a unit is from the next band of each score, lever by lever. */
import type { Lever, Quantity } from '../../catalog/index.ts';
import { type Distance, farthest, nextBand, type PointsAt } from '../../decide/distance.ts';
import type { ChangedPlan } from './changed-plan.ts';
import type { Score } from './scores.ts';
import type { Unit } from './unit.ts';

export interface LeverDistance {
  score: Score;
  lever: string;
  label: Lever['label'];
  points: number;
  /** Of a unit of one row: what is changed, from which value. */
  quantity: Quantity | undefined;
  value: number | undefined;
  /** What the lever is multiplied by to gain points, and the points then; null: never within the factors tried. */
  factor: number | null;
  gained: number | null;
  tried: readonly [number, number];
}

export interface Levers {
  levers: Readonly<Record<string, Lever>>;
  search: readonly [number, number];
}

/** Levers that none of the unit's rows has, and scores without points or already in the best band, are left out. */
export function distancesOf(
  plan: ChangedPlan,
  unit: Unit,
  scores: readonly Score[],
  { levers, search }: Levers,
): LeverDistance[] {
  if (scores.length === 0) return [];
  const names = scores.map((s) => s.name);
  return Object.entries(levers).flatMap(([lever, { label, scales, most, unless = [] }]) => {
    const changed = unit.rows.flatMap((row) => plan.scaled(row, scales, names));
    const [main] = unit.rows.length === 1 ? changed : [];
    if (changed.length === 0) return [];
    const range = within(changed, [search[0], Math.min(search[1], most ?? search[1])]);
    const raises = (factors: Float64Array) => plan.raises(unit, scales, names, unless, factors);
    const [low, high] = unless.length > 0 ? (range.map((end) => farthest(raises, end)) as [number, number]) : range;
    return scores.flatMap((score): LeverDistance[] => {
      const pointsAt = (factors: Float64Array) => plan.at(unit, scales, [score.name], factors)[0] as Float64Array;
      const [points] = pointsAt(Float64Array.of(1)) as unknown as [number];
      if (Number.isNaN(points) || points >= Math.max(...score.bands.map((b) => b.points))) return [];
      const found = low < high ? counted(nextBand(pointsAt, low, high), main, pointsAt, high) : null;
      const what = { quantity: main?.quantity, value: main?.value };
      const gain = { factor: found?.factor ?? null, gained: found ? found.points - points : null };
      return [{ score, lever, label, points, ...what, ...gain, tried: [low, high] }];
    });
  });
}

/** Of things that are counted whole, such as lamps, the next whole number. */
function counted(
  found: Distance | null,
  main: { quantity: Quantity | undefined; value: number } | undefined,
  pointsAt: PointsAt,
  high: number,
): Distance | null {
  const { quantity, value = 0 } = main ?? {};
  if (!found || quantity?.unit !== '1' || quantity.shownAs === 'percent') return found;
  const exact = found.factor * value;
  const factor = (found.factor > 1 ? Math.ceil(exact - 1e-9 * exact) : Math.floor(exact + 1e-9 * exact)) / value;
  const [points] = pointsAt(Float64Array.of(factor)) as unknown as [number];
  return factor > 0 && factor <= high && points >= found.points ? { factor, points } : null;
}

/** Factors that keep every quantity within the range it may have. */
function within(
  changed: readonly { quantity: Quantity | undefined; value: number }[],
  [low, high]: readonly [number, number],
): readonly [number, number] {
  let [from, to] = [low, high];
  for (const { quantity, value } of changed) {
    if (!quantity?.range || !(value > 0)) continue;
    from = Math.max(from, quantity.range[0] / value);
    to = Math.min(to, quantity.range[1] / value);
  }
  return [Math.min(from, 1), Math.max(to, 1)];
}
