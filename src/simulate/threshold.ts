import { isCellError, parseNumber } from '../assessment/cell/index.ts';

const HOLDS = {
  '>=': (x: number, value: number) => x >= value,
  '<=': (x: number, value: number) => x <= value,
  '>': (x: number, value: number) => x > value,
  '<': (x: number, value: number) => x < value,
} as const;

export type ThresholdOp = keyof typeof HOLDS;

/** A question about an output, such as `npv_jpy >= 0`. */
export interface Threshold {
  /** As it was written, without surrounding blanks. */
  readonly text: string;
  readonly output: string;
  readonly op: ThresholdOp;
  /** In the unit of the output; of one written in per cent, the fraction. */
  readonly value: number;
  /** It was written in per cent, which only a rate can be. */
  readonly percent?: boolean | undefined;
}

export type ThresholdError =
  /** Not `output op number`. */
  | { readonly code: 'threshold_syntax'; readonly params: { readonly text: string } }
  /** `==`, `=`, `!=`: a share of draws that hit one number exactly says nothing. */
  | { readonly code: 'threshold_operator'; readonly params: { readonly text: string; readonly op: string } }
  /** What stands right of the operator is no number. */
  | { readonly code: 'threshold_number'; readonly params: { readonly text: string; readonly value: string } };

const PARTS = /^([A-Za-z_]\w*)\s*([<>=!≤≥≠]+)\s*(.*)$/su;
const SPELLINGS: Readonly<Record<string, ThresholdOp>> = {
  '>=': '>=',
  '≥': '>=',
  '=>': '>=',
  '<=': '<=',
  '≤': '<=',
  '=<': '<=',
  '>': '>',
  '<': '<',
};

/** Reads `output >= number`; also `<=`, `>`, `<`, `≥`, `≤`; the number as in a cell (`4,000`), a rate also in per cent. The output is not looked up. */
export function parseThreshold(text: string): Threshold | ThresholdError {
  const trimmed = text.trim();
  const parts = PARTS.exec(trimmed);
  if (!parts) return { code: 'threshold_syntax', params: { text: trimmed } };
  const [, output, sign, right] = parts as unknown as [string, string, string, string];
  const op = Object.hasOwn(SPELLINGS, sign) ? SPELLINGS[sign] : undefined;
  if (!op) return { code: 'threshold_operator', params: { text: trimmed, op: sign } };
  const percent = /[%％]\s*$/u.test(right);
  const value = parseNumber(right, { percent });
  if (isCellError(value)) return { code: 'threshold_number', params: { text: trimmed, value: right } };
  return percent ? { text: trimmed, output, op, value: value / 100, percent } : { text: trimmed, output, op, value };
}

/** Of the number compared with: smaller differences are rounding in the sums that led to a figure. */
const ROUNDING = 1e-12;

/** Where a figure is compared: a cap of 4,000 that comes out as 4000.0000000000005 is met. */
function edgeOf({ op, value }: Pick<Threshold, 'op' | 'value'>): number {
  const slack = ROUNDING * Math.abs(value);
  return op === '>=' || op === '<' ? value - slack : value + slack;
}

/** Whether it holds of one figure; of an undefined one (NaN) it does not. */
export function holds(x: number, threshold: Pick<Threshold, 'op' | 'value'>): boolean {
  return HOLDS[threshold.op](x, edgeOf(threshold));
}

/** Share of all draws in which it holds; in an undefined draw (NaN) it does not. */
export function probability(values: Float64Array, threshold: Pick<Threshold, 'op' | 'value'>): number {
  const of = HOLDS[threshold.op];
  const edge = edgeOf(threshold);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (of(values[i] as number, edge)) count++;
  return values.length === 0 ? 0 : count / values.length;
}
