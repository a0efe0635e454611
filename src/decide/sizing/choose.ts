/** The best of candidates under limits: all are looked at, so the best is the best of the grid. */

export interface Aim {
  /** Added up. */
  outputs: readonly string[];
  best: 'most' | 'least';
}

export interface Limit {
  id: string;
  /** What is limited; not an output when the candidate itself says it. */
  of: string;
  at: 'most' | 'least';
  value: number;
}

/** Numbers by name; a missing one is undefined or NaN. */
export type Figures = Readonly<Record<string, number | undefined>>;

export interface Choice {
  /** Position of the best candidate; undefined when none is allowed or none has the aim. */
  best?: number | undefined;
  /** Of the second best. */
  next?: number | undefined;
  /** Limits that stand between the best and a better one. */
  binding: readonly string[];
  /** For each candidate the limits it breaks. */
  broken: readonly (readonly string[])[];
  /** Values of the aim. */
  values: readonly number[];
}

/** Figures that meet a limit exactly may differ from it by rounding. */
const CLOSE = 1e-9;

function aimOf(aim: Aim, figures: Figures): number {
  return aim.outputs.reduce((sum, name) => sum + (figures[name] ?? Number.NaN), 0);
}

/** A figure that does not exist breaks its limit: nobody can say that it is kept. */
function breaks(limit: Limit, figures: Figures): boolean {
  const v = figures[limit.of] ?? Number.NaN;
  const slack = CLOSE * Math.max(1, Math.abs(limit.value));
  return limit.at === 'most' ? !(v <= limit.value + slack) : !(v >= limit.value - slack);
}

/** Equal aims: the earlier candidate, which is the smaller. */
export function choose(candidates: readonly Figures[], aim: Aim, limits: readonly Limit[]): Choice {
  const values = candidates.map((c) => aimOf(aim, c));
  const broken = candidates.map((c) => limits.filter((l) => breaks(l, c)).map((l) => l.id));
  const order = ranked(values, aim, (i) => broken[i]?.length === 0);
  const [best, next] = order;
  const binding = limits.filter((l) => {
    const freed = ranked(values, aim, (i) => broken[i]?.every((id) => id === l.id) ?? false)[0];
    return (
      freed !== undefined && freed !== best && better(values[freed], best === undefined ? undefined : values[best], aim)
    );
  });
  return { best, next, binding: binding.map((l) => l.id), broken, values };
}

function ranked(values: readonly number[], aim: Aim, allowed: (i: number) => boolean): number[] {
  const sign = aim.best === 'most' ? -1 : 1;
  return values
    .map((v, i) => ({ v, i }))
    .filter(({ v, i }) => !Number.isNaN(v) && allowed(i))
    .sort((a, b) => sign * (a.v - b.v) || a.i - b.i)
    .map(({ i }) => i);
}

function better(a: number | undefined, b: number | undefined, aim: Aim): boolean {
  if (a === undefined || b === undefined) return b === undefined;
  return aim.best === 'most' ? a > b : a < b;
}
