import { parseThreshold, type Threshold, type ThresholdError } from '../simulate/threshold.ts';

const EQUALS = /^([A-Za-z_]\w*)\s*={1,2}\s*([^=<>].*)$/su;

/**
 * Reads `npv_jpy = 0`, `payback_years <= 8`; `=` means just good enough.
 * @param lessIsBetter of which outputs less is better
 */
export function parseTarget(text: string, lessIsBetter: (output: string) => boolean): Threshold | ThresholdError {
  const [, output, value] = EQUALS.exec(text.trim()) ?? [];
  if (output === undefined) return parseThreshold(text);
  const t = parseThreshold(`${output} ${lessIsBetter(output) ? '<=' : '>='} ${value}`);
  return 'code' in t ? t : { ...t, text: text.trim() };
}

/** Reads `p80`: the share of draws that must meet the target. */
export function parseShare(text: string): number | undefined {
  const percent = Number(/^\s*p\s*(\d{1,2}(?:\.\d+)?)\s*$/iu.exec(text)?.[1]);
  return percent > 0 && percent < 100 ? percent / 100 : undefined;
}
