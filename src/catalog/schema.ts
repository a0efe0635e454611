/** Strict forms of the files under methodologies/: an unknown key is an error. The published JSON Schemas are made from these. */
import { z } from 'zod';
import { checkCondition, checkFiller, checkOption, checkQuantity } from './one-way.ts';
import { spreadSchema } from './spread-schema.ts';
import { EVIDENCE } from './types.ts';

const text = z.strictObject({ en: z.string().min(1), ja: z.string().min(1) });
const evidence = z.enum(EVIDENCE);
const grounds = { evidence: evidence.optional(), source: z.string().optional(), note: z.string().optional() };
const name = z.string().regex(/^[a-z][a-z0-9_]*$/);
const point = z.tuple([z.number(), z.number()]);

const step = {
  step: name.optional(),
  from: z.array(point).min(1).optional(),
  up_to: z.array(point).min(1).optional(),
  else: z.union([z.number(), z.string()]).optional(),
  interp: name.optional(),
  points: z.array(point).min(2).optional(),
};

const simpleOption = z
  .strictObject({
    formula: z.string().optional(),
    value: z.number().optional(),
    lookup: z.string().optional(),
    label: z.string().optional(),
    assumed: z.string().optional(),
    ...grounds,
  })
  .superRefine(checkOption);

const byValue = z.union([z.number(), name, simpleOption]);
const definition = {
  formula: z.string().optional(),
  value: z.number().optional(),
  lookup: z.string().optional(),
  by: name.optional(),
  values: z.record(z.string(), byValue).optional(),
  first_of: z.array(z.union([z.string(), simpleOption])).optional(),
  default: z.union([z.number(), z.string()]).optional(),
  ...step,
};

const fillerSchema = z.strictObject({ ...definition, ...grounds }).superRefine(checkFiller);

const quantitySchema = z
  .strictObject({
    unit: z.string().optional(),
    as: z.string().optional(),
    written: z.string().optional(),
    label: text.optional(),
    labels: z.record(z.string(), z.number()).optional(),
    aliases: z.record(z.string(), z.array(z.string())).optional(),
    text: z.string().optional(),
    input: z.boolean().optional(),
    scenario_only: z.boolean().optional(),
    from_hours: z.union([z.boolean(), z.literal('varied')]).optional(),
    header: name.optional(),
    slot: z.enum(['methodology', 'call']).optional(),
    per_year: z.literal('implied').optional(),
    range: point.optional(),
    whole: z.boolean().optional(),
    cross_check: z.number().positive().optional(),
    shown_as: z.literal('percent').optional(),
    code: z.string().optional(),
    conditions: z
      .array(
        z
          .strictObject({
            id: z.string(),
            formula: z.string().optional(),
            of: name.optional(),
            unknown_when_missing: z.boolean().optional(),
          })
          .superRefine(checkCondition),
      )
      .optional(),
    defined_if: z.string().optional(),
    fixed: z.literal('middle').optional(),
    over: z.enum(['project_id', 'proposal_id']).optional(),
    total: z.enum(['sum', 'recompute', 'same', 'none']).optional(),
    output: z
      .strictObject({
        total: z.enum(['sum', 'recompute', 'same', 'none']),
        short: z.boolean().optional(),
        only: z.literal('proposal').optional(),
        variants: z.array(z.string()).optional(),
      })
      .optional(),
    years: z.boolean().optional(),
    unused: z.string().optional(),
    assumed: z.string().optional(),
    spread: spreadSchema.optional(),
    shared_by: z.enum(['site', 'grid', 'country', 'all']).optional(),
    ...definition,
    ...grounds,
  })
  .superRefine(checkQuantity);

const need = z.union([
  z.string(),
  z.strictObject({ unit: z.string(), default: z.number().optional(), optional: z.boolean().optional() }),
]);

export const bookSchema = z.strictObject({
  id: z.string(),
  abstract: z.boolean().optional(),
  without_methodology: z.boolean().optional(),
  title: text,
  aliases: z.array(z.string()).optional(),
  description: text.optional(),
  uses: z.array(z.string()).optional(),
  needs: z.record(name, need).optional(),
  quantities: z.record(name, quantitySchema).optional(),
  variants: z.record(z.string(), z.record(name, z.number())).optional(),
  checks: z
    .array(
      z.strictObject({
        when: z.string(),
        code: z.string(),
        severity: z.enum(['warning', 'error']),
        show: z.array(name).optional(),
      }),
    )
    .optional(),
});

const day = z.union([z.string(), z.date()]).optional();

