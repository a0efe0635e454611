/** `series`: any form of series in, sums by month, findings with their place. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jcm, records, scratch, sheet } from '../support/command.ts';

const FOLDER = scratch();
const BILLS = sheet('series/bills.csv');
const PVWATTS = sheet('series/pvwatts-golden-co.csv');

test('bills: their sums, spread by a shape that is said', async () => {
  const { code, out, err } = await jcm(['series', BILLS, '--shape', 'office']);
  expect(code).toBe(0);
  expect(out).toContain('182,000');
  expect(out).toContain('2,445,000');
  expect(err).toContain('shape assumption (office)');
});

test('JSON has schema, columns with sums, findings', async () => {
  const it = JSON.parse((await jcm(['series', PVWATTS, '--json', '--utc-offset', '-7'])).out);
  expect(it).toMatchObject({
    schema: 'jcm.series/1',
    findings: [],
    series: { format: 'pvwatts', hours: 8760, utc_offset: -7 },
  });
  const dni = it.series.columns.find((c: { name: string }) => c.name === 'dni');
  expect(dni.year).toBeCloseTo(2041.421, 6);
  expect(dni.months.reduce((a: number, b: number) => a + b, 0)).toBeCloseTo(dni.year, 9);
});

test('the hours go into a file that reads back the same', async () => {
  const file = join(FOLDER, 'hours.csv');
  expect((await jcm(['series', BILLS, '--shape', 'hotel', '-o', file])).code).toBe(0);
  expect(records(readFileSync(file, 'utf8'))).toHaveLength(8760);
  const again = JSON.parse((await jcm(['series', file, '--json'])).out);
  expect(again.series.columns[0].year).toBeCloseTo(2445000, 1);
  expect(again.findings).toEqual([]);
});

test('a gap ends with exit code 2 and its place, in both languages; --fill goes on', async () => {
  const lines = readFileSync(PVWATTS, 'utf8').split('\n');
  const stdin = [...lines.slice(0, 500), ...lines.slice(503)].join('\n');
  const refused = await jcm(['series', '-', '--utc-offset', '-7'], { stdin });
  expect(refused).toMatchObject({ code: 2, out: '' });
  expect(refused.err).toMatch(/Line 500, column "Beam Irradiance.+3 intervals in 1 gaps/);
  expect((await jcm(['series', '-', '--lang', 'ja'], { stdin })).err).toContain('欠測があります');
  expect((await jcm(['series', '-', '--fill'], { stdin })).code).toBe(0);
});

test('a clock that is hours off is said', async () => {
  const it = JSON.parse((await jcm(['series', PVWATTS, '--json', '--utc-offset', '0'])).out);
  expect(it.findings).toMatchObject([{ code: 'series_sun_below_horizon', severity: 'warning' }]);
});

test('what is no series, no file, no shape', async () => {
  expect(await jcm(['series', sheet('binary.csv')])).toMatchObject({ code: 2 });
  expect((await jcm(['series', sheet('three-sites.csv')])).err).toContain('The form of the series is not known');
  expect((await jcm(['series', 'none.csv'])).err).toContain('was not found');
  expect((await jcm(['series', BILLS, '--shape', 'ofice'])).err).toContain('Did you mean office?');
});
