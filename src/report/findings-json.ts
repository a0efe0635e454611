/** Findings at the end of a JSON result: a list that is cut says how many are missing. */
import type { Finding } from '../assessment/findings.ts';

export interface KeptFindings {
  list: readonly Finding[];
  leftOut: number;
}

/** The members `findings` and, where some are missing, `findings_left_out`. */
export function findingsMembers(f: KeptFindings): { findings: readonly Finding[]; findings_left_out?: number } {
  return { findings: f.list, ...(f.leftOut > 0 ? { findings_left_out: f.leftOut } : {}) };
}
