/** `jcm serve` as a process: the page, the API with the command line's bytes, its limits, and its end. */
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jcm, sheet, start } from '../support/command.ts';

interface Served {
  url: string;
  child: ChildProcess;
}

const children: ChildProcess[] = [];
afterAll(() => {
  for (const c of children) c.kill('SIGKILL');
});

async function served(...args: string[]): Promise<Served> {
  const child = start(['serve', '--port', '0', ...args]);
  children.push(child);
  let said = '';
  child.stderr?.on('data', (b) => {
    said += b;
  });
  for (let i = 0; i < 200; i++) {
    const url = /http:\/\/\S+/.exec(said)?.[0];
    if (url) return { url, child };
    await wait(50);
  }
  throw new Error(`not listening: ${said}`);
}

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const textOf = (name: string): string => readFileSync(sheet(name), 'utf8');

/** A run that takes longer than any test waits for: thousands of rows in most draws. */
const LONG = {
  sheet: textOf('uncertain-sites.csv')
    .split('\n')
    .slice(0, 2)
    .concat(
      Array.from(
        { length: 20_000 },
        (_, i) => textOf('uncertain-sites.csv').split('\n')[1]?.replace('U01', `L${i}`) ?? '',
      ),
    )
    .join('\n'),
  draws: 65_536,
  spreads: 'default',
};

let server: Served;
beforeAll(async () => {
  server = await served();
}, 60_000);

