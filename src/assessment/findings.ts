/** Something wrong or noteworthy in input: code, severity, place, parameters. The text is in the locale files. */
import type { CellErrorCode } from './cell/index.ts';

export type Severity = 'error' | 'warning' | 'note';

export interface Finding {
  code: string;
  severity: Severity;
  site_id?: string | undefined;
  /** Line of the file where the row begins, 1-based. */
  row?: number | undefined;
  /** Header as written. */
  column?: string | undefined;
  params: Readonly<Record<string, string | number>>;
}

/** Faults of the whole sheet: nothing can run. */
export const SHEET_FINDINGS = [
  'empty_sheet', // {}
  'no_rows', // {}
  'missing_column', // { column }
  'duplicate_column', // { column, first }
  'unknown_column', // { column, suggestion }
  'scenario_only_column', // { column }
  'header_without_unit', // { column, meant }
  'header_wrong_unit', // { column, unit, expected }
  'header_unknown_unit', // { column, unit }
  'unknown_currency', // { column, currency }
] as const;

/** Faults of a row: it is dropped, the others run. Cell faults have their own list. */
export const ROW_FINDINGS = [
  'missing_site_id', // {}
  'duplicate_site_id', // { site_id }
  'too_many_cells', // { cells, columns }
  'missing_country', // {}
  'unknown_country', // { value, suggestion }
  'missing_technology', // {}
  'unknown_technology', // { value, suggestion, known }
  'unknown_value', // { value, known, suggestion }
  'unknown_methodology', // { value, suggestion }
  'unknown_methodology_version', // { value, known }
  'methodology_of_another_technology', // { methodology, technology }
  'unknown_programme', // { value, known }
  'out_of_range', // { value, low, high, unit }
  'not_whole', // { value }
  'spread_not_allowed', // { text }
  'spread_out_of_range', // { quantity, text, least, most, low, high, unit }
] as const;

/** Noteworthy in a row that runs all the same. */
export const ROW_WARNINGS = [
  'unused_cell', // { technology }
  'battery_not_modelled', // {}
  'no_rate', // { currency }
  'unknown_grid', // { value, known }
  'grid_needed', // { known }
  'choose_methodology', // { candidates }
  'case_not_stated', // { facts, candidates }
  'methodology_chosen', // { methodology, title }
  'group_mixed', // { group, what }
  'given_differs', // { quantity, given, computed }
  'quantity_not_varied', // { quantity }
  'spread_beyond_range', // { quantity, text, share_pct, low, high, unit, remedy }
] as const;

/** Faults of a scenario file. */
export const SCENARIO_FINDINGS = [
  'unknown_scenario_key', // { key, suggestion }
  'bad_scenario_value', // { key, value }
  'empirical_form', // { key, text }
  'empirical_no_file', // { key, file }
  'empirical_no_column', // { key, file, column, suggestion }
  'empirical_unit', // { key, file, column, expected }
  'empirical_not_a_number', // { key, file, line, text }
  'empirical_too_few', // { key, file, column, count }
  'correlation_form', // {}
  'correlation_unknown', // { column, suggestion }
  'correlation_shared', // { column, shared_by }
  'correlation_yearly', // { column }
  'correlation_twice', // { column }
  'correlation_pair_twice', // { first, second }
  'correlation_not_square', // { quantities, rows, columns }
  'correlation_diagonal', // { column, value }
  'correlation_beyond', // { first, second, value }
  'correlation_not_symmetric', // { first, second, there, back }
  'correlation_not_positive_definite', // { column, others }
  'sweep_form', // {}
  'sweep_too_many', // { count, most }
  'sweep_name_twice', // { name }
  'no_effect_in_command', // { keys, command }
  'redraw_fixed_in_groups', // {}
] as const;

/** Findings about the sheet that do not stop it. */
export const SHEET_WARNINGS = [
  'calorific_basis_assumed', // { column, unit }
  'fx_used', // { currency, rate, date }
] as const;

export type FindingCode =
  | (typeof SHEET_FINDINGS)[number]
  | (typeof ROW_FINDINGS)[number]
  | (typeof ROW_WARNINGS)[number]
  | (typeof SCENARIO_FINDINGS)[number]
  | (typeof SHEET_WARNINGS)[number]
  | CellErrorCode;

export function finding(
  code: FindingCode,
  severity: Severity,
  params: Finding['params'] = {},
  place: Partial<Finding> = {},
): Finding {
  return { code, severity, ...place, params };
}
