export * from './choices.ts';
export { type Found, lookUp } from './lookup.ts';
export { nearest } from './nearest.ts';
export { type DefaultSpread, isAbsolute, type SpreadForm } from './spread.ts';
export * from './types.ts';
