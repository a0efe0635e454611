/** Rules between the keys of one entry: one way of getting its value, and beside it only the keys of that way. */
import type { z } from 'zod';

type Entry = Readonly<Record<string, unknown>>;
type Context = z.core.$RefinementCtx;

const OPTION_WAYS = ['formula', 'value', 'lookup'];
const WAYS = [...OPTION_WAYS, 'by', 'step', 'interp', 'first_of'];
const QUANTITY_WAYS = [...WAYS, 'code', 'conditions'];
const CONDITION_WAYS = ['formula', 'of'];

export const checkOption = (x: Entry, ctx: Context): void => exactlyOne(x, OPTION_WAYS, ctx);
export const checkCondition = (x: Entry, ctx: Context): void => exactlyOne(x, CONDITION_WAYS, ctx);

export function checkFiller(x: Entry, ctx: Context): void {
  if (x.default === undefined || waysOf(x, WAYS).length > 0) exactlyOne(x, WAYS, ctx);
  companions(x, ctx);
}

export function checkQuantity(x: Entry, ctx: Context): void {
  const without = x.default !== undefined || x.slot !== undefined || x.input === true;
  if (!without || waysOf(x, QUANTITY_WAYS).length > 0) exactlyOne(x, QUANTITY_WAYS, ctx);
  companions(x, ctx);
}

const waysOf = (x: Entry, ways: readonly string[]): string[] => ways.filter((k) => x[k] !== undefined);

function exactlyOne(x: Entry, ways: readonly string[], ctx: Context): void {
  const [first, second] = waysOf(x, ways);
  if (first === undefined) say(ctx, [], `needs one of ${ways.join(', ')}`);
  else if (second !== undefined) say(ctx, [second], `${first} stands there already; only one of ${ways.join(', ')}`);
}

/** Keys that mean something only beside another. */
function companions(x: Entry, ctx: Context): void {
  const edges = waysOf(x, ['from', 'up_to']);
  if (edges.length > 1) say(ctx, ['up_to'], 'from stands there already; only one of from, up_to');
  if (x.step !== undefined && edges.length === 0) say(ctx, ['step'], 'needs from or up_to');
  if (x.step === undefined && edges[0]) say(ctx, [edges[0]], 'belongs to step, which is not there');
  pair(x, 'interp', 'points', ctx);
  pair(x, 'by', 'values', ctx);
  for (const k of ['values', 'first_of'])
    if (x[k] !== undefined && Object.keys(x[k] as object).length === 0) say(ctx, [k], 'is empty');
  otherwise(x, ctx);
}

function pair(x: Entry, way: string, companion: string, ctx: Context): void {
  if (x[way] !== undefined && x[companion] === undefined) say(ctx, [way], `needs ${companion}`);
  if (x[way] === undefined && x[companion] !== undefined)
    say(ctx, [companion], `belongs to ${way}, which is not there`);
}

/** `else` of a step is a number; that of `defined_if` is the code of a reason. */
function otherwise(x: Entry, ctx: Context): void {
  if (x.else === undefined) return;
  if (x.step !== undefined) {
    if (typeof x.else !== 'number') say(ctx, ['else'], 'must be a number: the value beyond the steps');
  } else if (x.defined_if === undefined) say(ctx, ['else'], 'belongs to step, which is not there');
  else if (typeof x.else !== 'string') say(ctx, ['else'], 'must be the code of a reason');
}

function say(ctx: Context, path: string[], message: string): void {
  ctx.addIssue({ code: 'custom', path, message });
}
