/** The built page in a real browser, served as any web server would. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { openChromium } from '../support/chromium.ts';
import { type StaticServer, serveFolder } from '../support/static-server.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export interface Opened {
  page: Page;
  /** Hosts that were asked for anything. */
  hosts: Set<string>;
  /** What the page complained of. */
  complaints: string[];
}

export interface OpenOptions {
  lang?: 'en' | 'ja';
  size?: { width: number; height: number };
}

/** Browser and server of a test file. */
export function browserOf(): { open(options?: OpenOptions): Promise<Opened>; url(): string; sent(): number } {
  let browser: Browser;
  let server: StaticServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([openChromium(), serveFolder(join(inject('dist'), 'web'))]);
  }, 300_000);
  // What a test leaves running would slow down the next.
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  return {
    url: () => server.url,
    sent: () => server.sent(),
    open: async ({ lang = 'en', size = { width: 1400, height: 900 } } = {}) => {
      const context = await browser.newContext({ locale: lang === 'ja' ? 'ja-JP' : 'en-GB', viewport: size });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      const hosts = new Set<string>();
      const complaints: string[] = [];
      page.on('request', (r) => {
        if (!r.url().startsWith('blob:')) hosts.add(new URL(r.url()).host);
      });
      page.on('pageerror', (e) => complaints.push(e.message));
      page.on('console', (m) => {
        if (m.type() === 'error') complaints.push(m.text());
      });
      await page.goto(server.url);
      await page.waitForSelector('td.site');
      return { page, hosts, complaints };
    },
  };
}

/** What axe finds wrong, as `rule: where`. */
export async function violations(page: Page): Promise<string[]> {
  // By the debugger's line, since the page's policy lets no script in.
  await page.evaluate(readFileSync(AXE, 'utf8'));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`);
  });
}

/** Text of the file that an entry of "Take away" gives. */
export async function taken(page: Page, kind: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.selectOption('#take', kind)]);
  return readFileSync(await download.path(), 'utf8');
}

export async function pick(page: Page, file: string): Promise<void> {
  await page.setInputFiles('input[type=file]', file);
  await page.waitForSelector(`.summary:has-text("${basename(file)}")`);
}
