/** The page as a person meets it: its figures are the command line's, nothing leaves it, it can be used by mouse and keys in both languages. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { jcm, scratch, sheet } from '../support/command.ts';
import { browserOf, pick, taken, violations } from './open-page.ts';

const { open, sent, url } = browserOf();
const folder = scratch();

describe('the first load', () => {
  test('takes at most 350 kB as transferred, from this server alone', async () => {
    const before = sent();
    const { page, hosts, complaints } = await open();
    // The service worker keeps the files too: they must not be sent twice.
    await page.evaluate(() => navigator.serviceWorker.ready);
    const bytes = sent() - before;
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThan(350_000);
    expect([...hosts]).toEqual([new URL(url()).host]);
    expect(complaints).toEqual([]);
  });

  test('works again without a network', async () => {
    const { page } = await open();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.context().setOffline(true);
    await page.reload();
    await page.waitForSelector('td.site');
    expect(await page.textContent('.summary')).toContain('52 sites');
  });
});

describe('the figures are those of the command line to the last bit', () => {
  test('assessed and simulated with the same seed', async () => {
    const { page, complaints } = await open();
    const file = sheet('uncertain-sites.csv');
    await pick(page, file);
    expect(await taken(page, 'assess.json')).toBe((await jcm(['assess', file, '--json'])).out);
    await page.fill('#seed', '42');
    await page.selectOption('#draws', '256');
    await page.click('#simulate');
    await page.waitForSelector('.simulate [role=status]:has-text("seed 42")');
    const flags = ['simulate', file, '--spreads', 'default', '--seed', '42', '--draws', '256'];
    expect(await page.locator('td.npv_jpy .range').count()).toBeGreaterThan(3);
    expect(await taken(page, 'simulate.json')).toBe((await jcm([...flags, '--json'])).out);
    expect(await taken(page, 'simulate.csv')).toBe((await jcm([...flags, '--csv'])).out);
    expect(complaints).toEqual([]);
  });

  test('a figure is explained down to its cell, by mouse', async () => {
    const { page } = await open();
    await page.fill('#filter', 'C019');
    await page.click('td.reduction_tco2_average');
    const text = (await page.textContent('#explained')) ?? '';
    expect(text).toContain('line 14, "annual_electricity_mwh": 72820');
    expect(text).toContain('recalled: not found in any text; to be confirmed');
    expect(text).toContain('electricity × applied_factor');
  });
});

describe('a site looked into', () => {
  const looked = async (lang: 'en' | 'ja' = 'en') => {
    const opened = await open({ lang });
    await pick(opened.page, sheet('uncertain-sites.csv'));
    await opened.page.click('td.site >> nth=1');
    await opened.page.waitForSelector('#distribution-chart canvas');
    return opened;
  };
  const median = async (page: Page): Promise<string> =>
    (await page.locator('#distribution-chart tr:has-text("P50") td').textContent()) ?? '';

  test('its median is that of the command line', async () => {
    const { page } = await looked();
    const flags = ['simulate', sheet('uncertain-sites.csv'), '--spreads', 'default', '--json'];
    const [, site] = JSON.parse((await jcm(flags)).out).sites;
    expect(await median(page)).toBe(Math.round(site.outputs.reduction_tco2_horizon.p50).toLocaleString('en-GB'));
  });

  test('a number is changed by slider and by its cell, with undo; the file has it', async () => {
    const { page } = await looked();
    await page.selectOption('#input', 'capacity');
    const before = await median(page);
    await page.locator('#middle-slider').focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
    await expect.poll(() => median(page)).not.toBe(before);
    await page.keyboard.press('Tab');
    await page.waitForSelector('.summary:has-text("cells changed here")');
    await page.fill('#cell', '700 ± 5%');
    await page.press('#cell', 'Enter');
    await expect.poll(() => page.inputValue('#percent-number')).toBe('5');
    expect(await taken(page, 'sheet.csv')).toContain('700 ± 5%');
    await page.click('#undo');
    await page.locator('h1').click();
    for (let i = 0; i < 5; i++) await page.keyboard.press('Control+z');
    await expect.poll(() => median(page)).toBe(before);
    await page.fill('#cell', '12 kW');
    await page.waitForSelector('.edit [role=alert]');
  });

  test('each chart has its numbers as a table, a sentence, and is a picture to take along', async () => {
    const { page } = await looked('ja');
    for (const id of ['cost-chart', 'distribution-chart', 'tornado-chart']) {
      expect(await page.locator(`#${id} tbody tr`).count(), id).toBeGreaterThan(1);
      expect(await page.getAttribute(`#${id} canvas`, 'aria-label'), id).toMatch(/[ぁ-ん].*。$/);
      const [download] = await Promise.all([page.waitForEvent('download'), page.click(`#${id} button`)]);
      expect(download.suggestedFilename()).toBe(`${id}.png`);
      expect(
        readFileSync(await download.path())
          .subarray(1, 4)
          .toString(),
      ).toBe('PNG');
    }
  });

  test.each(['en', 'ja'] as const)('axe finds nothing wrong with it: %s', async (lang) => {
    const { page } = await looked(lang);
    for (const details of await page.locator('.looked details, .chart details').all())
      await details.locator('summary').click();
    expect(await violations(page)).toEqual([]);
  });
});

describe('a sheet with faults', () => {
  test('in CP932: findings beside their cells, mended here, undone by keys', async () => {
    const { page } = await open();
    await pick(page, sheet('dirty-cp932.csv'));
    expect(await page.textContent('.summary')).toContain('shift_jis');
    const before = await page.locator('.findings li.error').count();
    expect(before).toBeGreaterThan(3);
    const cell = page.locator('.findings li.error:has-text("contains the unit") input').first();
    await cell.fill('120');
    await cell.press('Enter');
    await expect.poll(() => page.locator('.findings li.error').count()).toBe(before - 1);
    expect(await page.textContent('.summary')).toContain('1 cells changed here');
    await page.locator('#simulate').focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => page.locator('.findings li.error').count()).toBe(before);
  });

  test('that cannot be assessed says why, and the next one works', async () => {
    const { page } = await open();
    await pick(page, sheet('unknown-column.csv'));
    expect(await page.textContent('.findings')).toMatch(/Did you mean/);
    expect(await page.locator('table').count()).toBe(0);
    await pick(page, sheet('three-sites.csv'));
    expect(await page.locator('td.site').count()).toBe(3);
  });
});

describe('what may go wrong', () => {
  /** Thousands of sites: long enough to be in the middle of. */
  const longSheet = (): string => {
    const [header = '', first = ''] = readFileSync(sheet('uncertain-sites.csv'), 'utf8').split('\n');
    const file = join(folder, 'long.csv');
    writeFileSync(file, [header, ...Array.from({ length: 3_000 }, (_, i) => first.replace('U01', `L${i}`))].join('\n'));
    return file;
  };

  test('a simulation is cancelled in the middle; the next one is whole', async () => {
    const { page, complaints } = await open();
    await pick(page, longSheet());
    await page.selectOption('#draws', '16384');
    await page.click('#simulate');
    await page.waitForSelector('.simulate [role=status]:has-text("rows drawn")');
    await page.click('#cancel');
    await page.waitForSelector('.simulate [role=status]:has-text("Cancelled.")');
    expect(await page.locator('.range').count()).toBe(0);
    await page.selectOption('#draws', '256');
    await page.click('#simulate');
    await page.waitForSelector('.simulate [role=status]:has-text("3000 sites drawn")', { timeout: 25_000 });
    expect(complaints).toEqual([]);
  });

  test('the workers that draw end in the middle: others take their place', async () => {
    const { page } = await open();
    await pick(page, longSheet());
    await page.click('#simulate');
    await page.waitForSelector('.simulate [role=status]:has-text("rows drawn")');
    await page.waitForSelector('.simulate [role=status]:text-matches("^[1-9]\\\\d* rows")');
    expect(page.workers().length).toBeGreaterThan(1);
    for (const w of page.workers().slice(1)) await w.evaluate(() => self.close()).catch(() => undefined);
    await page.waitForSelector('.simulate [role=status]:has-text("3000 sites drawn")', { timeout: 25_000 });
    const flags = ['simulate', join(folder, 'long.csv'), '--spreads', 'default', '--csv'];
    expect(await taken(page, 'simulate.csv')).toBe((await jcm(flags)).out);
  });

  test('the worker that keeps the sheet ends: it is said, and the sheet is there again with its changes', async () => {
    const { page } = await open();
    await pick(page, sheet('dirty.csv'));
    const cell = page.locator('.findings li.error:has-text("contains the unit") input').first();
    await cell.fill('120');
    await cell.press('Enter');
    await page.waitForSelector('.summary:has-text("1 cells changed")');
    await page.waitForTimeout(5_200);
    await page.workers()[0]?.evaluate(() => self.close());
    await page.waitForSelector('[role=alert]:has-text("ended unexpectedly")');
    await page.waitForSelector('td.site');
    expect(await page.textContent('.summary')).toContain('1 cells changed here');
    expect(await taken(page, 'assess.json')).toContain('"schema":"jcm.assess/1"');
  });
});

