/** Default spreads in the built catalog: the shapes that stand in for a spread nobody gave. */

/** A spread is read somewhere, worked out, or recalled; it does not hold by definition, and users write theirs in the sheet. */
export const SPREAD_EVIDENCE = ['published', 'secondary', 'corroborated', 'derived', 'recalled'] as const;

/**
 * Relative numbers (`_pct`, and `sd_log`, the standard deviation of the logarithm) go round the middle of the quantity;
 * `sd` is in its unit, also round the middle. `low`, `mode`, `high` and `outcomes` are values in its unit: they stand for a
 * value nobody gave, and do not apply to one that is given.
 */
export interface SpreadForm {
  kind: 'normal' | 'lognormal' | 'uniform' | 'triangular' | 'pert' | 'discrete';
  half_width_90_pct?: number | undefined;
  sd_pct?: number | undefined;
  sd?: number | undefined;
  sd_log?: number | undefined;
  /** Ends of uniform, triangular and PERT; the mode of the last two is the middle. */
  low_pct?: number | undefined;
  high_pct?: number | undefined;
  low?: number | undefined;
  mode?: number | undefined;
  high?: number | undefined;
  /** [value, probability]. */
  outcomes?: readonly (readonly [number, number])[] | undefined;
  evidence: (typeof SPREAD_EVIDENCE)[number];
  source?: string | undefined;
  note?: string | undefined;
}

export interface DefaultSpread {
  /** One draw for the life of the project, or one a year. */
  per: 'life' | 'year';
  /** Coded quantity whose label chooses among `values`. */
  by?: string | undefined;
  /** Shapes by label; `default` for every other label, and the only one without `by`. */
  values: Readonly<Record<string, SpreadForm>>;
}

/** Whether the shape is made of values instead of deviations from the middle. */
export const isAbsolute = (form: SpreadForm): boolean => form.low !== undefined || form.outcomes !== undefined;
