export * from './check.ts';
export * from './errors.ts';
export * from './expr.ts';
export * from './units.ts';
