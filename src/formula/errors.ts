/** A fault in a formula or a unit, as data: the text for people lives in the locale files. */
export type FormulaErrorCode =
  | 'formula_syntax'
  | 'formula_not_allowed'
  | 'formula_unknown_function'
  | 'formula_argument_count'
  | 'formula_unknown_name'
  | 'formula_units_differ'
  | 'formula_unit_of_result'
  | 'formula_power'
  | 'formula_number'
  | 'unit_unknown'
  | 'unit_syntax';

/** Thrown while a catalog or a user's methodology file is loaded; never while numbers are calculated. */
export class FormulaError extends Error {
  readonly code: FormulaErrorCode;
  readonly params: Readonly<Record<string, string | number>>;
  constructor(code: FormulaErrorCode, params: Record<string, string | number> = {}) {
    const detail = Object.entries(params)
      .map(([k, v]) => `${k}: ${v}`)
      .join(', ');
    super(detail ? `${code} (${detail})` : code);
    this.name = 'FormulaError';
    this.code = code;
    this.params = params;
  }
}
