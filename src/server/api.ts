/** The JSON API: assess, simulate, explain, catalog, and its own description. */
import { createRoute, OpenAPIHono, type z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import type { Catalog } from '../catalog/index.ts';
import { catalogView } from '../desk/catalog-view.ts';
import type { Outcome, Runs } from './runs.ts';
import { assessBody, catalogAnswer, explainBody, explained, problem, result, simulateBody } from './schemas.ts';
import type { Task } from './task.ts';

export interface ApiOptions {
  catalog: Catalog;
  runs: Runs;
  /** Bytes of a request at most. */
  body: number;
}

type Problem = z.infer<typeof problem>;

const json = <T extends z.ZodType>(schema: T) => ({ content: { 'application/json': { schema } } });
const refusal = (description: string) => ({ description, ...json(problem) });
const REFUSALS = {
  400: refusal('The request does not fit its schema'),
  404: refusal('The sheet has no such site'),
  413: refusal('The request is too long'),
  422: refusal('The sheet or scenario cannot be read: see its findings'),
  429: refusal('Too many runs at once: try again'),
  500: refusal('A fault of the program'),
  503: refusal('The run took too long'),
};

const post = <P extends string, B extends z.ZodType, A extends z.ZodType>(
  path: P,
  summary: string,
  body: B,
  answer: A,
) =>
  createRoute({
    method: 'post',
    path,
    summary,
    request: { body: { required: true, ...json(body) } },
    responses: { 200: { description: summary, ...json(answer) }, ...REFUSALS },
  });

const ROUTES = {
  assess: post('/assess', 'Every site of a sheet, as jcm assess --json', assessBody, result),
  explain: post('/explain', 'Where the figures of a site come from', explainBody, explained),
  simulate: post(
    '/simulate',
    'Distributions, as jcm simulate --json; with Accept: text/event-stream, events progress, then result or problem',
    simulateBody,
    result,
  ),
  catalog: createRoute({
    method: 'get',
    path: '/catalog',
    summary: 'Version, outputs and score bands of the catalog',
    responses: { 200: { description: 'The catalog', ...json(catalogAnswer) } },
  }),
};

export function api({ catalog, runs, body }: ApiOptions): OpenAPIHono {
  const app = new OpenAPIHono({
    defaultHook: (r, c) => {
      if (r.success) return undefined;
      const message = r.error.issues.map((i) => `${i.path.join('.') || 'body'}: ${i.message}`).join('; ');
      return said(c, 400, { error: 'bad_request', message });
    },
  });
  app.use(
    bodyLimit({
      maxSize: body,
      onError: (c) => said(c, 413, { error: 'too_long', message: `A request may have ${body} bytes at most.` }),
    }),
  );
  app.onError((e, c) =>
    e instanceof SyntaxError || ('status' in e && e.status === 400)
      ? said(c, 400, { error: 'bad_request', message: e.message })
      : said(c, 500, { error: 'fault', message: 'Something went wrong in the program.' }),
  );
  app.notFound((c) =>
    said(c, 404, { error: 'unknown_path', message: 'There is no such path: see /api/openapi.json.' }),
  );

  const answer = async (c: Context, task: Task): Promise<Response> => {
    if (!runs.free) return busy(c);
    return outcomeOf(c, await runs.run(task, c.req.raw.signal));
  };
  // The documents come as text: they are made in the thread, and not read again here.
  app.openapi(ROUTES.assess, (c) => answer(c, { kind: 'assess', ...sheetOf(c.req.valid('json')) }) as never);
  app.openapi(ROUTES.explain, (c) => {
    const { site, quantity, spreads, ...rest } = c.req.valid('json');
    return answer(c, { kind: 'explain', site, quantity, spreads, ...sheetOf(rest) }) as never;
  });
  app.openapi(ROUTES.simulate, (c) => {
    const { sheet, sheet_base64, scenario, ...choices } = c.req.valid('json');
    const task: Task = { kind: 'simulate', ...choices, ...sheetOf({ sheet, sheet_base64, scenario }) };
    const events = c.req.header('accept')?.includes('text/event-stream');
    return (events ? eventsOf(c, task, runs) : answer(c, task)) as never;
  });
  app.openapi(ROUTES.catalog, (c) => c.json({ ...catalogView(catalog) } as never, 200));
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'jcm', version: catalog.version },
    servers: [{ url: '/api' }],
  });
  return app;
}

function sheetOf(b: {
  sheet?: string | undefined;
  sheet_base64?: string | undefined;
  scenario?: Readonly<Record<string, unknown>> | undefined;
}): Pick<Task, 'bytes' | 'scenario'> {
  const bytes = b.sheet === undefined ? Buffer.from(b.sheet_base64 ?? '', 'base64') : Buffer.from(b.sheet, 'utf8');
  return { bytes: new Uint8Array(bytes), scenario: b.scenario ?? {} };
}

const said = (c: Context, status: 400 | 404 | 413 | 422 | 429 | 500 | 503, p: Problem): Response => c.json(p, status);

function busy(c: Context): Response {
  c.header('Retry-After', '1');
  return said(c, 429, { error: 'busy', message: 'Too many runs at once: try again in a moment.' });
}

function outcomeOf(c: Context, outcome: Outcome): Response {
  if (outcome.kind === 'done') return c.body(outcome.pieces.join(''), 200, { 'Content-Type': 'application/json' });
  const [status, p] = problemOf(outcome);
  return said(c, status, p);
}

function problemOf(outcome: Exclude<Outcome, { kind: 'done' }>): [404 | 422 | 500 | 503, Problem] {
  switch (outcome.kind) {
    case 'refused': {
      const { status, code, message, findings } = outcome.refusal;
      return [
        status,
        { error: code, message, ...(findings ? { findings: findings.map((f) => ({ ...f })) as never } : {}) },
      ];
    }
    case 'timeout':
      return [503, { error: 'timeout', message: 'The run took too long and was stopped.' }];
    case 'stopped':
      return [503, { error: 'stopped', message: 'The run was stopped.' }];
    case 'failed':
      return [500, { error: 'fault', message: outcome.cause }];
  }
}

/** Progress as it comes, then the document or what is wrong. */
function eventsOf(c: Context, task: Task, runs: Runs): Response {
  if (!runs.free) return busy(c);
  const given = new AbortController();
  const told: string[] = [];
  let wake = (): void => undefined;
  // Begun before the answer is: its place is taken from now on.
  const running = runs.run(task, given.signal, (rows, of) => {
    told.push(JSON.stringify({ rows, of }));
    wake();
  });
  return streamSSE(c, async (stream) => {
    stream.onAbort(() => given.abort());
    let outcome: Outcome | undefined;
    const ended = running.then((o) => {
      outcome = o;
      wake();
    });
    while (!outcome || told.length > 0) {
      const data = told.shift();
      if (data !== undefined) await stream.writeSSE({ event: 'progress', data });
      else
        await new Promise<void>((more) => {
          wake = more;
        });
    }
    await ended;
    if (outcome.kind === 'done') await stream.writeSSE({ event: 'result', data: outcome.pieces.join('') });
    else await stream.writeSSE({ event: 'problem', data: JSON.stringify(problemOf(outcome)[1]) });
  });
}
