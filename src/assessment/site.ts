/** What a row says about a site, as far as its equations are concerned. */
import type { Spread } from './cell/spread.ts';

/** A number given by the row or the scenario, in the unit of its quantity. */
export interface Given {
  value: number;
  spread?: Spread | undefined;
  /** As the user wrote it, and with which unit, when it was converted. */
  written?: string | undefined;
}

/** The part of a row that settles its equations: two rows with equal shape share one assessment. */
export interface Shape {
  /** Texts by name: country (ISO), technology, methodology, programme, grid, industry, labels … ; blank ones are absent. */
  texts: Readonly<Record<string, string>>;
  /** Names of the quantities whose numbers the row gives, in column order: the parameters. */
  params: readonly string[];
  /** Quantities whose cell cannot be used → reason (money without a rate). */
  lost?: Readonly<Record<string, string>> | undefined;
}

export interface ScenarioValues {
  texts: Readonly<Record<string, string>>;
  numbers: Readonly<Record<string, Given>>;
}

export const EMPTY_SCENARIO: ScenarioValues = { texts: {}, numbers: {} };