export const methodologySchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/),
  version: z.string(),
  generic: z.boolean().optional(),
  country: z.string().length(2).optional(),
  family: z.string().optional(),
  families: z.record(z.string(), z.string()).optional(),
  title: text,
  title_evidence: evidence.optional(),
  technologies: z.array(z.string()).min(1),
  when: z.record(z.string(), z.array(z.string())).optional(),
  versions: z.array(z.strictObject({ version: z.string(), approved: day, note: z.string().optional() })).optional(),
  page: z.string().optional(),
  note: z.string().optional(),
  eligibility: z.array(z.strictObject({ id: z.string(), text, evidence, source: z.string() })).optional(),
  quantities: z.record(name, fillerSchema).optional(),
  monitored: z
    .array(
      z.strictObject({
        symbol: z.string(),
        quantity: z.string(),
        option: z.enum(['A', 'B', 'C']).optional(),
        frequency: text.optional(),
        text,
        evidence,
        source: z.string(),
      }),
    )
    .optional(),
  formula_evidence: z.record(name, z.strictObject(grounds)).optional(),
  examples: z
    .array(
      z.strictObject({
        name: z.string(),
        technology: z.string().optional(),
        inputs: z.record(z.string(), z.union([z.string(), z.number()])),
        expect: z.record(z.string(), z.number()),
        within: z.number().nonnegative(),
        source: z.string(),
      }),
    )
    .optional(),
});

export const callSchema = z.strictObject({
  programme: z.string(),
  call: z.union([z.number(), z.string()]),
  title: text,
  values: z.record(name, fillerSchema),
});

const factSchema = z.union([
  z.strictObject({}),
  z.strictObject({ given: z.array(name).min(1), value: z.string(), otherwise: z.string() }),
]);

const timesSchema = z.tuple([z.number().positive(), z.number().positive()]);

const breakEvenSchema = z.strictObject({
  target: z.string(),
  quantities: z.record(
    name,
    z.union([
      z.strictObject({ from: z.number(), to: z.number(), with: z.array(name).optional() }),
      z.strictObject({ times: timesSchema, with: z.array(name).optional() }),
    ]),
  ),
  otherwise: timesSchema,
});

export const choicesSchema = z.strictObject({
  programme: z.string(),
  facts: z.record(name, factSchema),
  spread_outside_range: z.number().positive().max(0.5),
  less_is_better: z.array(name).optional(),
  multiples: z.array(z.number()).min(1).optional(),
  breakeven: breakEvenSchema.optional(),
  plan_words: z.record(name, z.array(name).min(1)).optional(),
  simulated: z.array(name).optional(),
  sizing: z
    .strictObject({
      aims: z.record(
        z.string(),
        z.strictObject({ label: text, outputs: z.array(name).min(1), best: z.enum(['most', 'least']) }),
      ),
      limits: z.record(name, z.strictObject({ output: name, at: z.enum(['most', 'least']) })),
      steps: z.int().min(2),
      finer: z.array(z.int().min(2)),
      most: z.int().min(1),
    })
    .optional(),
  outputs: z.array(name),
  promise: z
    .strictObject({
      series: name,
      years: name,
      average: name,
      total: name,
      eligible: name,
      confidence: z.number().gt(0).lt(1),
      scores: z.array(name).min(1),
      basis: name,
      search: point,
      levers: z.record(
        name,
        z.strictObject({
          label: text,
          scales: z.array(name).min(1),
          most: z.number().optional(),
          unless: z.array(name).optional(),
        }),
      ),
    })
    .optional(),
  portfolio: z
    .strictObject({
      maximise: z.string(),
      eligible: name,
      points: z.array(name).min(1),
      cost: name,
      tonnes: name,
    })
    .optional(),
});

export const sourceSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  title: z.string(),
  publisher: z.string(),
  year: z.number().optional(),
  url: z.string().optional(),
  licence: z.string(),
  note: z.string().optional(),
});

export const unitSchema = z.strictObject({
  base: z.literal(true).optional(),
  library: z.string().optional(),
  of: z.string().optional(),
  scale: z.number().optional(),
  aliases: z.array(z.string()).optional(),
});

export const tableSchema = z.strictObject({
  file: z.string(),
  where: z.record(z.string(), z.string()).optional(),
  keys: z.record(z.string(), z.string()),
  required: z.array(z.string()).optional(),
  fallback: z.array(z.record(z.string(), z.string())).optional(),
  value: z.string().optional(),
  count: z.boolean().optional(),
  unit: z.string().optional(),
  otherwise: z.string().optional(),
});

export type BookFile = z.infer<typeof bookSchema>;
export type QuantityFile = z.infer<typeof quantitySchema>;
export type FillerFile = z.infer<typeof fillerSchema>;
export type MethodologyFile = z.infer<typeof methodologySchema>;
export type CallFile = z.infer<typeof callSchema>;
export type TableFile = z.infer<typeof tableSchema>;
