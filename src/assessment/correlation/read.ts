/** `correlation` of a scenario: rank correlations (Spearman's) between quantities of one site, as a matrix or as pairs. */
import { nearest, type Quantity } from '../../catalog/index.ts';
import { foldText, type InputColumns } from '../columns.ts';
import { type Finding, finding } from '../findings.ts';
import { matrixFaults } from './faults.ts';

/** Plain data, to hand to a worker. */
export interface Correlation {
  /** Names of the quantities. */
  quantities: readonly string[];
  /** Rank correlations, in their order: square, symmetric, positive definite. */
  matrix: readonly (readonly number[])[];
}

interface Written {
  columns: readonly string[];
  matrix: readonly (readonly number[])[];
}

/**
 * Two forms: `{ quantities: [capex_jpy, opex_jpy_per_year], matrix: [[1, 0.5], [0.5, 1]] }`, and a list of pairs
 * `[capex_jpy, opex_jpy_per_year, 0.5]`, in which pairs that are not named are not correlated.
 *
 * @returns nothing when something is wrong; the findings say what
 */
export function readCorrelation(
  raw: unknown,
  inputs: InputColumns,
): { correlation: Correlation | undefined; findings: Finding[] } {
  if (raw === undefined || raw === null) return { correlation: undefined, findings: [] };
  const findings: Finding[] = [];
  const written = Array.isArray(raw) ? ofPairs(raw, findings) : ofMatrix(raw);
  if (!written) findings.push(fault('correlation_form'));
  const found = (written?.columns ?? []).map((c) => quantityOf(c, inputs, findings));
  const twice = written?.columns.find((_, i) => found[i] && found.slice(0, i).some((q) => q?.name === found[i]?.name));
  if (twice !== undefined) findings.push(fault('correlation_twice', { column: twice }));
  if (written && findings.length === 0) findings.push(...matrixFaults(written.columns, written.matrix));
  if (!written || findings.length > 0) return { correlation: undefined, findings };
  return { correlation: { quantities: found.map((q) => q?.name ?? ''), matrix: written.matrix }, findings };
}

function ofMatrix(raw: unknown): Written | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { quantities, matrix, ...more } = raw as Readonly<Record<string, unknown>>;
  const fits =
    Object.keys(more).length === 0 &&
    isListOf(quantities, isText) &&
    isListOf(matrix, (row): row is number[] => isListOf(row, isNumber));
  return fits && quantities.length > 1 ? { columns: quantities, matrix } : undefined;
}

function ofPairs(raw: readonly unknown[], findings: Finding[]): Written | undefined {
  const fits = isListOf(raw, (p): p is [string, string, number] => {
    const [a, b, r, ...more] = Array.isArray(p) ? p : [];
    return isText(a) && isText(b) && isNumber(r) && more.length === 0;
  });
  if (!fits || raw.length === 0) return undefined;
  const named = raw.flatMap((pair) => pair.slice(0, 2) as [string, string]);
  const columns = [...new Map(named.map((c) => [foldText(c), c])).values()];
  const at = (c: string): number => columns.findIndex((x) => foldText(x) === foldText(c));
  const matrix = columns.map((_, i) => columns.map((_, j) => (i === j ? 1 : 0)));
  const seen = new Set<string>();
  for (const [a, b, r] of raw) {
    const [i, j] = [at(a), at(b)];
    if (i === j) findings.push(fault('correlation_twice', { column: a }));
    const pair = [i, j].sort((x, y) => x - y).join();
    if (seen.has(pair)) findings.push(fault('correlation_pair_twice', { first: a, second: b }));
    seen.add(pair);
    for (const [x, y] of [
      [i, j],
      [j, i],
    ] as const)
      (matrix[x] as number[])[y] = r;
  }
  return { columns, matrix };
}

/** A column of numbers whose draws belong to the site alone and hold for its life. */
function quantityOf(column: string, inputs: InputColumns, findings: Finding[]): Quantity | undefined {
  const list = (inputs.byColumn.get(foldText(column)) ?? []).filter((q) => q.kind === 'number');
  const [q] = list;
  if (!q) {
    const numbers = [...inputs.byColumn.values()].flat().filter((x) => x.kind === 'number');
    const suggestion =
      inputs.byBase.get(foldText(column))?.[0]?.column ??
      nearest(
        column,
        numbers.map((x) => x.column),
      );
    findings.push(fault('correlation_unknown', { column, suggestion: suggestion ?? '' }));
    return undefined;
  }
  const shared = list.find((x) => x.sharedBy !== undefined && x.sharedBy !== 'site');
  if (shared) findings.push(fault('correlation_shared', { column: q.column, shared_by: shared.sharedBy ?? '' }));
  else if (list.some((x) => x.spread?.per === 'year')) findings.push(fault('correlation_yearly', { column: q.column }));
  return q;
}

const fault = (code: Parameters<typeof finding>[0], params: Finding['params'] = {}): Finding =>
  finding(code, 'error', params, { column: 'correlation' });
const isText = (x: unknown): x is string => typeof x === 'string';
const isNumber = (x: unknown): x is number => typeof x === 'number' && Number.isFinite(x);
const isListOf = <T>(x: unknown, is: (item: unknown) => item is T): x is T[] => Array.isArray(x) && x.every(is);