describe('the API', () => {
  test('gives the bytes of the command line', async () => {
    const file = sheet('uncertain-sites.csv');
    const assessed = await post(`${server.url}api/assess`, { sheet: textOf('uncertain-sites.csv') });
    expect(assessed.headers.get('content-type')).toBe('application/json');
    expect(await assessed.text()).toBe((await jcm(['assess', file, '--json'])).out);
    const body = { sheet: textOf('uncertain-sites.csv'), spreads: 'default', seed: 5, draws: 128 };
    const flags = ['simulate', file, '--json', '--spreads', 'default', '--seed', '5', '--draws', '128'];
    const command = (await jcm(flags)).out;
    expect(await (await post(`${server.url}api/simulate`, body)).text()).toBe(command);
    const events = await (await post(`${server.url}api/simulate`, body, { accept: 'text/event-stream' })).text();
    expect(events).toMatch(/^event: progress\ndata: \{"rows":8,"of":8\}\n/);
    const result = events.split('event: result\n')[1] ?? '';
    expect(result.replaceAll(/^data: ?/gm, '').trimEnd()).toBe(command.trimEnd());
  });

  test('reads a sheet in CP932, and a scenario', async () => {
    const sheet_base64 = readFileSync(sheet('hanoi-cp932.csv')).toString('base64');
    const plain = await (await post(`${server.url}api/assess`, { sheet_base64 })).text();
    expect(plain).toBe((await jcm(['assess', sheet('hanoi-cp932.csv'), '--json'])).out);
    const priced = await post(`${server.url}api/assess`, {
      sheet_base64,
      scenario: { credit_price_jpy_per_tco2: 3000 },
    });
    expect(await priced.text()).not.toBe(plain);
  });

  test('explains a site', async () => {
    const body = { sheet: textOf('published-cases.csv'), site: 'C019', quantity: 'reduction_tco2_year1' };
    const { sources, ...rest } = await (await post(`${server.url}api/explain`, body)).json();
    const flags = ['--site', 'C019', '-q', 'reduction_tco2_year1', '--json'];
    expect(rest).toEqual(JSON.parse((await jcm(['explain', sheet('published-cases.csv'), ...flags])).out));
    expect(Object.keys(sources)).toContain('jcm-vn-methodology-45');
  });

  test('describes itself', async () => {
    const doc = await (await fetch(`${server.url}api/openapi.json`)).json();
    expect(doc.openapi).toBe('3.1.0');
    expect(Object.keys(doc.paths).sort()).toEqual(['/assess', '/catalog', '/explain', '/simulate']);
    const simulate = doc.components.schemas.SimulateRequest;
    expect(simulate.properties.draws).toMatchObject({ type: 'integer', minimum: 8, maximum: 65_536, default: 1024 });
    expect(simulate.additionalProperties).toBe(false);
    expect((await (await fetch(`${server.url}api/catalog`)).json()).outputs.length).toBeGreaterThan(20);
  });

  test.each([
    ['an unknown key', '/assess', { sheet: 'x', sheets: 1 }, 400, 'bad_request'],
    ['no sheet', '/assess', {}, 400, 'bad_request'],
    ['two sheets', '/assess', { sheet: 'x', sheet_base64: 'eA==' }, 400, 'bad_request'],
    ['too many draws', '/simulate', { sheet: 'x', draws: 1e9 }, 400, 'bad_request'],
    [
      'a faulty header',
      '/assess',
      { sheet: 'site_id,country,technology,capacity\nA,TH,solar-pv,1\n' },
      422,
      'unreadable_sheet',
    ],
    [
      'a faulty scenario',
      '/assess',
      { sheet: textOf('three-sites.csv'), scenario: { horizon: 3 } },
      422,
      'unreadable_sheet',
    ],
    ['an unknown site', '/explain', { sheet: textOf('three-sites.csv'), site: 'X' }, 404, 'unknown_site'],
    [
      'a bad condition',
      '/simulate',
      { sheet: textOf('three-sites.csv'), probabilities: ['npv'] },
      422,
      'bad_probability',
    ],
    ['an unknown output', '/simulate', { sheet: textOf('three-sites.csv'), outputs: ['npv'] }, 422, 'unknown_output'],
    ['draws that sobol has not', '/simulate', { sheet: textOf('three-sites.csv'), draws: 1000 }, 422, 'bad_draws'],
  ])('refuses %s', async (_, path, body, status, error) => {
    const answer = await post(`${server.url}api${path}`, body);
    const said = await answer.json();
    expect([answer.status, said.error]).toEqual([status, error]);
    expect(said.message.length).toBeGreaterThan(10);
    if (error === 'unreadable_sheet') expect(said.findings[0]).toMatchObject({ severity: 'error' });
  });

  test('refuses what is no JSON', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${server.url}api/assess`, { method: 'POST', headers, body: '{"sheet": ' });
    expect([answer.status, (await answer.json()).error]).toEqual([400, 'bad_request']);
  });
});

describe('the page', () => {
  test('is served compressed, under its policy', async () => {
    const page = await fetch(server.url);
    expect(await page.text()).toContain('<div id="page">');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).not.toMatch(/unsafe-(inline|eval)(?<!wasm-unsafe-eval)/);
    const script = /assets\/index-[\w-]+\.js/.exec(await (await fetch(server.url)).text())?.[0];
    const answer = await fetch(server.url + script);
    expect(answer.headers.get('content-encoding')).toMatch(/gzip|br/);
    expect(answer.headers.get('cache-control')).toContain('immutable');
  });

  test.each(['..%2f..%2fpackage.json', '%2e%2e/package.json', 'assets/..%5c..%5cindex.js', 'nothing.html'])(
    'nothing outside its folder: %s',
    async (path) => {
      expect((await fetch(server.url + path)).status).toBe(404);
    },
  );
});

describe('limits', () => {
  test('a request that is too long', async () => {
    const small = await served('--body-mb', '1');
    const answer = await post(`${small.url}api/assess`, { sheet: 'x'.repeat(1_100_000) });
    expect([answer.status, (await answer.json()).error]).toEqual([413, 'too_long']);
  });

  test('too many runs at once, a run that takes too long, and room again afterwards', async () => {
    const narrow = await served('--runs', '1', '--seconds', '2');
    const long = post(`${narrow.url}api/simulate`, LONG);
    await wait(700);
    const other = await post(`${narrow.url}api/assess`, { sheet: textOf('three-sites.csv') });
    expect([other.status, other.headers.get('retry-after'), (await other.json()).error]).toEqual([429, '1', 'busy']);
    expect((await fetch(`${narrow.url}health`)).status).toBe(200);
    const ended = await long;
    expect([ended.status, (await ended.json()).error]).toEqual([503, 'timeout']);
    expect((await post(`${narrow.url}api/assess`, { sheet: textOf('three-sites.csv') })).status).toBe(200);
  });

  test('a run that nobody waits for any more makes room', async () => {
    const narrow = await served('--runs', '1');
    const given = new AbortController();
    const long = fetch(`${narrow.url}api/simulate`, {
      ...{ method: 'POST', body: JSON.stringify(LONG), signal: given.signal },
      headers: { 'content-type': 'application/json' },
    }).catch(() => undefined);
    await wait(700);
    given.abort();
    await long;
    await expect
      .poll(async () => (await post(`${narrow.url}api/assess`, { sheet: textOf('three-sites.csv') })).status, {
        timeout: 5000,
      })
      .toBe(200);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s in the middle of a run: it ends, nothing is left listening',
    async (signal) => {
      const { url, child } = await served();
      const long = post(`${url}api/simulate`, LONG).catch(() => undefined);
      await wait(500);
      const ended = new Promise((done) => child.once('exit', done));
      child.kill(signal);
      expect(await ended).toBe(0);
      await long;
      await expect(fetch(url)).rejects.toThrow();
    },
  );

  test('an address that is taken, and numbers that make no sense', async () => {
    const port = new URL(server.url).port;
    const taken = await jcm(['serve', '--port', port]);
    expect([taken.code, taken.err]).toEqual([
      2,
      `Cannot listen at 127.0.0.1, port ${port} (EADDRINUSE). Choose another with --port.\n`,
    ]);
    expect((await jcm(['serve', '--runs', '0'])).code).toBe(2);
  });
});
