/** When lamps are replaced, as the book says it, against years worked out by hand; and money follows them. */
import { beforeAll, expect, test } from 'vitest';
import { NO_SCENARIO } from '../../src/assessment/scenario.ts';
import { replacedIn } from '../../src/batch/sizing/lighting/asked.ts';
import { SizedRows } from '../../src/batch/sizing/rows.ts';
import type { Catalog } from '../../src/catalog/index.ts';
import type { Luminaire, Room } from '../../src/hourly/lighting/types.ts';
import { loadCatalogFromFiles } from '../../tools/build-catalog.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalogFromFiles();
});

const SITE = { site_id: 'L', country: 'VN', technology: 'led-lighting', methodology: 'generic-led' };

function asked(
  rows: readonly (readonly (readonly [string, string | undefined])[])[],
  names: readonly string[],
  site: object,
) {
  const columns = Object.entries({ ...SITE, ...site }).map(([h, t]) => [h, String(t)] as const);
  const texts = rows.map((more) => [...columns, ...more]);
  return new SizedRows(catalog, NO_SCENARIO).quantities(
    texts.map((r) => ({ header: r.map(([h]) => h), cells: r.map(([, t]) => t ?? '') })),
    names,
  );
}

test.each([
  [5, {}, [6, 11]],
  [7.5, {}, [9]],
  [4.9, {}, [6, 11]],
  [14, {}, []],
  [14, { evaluation_years: 20 }, [15]],
  [0.5, { evaluation_years: 4 }, [2, 2, 3, 3]],
])('a life of %d years, %j: years %j, the year after it is used up, never the last', (life, site, years) => {
  const rooms = [{ hours: 4000 }] as Room[];
  const luminaires = [{ lifeH: life * 4000 }, {}] as Luminaire[];
  expect(replacedIn((rows, names) => asked(rows, names, site), rooms, luminaires)(life)).toEqual(years);
});

test('what replacements cost is spent in these years', () => {
  const set = [
    ['operating_hours_per_year', '4000'],
    ['lamp_life_hours', '20000'],
    ['replacement_cost_jpy', '1000'],
  ] as const;
  const [spent, all] = asked([set], ['replacement_expense', 'sets_replaced_in_all'], {})?.[0] ?? [];
  expect([...(spent ?? [])].slice(0, 15)).toEqual([0, 0, 0, 0, 0, 1000, 0, 0, 0, 0, 1000, 0, 0, 0, 0]);
  expect(all?.[0]).toBe(2);
});
