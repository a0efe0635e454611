import { type CellError, cellError } from './errors.ts';

/**
 * Takes the thousands separators out of unsigned digits with an optional decimal point: `1,234,567.8`.
 * Refused: `1,5` and `0,125`, which may be decimal commas, and groups that are not of three digits.
 */
export function ungroup(text: string): string | CellError {
  if (!text.includes(',')) return text;
  if (/^[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/.test(text)) return text.replaceAll(',', '');
  const commas = text.split(',').length - 1;
  return cellError(commas === 1 ? 'ambiguous_decimal_comma' : 'bad_grouping', { text });
}