describe('by keyboard', () => {
  test.each(['en', 'ja'] as const)('%s: sort, walk through the table, explain, close', async (lang) => {
    const { page } = await open({ lang });
    await page.locator('th button').nth(3).focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('th[aria-sort=descending]');
    // The first cell of the table is the only one in the order of Tab.
    await page.locator('td[tabindex="0"]').focus();
    for (const key of [
      'End',
      'Home',
      'PageDown',
      'PageDown',
      'PageDown',
      'ArrowUp',
      'ArrowRight',
      'ArrowRight',
      'ArrowRight',
    ])
      await page.keyboard.press(key);
    await page.waitForSelector('td[data-cell="29-3"]:focus');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#explained');
    expect(await page.textContent('#explained')).toContain(lang === 'ja' ? '平均' : 'Average');
    await page.click('#close-explained');
    await page.waitForSelector('#explained', { state: 'detached' });
  });

  test('the language changes without a reload, and is kept', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: '日本語' }).press('Enter');
    await page.waitForSelector('h1:has-text("候補サイト")');
    expect(await page.getAttribute('html', 'lang')).toBe('ja');
    await page.reload();
    await page.waitForSelector('h1:has-text("候補サイト")');
  });
});

test.each(['en', 'ja'] as const)('axe finds nothing wrong: %s', async (lang) => {
  const { page } = await open({ lang });
  await page.click('td.reduction_tco2_average');
  await page.waitForSelector('#explained');
  expect(await violations(page)).toEqual([]);
});
