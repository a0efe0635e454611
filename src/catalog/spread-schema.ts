/**
 * The default spread of a quantity as it stands in a book: one shape, in numbers relative to the middle or in the quantity's own
 * unit, with its grounds; or one shape for each label of another quantity.
 */
import { z } from 'zod';
import { SPREAD_EVIDENCE } from './spread.ts';

type Context = z.core.$RefinementCtx;

const RELATIVE = ['low_pct', 'high_pct'];
const POINTS = ['low', 'mode', 'high'];
/** Numbers that a shape takes: one of these sets, whole. */
const SETS: Readonly<Record<Form['kind'], readonly (readonly string[])[]>> = {
  normal: [['half_width_90_pct'], ['sd_pct'], ['sd']],
  lognormal: [['sd_log']],
  uniform: [RELATIVE, ['low', 'high']],
  triangular: [RELATIVE, POINTS],
  pert: [RELATIVE, POINTS],
  discrete: [['outcomes']],
};

const numbers = {
  half_width_90_pct: z.number().positive().optional(),
  sd_pct: z.number().positive().optional(),
  sd: z.number().positive().optional(),
  sd_log: z.number().positive().optional(),
  low_pct: z.number().gt(-100).max(0).optional(),
  high_pct: z.number().nonnegative().optional(),
  low: z.number().optional(),
  mode: z.number().optional(),
  high: z.number().optional(),
  outcomes: z
    .array(z.tuple([z.number(), z.number().min(0).max(1)]))
    .min(2)
    .optional(),
};

const kind = z.enum(['normal', 'lognormal', 'uniform', 'triangular', 'pert', 'discrete']);
const evidence = z.enum(SPREAD_EVIDENCE);
const rest = { source: z.string().optional(), note: z.string().optional() };

const form = z.strictObject({ kind, ...numbers, evidence, ...rest });
type Form = z.infer<typeof form>;

const spread = z.strictObject({
  kind: kind.optional(),
  ...numbers,
  evidence: evidence.optional(),
  ...rest,
  per: z.enum(['life', 'year']).optional(),
  by: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/)
    .optional(),
  values: z.record(z.string(), form.superRefine(checkForm)).optional(),
});

export const spreadSchema = spread.superRefine(checkSpread);
export type SpreadFile = z.infer<typeof spread>;

/** Either a shape or `by` and `values`. */
function checkSpread(x: SpreadFile, ctx: Context): void {
  if (x.by === undefined && x.values === undefined) {
    const { per: _per, by: _by, values: _values, ...own } = x;
    if (own.kind === undefined) say(ctx, [], 'needs kind, or by and values');
    else if (own.evidence === undefined) say(ctx, [], 'needs evidence');
    else checkForm(own as Form, ctx);
    return;
  }
  if (x.by === undefined) say(ctx, ['values'], 'belongs to by, which is not there');
  if (x.values === undefined || Object.keys(x.values).length === 0) say(ctx, ['by'], 'needs values');
  for (const key of Object.keys(x))
    if (!['by', 'values', 'per'].includes(key)) say(ctx, [key], 'belongs into each of values, beside by');
}

/** One whole set of numbers, in order, and a source unless nothing was found. */
function checkForm(x: Form, ctx: Context): void {
  const given = Object.keys(numbers).filter((k) => x[k as keyof typeof numbers] !== undefined);
  const sets = SETS[x.kind];
  if (!sets.some((s) => s.length === given.length && s.every((k) => given.includes(k))))
    say(ctx, ['kind'], `${x.kind} takes ${sets.map((s) => s.join(' and ')).join(', or ')}`);
  const { low = x.low_pct ?? 0, mode = low, high = x.high_pct ?? low } = x;
  if ((x.low ?? x.low_pct) !== undefined && !(low <= mode && mode <= high && low < high))
    say(ctx, [x.low === undefined ? 'low_pct' : 'low'], 'low, mode and high must rise');
  const sum = (x.outcomes ?? []).reduce((a, [, p]) => a + p, 0);
  if (x.outcomes && Math.abs(sum - 1) > 1e-9) say(ctx, ['outcomes'], `the probabilities add up to ${sum}, not to 1`);
  if (x.source === undefined && x.evidence !== 'recalled') say(ctx, ['evidence'], `${x.evidence} needs a source`);
}

function say(ctx: Context, path: string[], message: string): void {
  ctx.addIssue({ code: 'custom', path, message });
}
