/** Loaded when a scenario is read. A package of CommonJS form has no named exports when import() fetches it from the bundle; this file has. */
export { parse } from 'yaml';
