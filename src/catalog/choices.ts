/** What is taken when nobody says: `methodologies/choices.yaml` as the engine has it. */
import type { Text } from './text.ts';

/** A fact of a case that `when:` may ask for: the label of a quantity, or whether one of some quantities is given. */
export interface Fact {
  given?: readonly string[] | undefined;
  /** Its value when one is given. */
  value?: string | undefined;
  /** Its value when the row does not say; undefined = unknown. */
  otherwise?: string | undefined;
  /** All values it can have. */
  values: readonly string[];
}

/** Between which values a quantity is looked for: two numbers in its unit, or two multiples of the site's own. */
export type SearchRange = { from: number; to: number } | { times: readonly [number, number] };

/** What a break-even is looked for unless told otherwise. */
export interface BreakEvenChoices {
  /** As on the command line. */
  target: string;
  /** By name; `with`: what grows in proportion, as far as the site has it, unless the user names other quantities. */
  quantities: Readonly<Record<string, SearchRange & { with?: readonly string[] | undefined }>>;
  /** Multiples for all others. */
  otherwise: readonly [number, number];
}

/** What a size may be chosen for and limited by. */
export interface SizingChoices {
  aims: Readonly<Record<string, { label: Text; outputs: readonly string[]; best: 'most' | 'least' }>>;
  /** The output may be this much at most, or at least. */
  limits: Readonly<Record<string, { output: string; at: 'most' | 'least' }>>;
  /** Sizes tried where no range is given. */
  steps: number;
  /** Parts into which the intervals beside the best are cut, round by round, where any size may be taken. */
  finer: readonly number[];
  /** Combinations of the ranges at most. */
  most: number;
}

/** What is taken when a row does not say. */
export interface Choices {
  programme: string;
  facts: Readonly<Record<string, Fact>>;
  /** Probability outside its range that a normal or lognormal may have without a warning. */
  spreadOutsideRange: number;
  /** Beginnings of the names of outputs of which less is better. */
  lessIsBetter?: readonly string[] | undefined;
  /** Values of a quantity in a table, as multiples of a site's own number. */
  multiples?: readonly number[] | undefined;
  breakEven?: BreakEvenChoices | undefined;
  /** What people say for a quantity of a plan: names of which a site's first is meant. */
  planWords?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Outputs of a simulation that asks for none. */
  simulated: readonly string[];
  sizing?: SizingChoices | undefined;
  /** Beginnings of output names, in the order in which outputs are shown. */
  outputs: readonly string[];
  promise?: PromiseChoices | undefined;
  portfolio?: PortfolioChoices | undefined;
}

/** What can be changed to gain a point: quantities multiplied by one number. */
export interface Lever {
  label: Text;
  scales: readonly string[];
  /** The largest number that makes sense. */
  most?: number | undefined;
  /** Codes of checks that a change may not raise where the plan does not. */
  unless?: readonly string[] | undefined;
}

/** What a proposal promises and is scored by. */
export interface PromiseChoices {
  /** Yearly quantity that is promised, and the one that says for how many years. */
  series: string;
  years: string;
  /** Outputs: its yearly average and its sum over these years. */
  average: string;
  total: string;
  /** Coded output that says whether a row may be proposed. */
  eligible: string;
  /** Share of the draws in which a promise is to be met. */
  confidence: number;
  /** Outputs in points. */
  scores: readonly string[];
  /** Coded quantity whose labels are put side by side. */
  basis: string;
  /** Least and largest number by which a lever may multiply. */
  search: readonly [number, number];
  levers: Readonly<Record<string, Lever>>;
}

/** What a choice among sites is judged by. */
export interface PortfolioChoices {
  /** Objective as on the command line. */
  maximise: string;
  /** Coded output: `no` is never chosen. */
  eligible: string;
  /** Outputs whose sum the points of a choice are. */
  points: readonly string[];
  /** Outputs of the marginal abatement cost curve. */
  cost: string;
  tonnes: string;
}
