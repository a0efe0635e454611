/**
 * The library: everything that runs in Node and in the browser. No file system, no clock, no console.
 *
 * @example
 * const catalog = await (await fetch('catalog.json')).json();
 * const { results } = assessSheet(catalog, bytes);
 */
export { bindShape, type Assessment, type Output } from './assessment/assessment.ts';
export type { Finding, Severity } from './assessment/findings.ts';
export { REASONS } from './assessment/reasons.ts';
export type { DroppedRow, SiteRow } from './assessment/row.ts';
export { NO_SCENARIO, type Scenario, readScenario } from './assessment/scenario.ts';
export { Sheet, SheetFindings, type SheetOptions } from './assessment/sheet.ts';
export { AssessRun, type SiteResult, type Warning } from './batch/assess.ts';
export { type AssessedSheet, assessSheet } from './batch/assess-sheet.ts';
export { type TotalOutput, Totals } from './batch/totals.ts';
export type { Book, Catalog, Evidence, Methodology, Quantity, Source } from './catalog/index.ts';
export { type ExplainedQuantity, explain } from './engine/explain.ts';
export { Interpreter } from './engine/interpreter.ts';
export { type Model, buildModel } from './engine/model.ts';
export { SheetError } from './io/errors.ts';
export { SheetReader } from './io/sheet-read.ts';
