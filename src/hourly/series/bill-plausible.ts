/** Bills that cannot be what they say: thousands read as decimals, one month far beyond the others, readings of a register, nothing at all. */
import type { Finding } from '../../assessment/findings.ts';
import { seriesFinding } from '../findings.ts';
import type { EnergyColumn } from './choose-energy.ts';
import type { ReadColumn, SumReader } from './sum-reader.ts';
import type { Row, SeriesLimits } from './types.ts';

/** `215.081`: with a dot between thousands 215,081. */
const DOTTED = /^\d{1,3}(\.\d{3})+$/;
/** What is below a thousand has no dot then. */
const BELOW = /^\d{1,3}$/;

/** @param rows one a month, in the order of the file @param columns what `read` is the sum of */
export function billFindings(
  rows: readonly Row[],
  columns: readonly EnergyColumn[],
  read: SumReader,
  limits: SeriesLimits,
): Finding[] {
  const known = read.values.filter((v) => !Number.isNaN(v));
  const first = { row: rows[0]?.line, column: read.header };
  const dotted = dotFinding(rows, columns);
  if (dotted) return [dotted];
  if (known.length > 0 && known.every((v) => v === 0)) return [seriesFinding('series_all_zero', 'error', {}, first)];
  const findings: Finding[] = [];
  if (known.length === 12 && known.every((v, i) => i === 0 || v > (known[i - 1] as number)))
    findings.push(seriesFinding('series_register', columns.some(isRegister) ? 'error' : 'warning', {}, first));
  const middle = known.toSorted((a, b) => a - b)[Math.floor(known.length / 2)] ?? 0;
  const beyond = read.values.findIndex((v) => middle > 0 && v > limits.billOutlier * middle);
  if (beyond >= 0) {
    const value = read.values[beyond] as number;
    const times = Math.round(value / middle);
    const place = { row: rows[beyond]?.line, column: read.header };
    findings.push(seriesFinding('series_bill_outlier', 'warning', { value, times }, place));
  }
  return findings;
}

/** A plant may grow from month to month; a register by its name does not. */
const isRegister = (c: EnergyColumn) => c.role === 'register';

/** In kWh three decimals are rare, and in all months they are thousands; in MWh they are usual. */
function dotFinding(rows: readonly Row[], columns: readonly ReadColumn[]): Finding | undefined {
  for (const { column, header, scale } of columns) {
    if (scale > 1) continue;
    const texts = rows.map((r) => ({ line: r.line, text: (r.cells[column] ?? '').normalize('NFKC').trim() }));
    const written = texts.filter(({ text }) => text !== '');
    const [example] = written.filter(({ text }) => DOTTED.test(text));
    if (example && written.every(({ text }) => DOTTED.test(text) || BELOW.test(text)))
      return seriesFinding(
        'series_dot_thousands',
        'error',
        { text: example.text, whole: example.text.replaceAll('.', '') },
        { row: example.line, column: header },
      );
  }
  return undefined;
}
