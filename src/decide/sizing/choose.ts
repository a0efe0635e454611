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
  /** Allowed candidates with the same aim as the best. */
  ties: number;
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

/**
 * An aim that does not exist or is without end is none.
 * @param tie decides between equal aims, as far as it exists; then the earlier candidate, which is the smaller
 */
export function choose(candidates: readonly Figures[], aim: Aim, limits: readonly Limit[], tie?: Aim): Choice {
  const values = candidates.map((c) => aimOf(aim, c));
  const ties = tie && candidates.map((c) => aimOf(tie, c) * (tie.best === 'most' ? 1 : -1));
  const ranked = (allowed: (i: number) => boolean) => order(values, ties, aim, allowed);
  const broken = candidates.map((c) => limits.filter((l) => breaks(l, c)).map((l) => l.id));
  const allowed = ranked((i) => broken[i]?.length === 0);
  const [best, next] = allowed;
  const binding = limits.filter((l) => {
    const freed = ranked((i) => broken[i]?.every((id) => id === l.id) ?? false)[0];
    return (
      freed !== undefined && freed !== best && better(values[freed], best === undefined ? undefined : values[best], aim)
    );
  });
  const equal = allowed.filter((i) => best !== undefined && i !== best && values[i] === values[best]).length;
  return { best, next, ties: equal, binding: binding.map((l) => l.id), broken, values };
}

function order(
  values: readonly number[],
  ties: readonly number[] | undefined,
  aim: Aim,
  allowed: (i: number) => boolean,
): number[] {
  const sign = aim.best === 'most' ? -1 : 1;
  const worth = (i: number) => (Number.isFinite(ties?.[i]) ? (ties?.[i] as number) : -Number.MAX_VALUE);
  const byTie = (a: number, b: number) => (ties ? Math.sign(worth(b) - worth(a)) : 0);
  return values
    .map((v, i) => ({ v, i }))
    .filter(({ v, i }) => Number.isFinite(v) && allowed(i))
    .sort((a, b) => sign * (a.v - b.v) || byTie(a.i, b.i) || a.i - b.i)
    .map(({ i }) => i);
}

function better(a: number | undefined, b: number | undefined, aim: Aim): boolean {
  if (a === undefined || b === undefined) return b === undefined;
  return aim.best === 'most' ? a > b : a < b;
}
