/** Data of the hourly models: grounds for every line, shapes complete and of mean 1. */
import { beforeAll, expect, test } from 'vitest';
import { type Catalog, EVIDENCE } from '../../src/catalog/index.ts';
import { loadShape, shapedLoad, shapeIds } from '../../src/hourly/series/load-shape.ts';
import { loadCatalogFromFiles } from '../../tools/build-catalog.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalogFromFiles();
});

test.each([
  'hourly/parameters.csv',
  'hourly/load_shapes.csv',
  'hourly/lighting_classes.csv',
  'equipment/gas_engine_part_load.csv',
])('%s: every line has its grounds', (file) => {
  const { header, rows } = catalog.data[file] as NonNullable<Catalog['data'][string]>;
  for (const r of rows) {
    expect(Object.keys(catalog.sources)).toContain(r[header.indexOf('source')]);
    expect(EVIDENCE).toContain(r[header.indexOf('evidence')]);
  }
});

test('every shape has 24 hours of every month and kind of day, and a mean of about 1', () => {
  expect(shapeIds(catalog)).toEqual([
    'factory-1-shift',
    'factory-2-shifts',
    'factory-3-shifts',
    'office',
    'hotel',
    'hospital',
    'retail',
    'hotel-heat',
    'hospital-heat',
    'hotel-cooling',
    'hospital-cooling',
    'office-cooling',
    'retail-cooling',
  ]);
  for (const id of shapeIds(catalog)) {
    const shape = loadShape(catalog, id);
    for (const days of shape?.hours ?? []) for (const day of days) expect(day).toHaveLength(24);
    const raw = shape?.hours.flatMap(([weekday, weekend]) =>
      weekday.map((v, h) => (5 * v + 2 * (weekend[h] as number)) / 7),
    );
    expect((raw ?? []).reduce((a, b) => a + b, 0) / (12 * 24)).toBeCloseTo(1, 1);
  }
});

test('one shift on weekdays: all of the year within 9 to 17 h, nothing on a Saturday', () => {
  const shape = loadShape(catalog, 'factory-1-shift') as NonNullable<ReturnType<typeof loadShape>>;
  // 1 January 2024 was a Monday; that year has 262 weekdays.
  const load = shapedLoad(shape, { annualKwh: 262 * 8 * 100 }, { leap: true, firstWeekday: 1 });
  expect([load[9], load[16], load[8], load[17]].map((v) => Math.round((v as number) * 1e6) / 1e6)).toEqual([
    100, 100, 0, 0,
  ]);
  expect(load.slice(5 * 24, 7 * 24).every((v) => v === 0)).toBe(true);
});
