/**
 * `sweep` of a scenario: plans to go through one after the other. A grid gives columns and their values, and stands for every
 * combination of them; a list gives named plans.
 */
import type { Quantity } from '../catalog/index.ts';
import type { Changes } from './changed-row.ts';
import { type Finding, finding } from './findings.ts';
import { readValues, type ValuesContext } from './scenario-values.ts';

export interface SweptPlan extends Changes {
  name: string;
  /** As written, by key. */
  written: Readonly<Record<string, string>>;
}

type Entry = readonly [key: string, value: unknown];

/** Plans of a sweep at most. */
const MOST = 10_000;
/** What settles which columns a row may have at all. */
const NOT_SWEPT: ReadonlySet<string> = new Set(['country', 'technology']);

/** Faults are findings of severity error. */
export function readSweep(raw: unknown, context: ValuesContext): { sweep: SweptPlan[]; findings: Finding[] } {
  if (raw === undefined || raw === null) return { sweep: [], findings: [] };
  const plans = Array.isArray(raw) ? listed(raw) : isMap(raw) ? grid(raw) : undefined;
  if (!plans || plans.length === 0) return fault(finding('sweep_form', 'error'));
  if (plans.length > MOST) return fault(finding('sweep_too_many', 'error', { count: plans.length, most: MOST }));
  const twice = plans.find((p, i) => plans.findIndex((o) => o.name === p.name) < i);
  if (twice) return fault(finding('sweep_name_twice', 'error', { name: twice.name }));
  const findings: Finding[] = [];
  const sweep = plans.map(({ name, entries }): SweptPlan => {
    for (const [key, value] of entries) if (!isKnown(key, String(value), context)) context.bad(`sweep.${key}`, value);
    const read = readValues(entries, context, (key) => planOnly(key, context));
    findings.push(...read.findings);
    const written = Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
    return { name, written, ...read.values };
  });
  // A bad value of a grid stands in many plans and is told once.
  const seen = new Set<string>();
  return { sweep, findings: findings.filter((f) => !seen.has(JSON.stringify(f)) && seen.add(JSON.stringify(f))) };
}

const fault = (f: Finding): { sweep: SweptPlan[]; findings: Finding[] } => ({
  sweep: [],
  findings: [{ ...f, column: 'sweep' }],
});

/** Whether a text that chooses books is one of the catalog's. Rows were read already: nobody else would say so. */
function isKnown(key: string, text: string, { catalog }: ValuesContext): boolean {
  if (NOT_SWEPT.has(key)) return false;
  if (key === 'methodology')
    return Object.values(catalog.methodologies).some((m) => m.id === text || `${m.id}@${m.version}` === text);
  if (key === 'programme')
    return catalog.calls.some((c) => c.programme === text || `${c.programme}@${c.call}` === text);
  return true;
}

/** A number that no cell gives: a plan may put one in its place. */
function planOnly(key: string, { catalog }: ValuesContext): Quantity | undefined {
  const all = Object.values(catalog.books).flatMap((b) => Object.values(b.quantities));
  return all.find((q) => q.kind === 'number' && q.column === key);
}

const isMap = (x: unknown): x is Readonly<Record<string, unknown>> =>
  typeof x === 'object' && x !== null && !Array.isArray(x);

function listed(raw: readonly unknown[]): { name: string; entries: Entry[] }[] | undefined {
  if (!raw.every(isMap)) return undefined;
  const plans = raw.map(({ name, ...columns }) => ({
    name: String(name ?? '').trim(),
    entries: Object.entries(columns),
  }));
  return plans.every((p) => p.name !== '') ? plans : undefined;
}

function grid(raw: Readonly<Record<string, unknown>>): { name: string; entries: Entry[] }[] | undefined {
  let plans: Entry[][] = [[]];
  for (const [key, values] of Object.entries(raw)) {
    if (!Array.isArray(values) || values.length === 0) return undefined;
    // More are refused all the same: none of them is made.
    if (plans.length * values.length > 10 * MOST) return undefined;
    plans = plans.flatMap((p) => values.map((v): Entry[] => [...p, [key, v]]));
  }
  return plans.map((entries) => ({ name: entries.map(([key, value]) => `${key}=${value}`).join(', '), entries }));
}
