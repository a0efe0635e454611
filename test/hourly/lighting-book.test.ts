/** Replacement years of the lighting module are those of the book that money rests on. */
import { expect, test } from 'vitest';
import { NO_SCENARIO } from '../../src/assessment/scenario.ts';
import { AssessRun } from '../../src/batch/assess.ts';
import { SizedRows } from '../../src/batch/sizing/rows.ts';
import { explain } from '../../src/engine/explain.ts';
import { replacementYears } from '../../src/hourly/lighting/replacements.ts';
import { loadCatalogFromFiles } from '../../tools/build-catalog.ts';

test.each([12_000, 20_000, 33_333, 40_000, 56_000, 100_000])('a life of %d h at 4,000 h a year', async (life) => {
  const catalog = await loadCatalogFromFiles();
  const columns = {
    site_id: 'L',
    country: 'VN',
    technology: 'led-lighting',
    methodology: 'generic-led',
    lamps: 10,
    lamp_power_before_w: 80,
    lamp_power_after_w: 40,
    operating_hours_per_year: 4000,
    lamp_life_hours: life,
    replacement_cost_jpy: 1000,
  };
  const { rows } = new SizedRows(catalog, NO_SCENARIO).read([
    { header: Object.keys(columns), cells: Object.values(columns).map(String) },
  ]);
  const { model, frame } = new AssessRun({ catalog, scenario: NO_SCENARIO.values }).single((rows ?? [])[0] as never);
  const spent = explain(model, frame, 0).find((q) => q.name === 'replacement_expense')?.value as number[];
  const years = replacementYears(life / 4000, 15);
  const times = Array.from({ length: 15 }, (_, i) => years.filter((t) => t === i + 1).length);
  expect(spent.slice(0, 15).map((x) => x / 1000)).toEqual(times);
});
