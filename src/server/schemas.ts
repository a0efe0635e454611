/** What the API takes. Unknown keys are refused, so that a slip of the pen is not a default. */
import { z } from '@hono/zod-openapi';

/** Of a sheet as text or, for encodings other than UTF-8, as base64. */
const sheet = {
  sheet: z.string().optional().meta({ description: 'The sheet as CSV or TSV text' }),
  sheet_base64: z.base64().optional().meta({ description: 'Its bytes, for Shift_JIS (CP932) or UTF-16' }),
  scenario: z
    .record(z.string(), z.unknown())
    .optional()
    .meta({ description: 'As a scenario file: values and switches' }),
};

const oneSheet = <T extends { sheet?: string | undefined; sheet_base64?: string | undefined }>(body: T): boolean =>
  (body.sheet === undefined) !== (body.sheet_base64 === undefined);
const ONE_SHEET = { error: 'give either sheet or sheet_base64', path: ['sheet'] };

const spreads = z.enum(['none', 'default']).default('none');

export const assessBody = z.strictObject(sheet).refine(oneSheet, ONE_SHEET).meta({ id: 'AssessRequest' });

export const explainBody = z
  .strictObject({
    ...sheet,
    site: z.string().min(1).meta({ description: 'site_id' }),
    quantity: z.string().optional().meta({ description: 'Output or quantity; without it all of the site' }),
    spreads,
  })
  .refine(oneSheet, ONE_SHEET)
  .meta({ id: 'ExplainRequest' });

export const simulateBody = z
  .strictObject({
    ...sheet,
    draws: z.int().min(8).max(65_536).default(1024),
    seed: z.int().default(1),
    sampling: z.enum(['sobol', 'random']).default('sobol'),
    spreads,
    outputs: z.array(z.string()).max(200).default([]),
    probabilities: z.array(z.string()).max(50).default([]).meta({ description: "Such as 'npv_jpy >= 0'" }),
  })
  .refine(oneSheet, ONE_SHEET)
  .meta({ id: 'SimulateRequest' });

const finding = z
  .looseObject({
    code: z.string(),
    severity: z.enum(['error', 'warning', 'note']),
    row: z.int().optional(),
    column: z.string().optional(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .meta({ id: 'Finding' });

export const problem = z
  .object({
    error: z.string().meta({ description: 'Code of what is wrong' }),
    message: z.string().meta({ description: 'The same in English' }),
    findings: z.array(finding).optional(),
  })
  .meta({ id: 'Problem' });

export const result = z
  .looseObject({ schema: z.string() })
  .meta({ description: 'As the command line prints with --json' });
export const explained = z.looseObject({
  site_id: z.string(),
  quantities: z.array(z.looseObject({ name: z.string() })),
});
export const catalogAnswer = z.looseObject({ version: z.string(), hash: z.string() });
