export { type Found, lookUp } from './lookup.ts';
export { nearest } from './nearest.ts';
export * from './types.ts';
