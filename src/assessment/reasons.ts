/**
 * Every reason why an output does not exist. Texts live in the locale tables, keyed by these codes. The ids of a
 * programme's conditions (why a row is not eligible, or why that is not known) are reasons too; they stand in its book.
 */
export const REASONS = [
  /** Written `missing_input:NAME`; NAME is the column that would supply it. */
  'missing_input',
  /** Divided by reductions that are zero or negative; also why a row is not eligible. */
  'no_reduction',
  /** No IRR: the cash flow is never positive, or never negative. */
  'no_sign_change',
  /** No single IRR. */
  'several_sign_changes',
  /** Not within the years of evaluation. */
  'not_paid_back',
  /** A rate of an eligible cost of zero. */
  'no_eligible_cost',
  /** Money in a currency without an exchange rate. */
  'no_rate',
  /** No methodology is settled: several fit, or the case is not stated. */
  'several_methodologies',
  /** A row of the project or proposal was left out. */
  'row_dropped',
  /** The shares of the credits add up to more than 100 %. */
  'shares_exceed_100',
  /** Arithmetic on given numbers has no finite result. */
  'not_finite',
  /** Of a break-even: the target is met nowhere between the values looked at. */
  'never_within',
  /** Of a break-even: the target is met everywhere between the values looked at. */
  'always_within',
  /** Of a break-even: neither the site, the column nor the user says where to look. */
  'no_interval',
  /** Of a break-even: the quantity has no part in the output. */
  'no_effect',
  /** The rules in the catalog leave it open. */
  'unknown',
  /** Rows of the project differ in what they must share. */
  'mixed_in_group',
  /** In a simulation: only the proposal as a whole has the figure. */
  'see_proposal',
  /** In a simulation: sums over sites do not give the figure draw by draw. */
  'only_single_sites',
  /** In a portfolio: a site of the same project or proposal lacks a figure, and they are chosen together. */
  'chosen_together',
] as const;

/** Of these, those that other numbers in the cells may remove: in a search the target is then missed, not unknown. */
export const OF_THE_NUMBERS: ReadonlySet<string> = new Set<(typeof REASONS)[number]>([
  'no_reduction',
  'not_paid_back',
  'no_sign_change',
  'several_sign_changes',
  'no_eligible_cost',
]);
