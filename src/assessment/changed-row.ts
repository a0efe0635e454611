/** A row of another plan: some of its cells replaced, as if the user had written them so. */
import type { SiteRow } from './row.ts';
import type { Given, Shape } from './site.ts';

/** By name of the quantity. */
export interface Changes {
  /** A number without spread has none, whatever the cell had. Of computed quantities too: the number takes the place of the formula. */
  numbers: Readonly<Record<string, Given>>;
  texts: Readonly<Record<string, string>>;
}

/** Shapes of changed rows: equal ones are one object, as all shapes are. */
const KNOWN = new WeakMap<Shape, Map<string, Shape>>();

export function changedRow(row: SiteRow, { numbers, texts }: Changes): SiteRow {
  const shape = changedShape(row.shape, Object.keys(numbers), texts);
  const values = shape.params.map((name, i) => numbers[name]?.value ?? (row.values[i] as number));
  const kept = Object.entries(row.spreads ?? {}).filter(([name]) => !Object.hasOwn(numbers, name));
  const added = Object.entries(numbers).flatMap(([name, g]) => (g.spread ? [[name, g.spread] as const] : []));
  return { ...row, shape, values, spreads: Object.fromEntries([...kept, ...added]) };
}

/** New parameters come after those of the row. */
function changedShape(shape: Shape, names: readonly string[], texts: Readonly<Record<string, string>>): Shape {
  const more = names.filter((n) => !shape.params.includes(n));
  if (more.length === 0 && Object.keys(texts).length === 0) return shape;
  const known = KNOWN.get(shape) ?? new Map<string, Shape>();
  KNOWN.set(shape, known);
  const key = JSON.stringify([more, Object.entries(texts).sort()]);
  const hit = known.get(key);
  if (hit) return hit;
  const lost = Object.entries(shape.lost ?? {}).filter(([name]) => !more.includes(name));
  const made: Shape = {
    texts: { ...shape.texts, ...texts },
    params: [...shape.params, ...more],
    ...(lost.length > 0 ? { lost: Object.fromEntries(lost) } : {}),
  };
  known.set(key, made);
  return made;
}
