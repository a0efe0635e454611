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
  expect(refused.err).toMatch(/Line 500, column "Beam Irradiance.+intervals missing: 3, gaps: 1/);
  expect((await jcm(['series', '-', '--lang', 'ja'], { stdin })).err).toContain('欠測があります');
  expect((await jcm(['series', '-', '--fill'], { stdin })).code).toBe(0);
});

test('a clock that is hours off is said', async () => {
  const it = JSON.parse((await jcm(['series', PVWATTS, '--json', '--utc-offset', '0'])).out);
  expect(it.findings).toMatchObject([{ code: 'series_sun_below_horizon', severity: 'warning' }]);
});

test('bills without a shape are refused, with the shapes there are', async () => {
  const bare = await jcm(['series', BILLS]);
  expect(bare).toMatchObject({ code: 2, out: '' });
  expect(bare.err).toMatch(/--shape .*factory-2-shifts/);
  expect((await jcm(['series', BILLS, '--lang', 'ja'])).err).toContain('負荷形状が必要です');
});

test('shifts: the direction of the error, a base load and working days', async () => {
  const bare = await jcm(['series', BILLS, '--shape', 'factory-1-shift']);
  expect(bare).toMatchObject({ code: 0 });
  expect(bare.err).toContain('own use of solar power comes out low');
  const full = await jcm([
    'series',
    BILLS,
    '--shape',
    'factory-1-shift',
    '--base-load-pct',
    '20',
    '--working-days',
    '6',
  ]);
  expect(full.err).toContain('(factory-1-shift, base_load_pct: 20, working_days: 6)');
  expect(full.out).toContain('2,445,000');
  const hotel = await jcm(['series', BILLS, '--shape', 'hotel', '--working-days', '6']);
  expect(hotel).toMatchObject({ code: 2, out: '' });
  expect(hotel.err).toContain('has no shifts');
  expect((await jcm(['series', BILLS, '--working-days', '6'])).err).toContain('--working-days has no effect without');
  const much = await jcm(['series', BILLS, '--shape', 'factory-1-shift', '--base-load-pct', '120']);
  expect(much).toMatchObject({ code: 2, out: '' });
  expect(much.err).toContain('120 cannot be used for --base-load-pct');
});

test('several columns: one is named, or those that add up', async () => {
  const months = Array.from({ length: 12 }, (_, m) => `${m + 1}/2025,200,800`);
  const stdin = ['month,peak [kWh],off-peak [kWh]', ...months].join('\n');
  const run = (...args: string[]) => jcm(['series', '-', '--shape', 'office', ...args], { stdin });
  expect((await run()).err).toContain('peak [kWh]; off-peak [kWh]');
  expect((await run('--column', 'peak [kWh]')).out).toContain('2,400');
  expect((await run('--column', 'peak [kWh]', '--column', 'off-peak [kWh]')).out).toContain('12,000');
});

test('bills of a Japanese fiscal year hold no 29 February', async () => {
  const months = Array.from({ length: 12 }, (_, m) => `R${m < 9 ? 6 : 7}.${((m + 3) % 12) + 1},1000`);
  const stdin = ['月,使用量(kWh)', ...months].join('\n');
  const it = JSON.parse((await jcm(['series', '-', '--shape', 'office', '--json'], { stdin })).out);
  expect(it.series).toMatchObject({ hours: 8760, year: 2025 });
  const leap = stdin.replace(/R(\d)/g, (_, n) => `R${n - 1}`);
  const earlier = JSON.parse((await jcm(['series', '-', '--shape', 'office', '--json'], { stdin: leap })).out);
  expect(earlier.series).toMatchObject({ hours: 8784, year: 2024 });
});

test('what is no series, no file, no shape', async () => {
  expect(await jcm(['series', sheet('binary.csv')])).toMatchObject({ code: 2 });
  const unknown = await jcm(['series', sheet('three-sites.csv')]);
  expect(unknown.err).toContain('The form of the series is not known');
  expect(unknown.err).toContain('bills');
  expect((await jcm(['series', 'none.csv'])).err).toContain('was not found');
  expect((await jcm(['series', BILLS, '--shape', 'ofice'])).err).toContain('Did you mean office?');
});
