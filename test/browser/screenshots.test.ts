/** Pictures of the main views for the documents: `UPDATE_DOCS=1 npx vitest run test/browser/screenshots` makes them anew, to be looked at. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { sheet } from '../support/command.ts';
import { browserOf, pick } from './open-page.ts';

const FOLDER = join(import.meta.dirname, '../../docs/screenshots');
const DESK = { width: 1400, height: 900 };
const PHONE = { width: 390, height: 844 };

const { open } = browserOf();

const looked = async (page: Page): Promise<void> => {
  await pick(page, sheet('uncertain-sites.csv'));
  await page.click('#simulate');
  await page.waitForSelector('.range');
  await page.click('td.site >> nth=1');
  await page.waitForSelector('#tornado-chart canvas');
};

const VIEWS: [name: string, lang: 'en' | 'ja', size: typeof DESK, act: (page: Page) => Promise<void>][] = [
  ['published', 'en', DESK, async () => undefined],
  ['site', 'en', DESK, looked],
  ['site-ja', 'ja', DESK, looked],
  [
    'explained-ja',
    'ja',
    DESK,
    async (page) => {
      await looked(page);
      await page.click('td.subsidy_jpy >> nth=1');
      await page.waitForSelector('#explained');
    },
  ],
  ['findings', 'en', DESK, (page) => pick(page, sheet('dirty-cp932.csv'))],
  ['phone-ja', 'ja', PHONE, looked],
];

test.runIf(process.env.UPDATE_DOCS).each(VIEWS)('%s', async (name, lang, size, act) => {
  const { page } = await open({ lang, size });
  await act(page);
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: name !== 'explained-ja' });
});
