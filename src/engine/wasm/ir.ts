/**
 * What the emitter works on: the graph with lengths settled, flows taken apart into their value at the first payment, in the
 * years of construction (lead) and in the years of operation, and everything constant worked out.
 */

/** once: one number a lane · lead: one a flow position 1 … construction · yearly: one a year of operation. */
export type Rank = 'once' | 'lead' | 'yearly';

/** Years that tables and arrays hold: the interpreter has as many at most. */
export const YEARS = 60;

export interface Node {
  /**
   * Operations of the graph, and
   * table: a constant a year · growth: running product of g from year 2 on · geometric: ratio, start · factor: v^k of the present value ·
   * less, same: masks of all ones or none · keep: the number where the mask is set, else 0 · lead: flow position.
   */
  op: string;
  rank: Rank;
  args: readonly number[];
  v: number;
  /** table: its numbers; a mask is NaN where set. */
  table?: Float64Array;
  mask?: boolean;
  points?: readonly (readonly [number, number])[];
  side?: 'from' | 'up_to';
  unknown?: readonly boolean[];
  /** series: how many parameters it has, one a year of operation. */
  count?: number;
}

/** What is known of a node whatever the parameters. */
export interface Facts {
  /** NaN, or the sign bit is not set. */
  plus: boolean;
  /** Never −0. */
  unsignedZero: boolean;
  /** Never NaN. */
  defined: boolean;
}

/** A node that must stay below a bound in size for what was left out to be certain. */
export interface Assumption {
  node: number;
  below: number;
}

export interface Ir {
  nodes: readonly Node[];
  facts: readonly Facts[];
  outputs: readonly number[];
  /** Once-only nodes that are lengths of yearly functions. */
  lengths: readonly number[];
  construction: number;
  /** Length of operation, when it is the same for every site. */
  years: number | undefined;
  assumptions: readonly Assumption[];
}

/** Years of a loop: all of them alike, or the first one and the rest apart. */
export type Phase = 'all' | 'first' | 'rest';

/** The number of a table in all years of a phase, if it is the same. */
export function settled(n: Node, phase: Phase, years = YEARS): number | undefined {
  if (n.op !== 'table' || phase === 'all') return undefined;
  const [from, to] = phase === 'first' ? [0, 1] : [1, years];
  const t = n.table!;
  for (let i = from + 1; i < to; i++) if (!Object.is(t[i], t[from])) return undefined;
  return t[from];
}

/** Text that tells numbers apart, −0 from 0 too. */
export const exact = (v: number): string => (Object.is(v, -0) ? '-0' : String(v));

const COMPARE = new Set(['lt', 'le', 'gt', 'ge', 'eq', 'ne']);
export const isCompare = (op: string): boolean => COMPARE.has(op);

const minus = (v: number): boolean => v < 0 || Object.is(v, -0);

export function factsOf(n: Node, facts: readonly Facts[]): Facts {
  const f = n.args.map((a) => facts[a] as Facts);
  const all = (key: keyof Facts, from = 0): boolean => f.slice(from).every((x) => x[key]);
  const [a, b] = f;
  const none: Facts = { plus: false, unsignedZero: false, defined: false };
  switch (n.op) {
    case 'const':
      return { plus: !minus(n.v), unsignedZero: !Object.is(n.v, -0), defined: !Number.isNaN(n.v) };
    case 'table': {
      const t = n.table!;
      return {
        plus: !t.some(minus),
        unsignedZero: !t.some((v) => Object.is(v, -0)),
        defined: !t.some(Number.isNaN),
      };
    }
    case 'lead':
      return { plus: true, unsignedZero: true, defined: true };
    case 'add':
      return { ...none, plus: all('plus'), unsignedZero: a!.unsignedZero || b!.unsignedZero };
    case 'sub':
      return { ...none, unsignedZero: a!.unsignedZero };
    case 'mul':
    case 'div':
    case 'geometric':
      return { ...none, plus: all('plus'), unsignedZero: all('plus') };
    case 'convert':
      return { ...none, plus: a!.plus && n.v > 0, unsignedZero: a!.plus && n.v > 0 };
    case 'floor':
    case 'ceil':
    case 'pow':
    case 'sqrt':
      return { ...none, plus: all('plus'), unsignedZero: all('plus') };
    case 'min':
      return { plus: all('plus'), unsignedZero: all('unsignedZero'), defined: all('defined') };
    case 'max': {
      const plus = a!.plus || b!.plus;
      return { plus, unsignedZero: plus || all('unsignedZero'), defined: all('defined') };
    }
    case 'abs':
      return { plus: true, unsignedZero: true, defined: a!.defined };
    case 'neg':
      return { ...none, defined: a!.defined };
    case 'cond':
      return { plus: all('plus', 1), unsignedZero: all('unsignedZero', 1), defined: all('defined') };
    case 'guard':
      return { plus: b!.plus, unsignedZero: b!.unsignedZero, defined: false };
    case 'keep':
    case 'shift':
      return { plus: all('plus'), unsignedZero: all('unsignedZero'), defined: all('defined') };
    case 'less':
    case 'same':
      return { plus: true, unsignedZero: true, defined: true };
    case 'sum':
    case 'cumulative':
      return { ...none, plus: all('plus'), unsignedZero: true };
    case 'exp':
      return { ...none, plus: true, unsignedZero: true };
    case 'all':
      return { ...none, plus: all('plus'), unsignedZero: true };
    case 'npv':
      return { ...none, unsignedZero: true };
    case 'step': {
      const values = [n.v, ...n.points!.map((p) => p[1])];
      return { plus: !values.some(minus), unsignedZero: !values.some((v) => Object.is(v, -0)), defined: false };
    }
    default:
      return isCompare(n.op) ? { plus: true, unsignedZero: true, defined: all('defined') } : none;
  }
}
