/**
 * The library: everything that runs in Node and in the browser. No file system, no clock, no console.
 *
 * @example
 * const catalog = asCatalog(await (await fetch('catalog.json')).json());
 * const reader = new SheetReader();
 * const rows = [...reader.push(bytes), ...reader.end()];
 * const { results, findings } = assessSheet(catalog, rows);
 */
export { type Assessment, bindShape, type Output } from './assessment/assessment.ts';
export type { Finding, Severity } from './assessment/findings.ts';
export { REASONS } from './assessment/reasons.ts';
export type { DroppedRow, SiteRow } from './assessment/row.ts';
export { NO_SCENARIO, readScenario, type Scenario } from './assessment/scenario.ts';
export { Sheet, SheetFindings, type SheetOptions } from './assessment/sheet.ts';
export { AssessRun, type SiteResult, type Warning } from './batch/assess.ts';
export { type AssessedSheet, assessSheet } from './batch/assess-sheet.ts';
export { readSite, type SitePlan } from './batch/sizing/read-site.ts';
export { SizedRows } from './batch/sizing/rows.ts';
export { sizeSite } from './batch/sizing/size-site.ts';
export type { Candidate, SizingInputs } from './batch/sizing/sizer.ts';
export { type TotalOutput, Totals } from './batch/totals.ts';
export { asCatalog } from './catalog/as-catalog.ts';
export type { Book, Catalog, Evidence, Methodology, Quantity, Source } from './catalog/index.ts';
export { type ExplainedQuantity, explain } from './engine/explain.ts';
export { Interpreter } from './engine/interpreter.ts';
export { buildModel, type Model } from './engine/model.ts';
export { cogenerationYear, emptyHourFlows } from './hourly/cogeneration/dispatch.ts';
export { engineOf } from './hourly/cogeneration/engine-of.ts';
export type { CogenerationYear, Plant as CogenerationPlant } from './hourly/cogeneration/types.ts';
export { type DispatchYear, emptyHours, selfConsumption } from './hourly/dispatch/self-consumption.ts';
export { type Fit, fitOf } from './hourly/lighting/fit.ts';
export { readInventory } from './hourly/lighting/inventory.ts';
export { allLuminaires, readLuminaires } from './hourly/lighting/luminaires.ts';
export { type LightingTotals, lightingTotals } from './hourly/lighting/totals.ts';
export type { Luminaire, Room } from './hourly/lighting/types.ts';
export { seriesLimits } from './hourly/parameters.ts';
export { loadShape, shapedLoad } from './hourly/series/load-shape.ts';
export { readSeries } from './hourly/series/read.ts';
export type { HourlyYear } from './hourly/series/types.ts';
export { type Plant, plantYear } from './hourly/solar/plant.ts';
export { SheetError } from './io/errors.ts';
export { readSeriesRows } from './io/series-read.ts';
export { SheetReader } from './io/sheet-read.ts';
