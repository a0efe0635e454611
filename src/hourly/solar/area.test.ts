import { beforeAll, expect, test } from 'vitest';
import { loadCatalogFromFiles } from '../../../tools/build-catalog.ts';
import type { Catalog } from '../../catalog/index.ts';
import { moduleIds, moduleOf, modulesOnArea } from './area.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalogFromFiles();
});

test('1,000 m2, 70 % covered, modules of 2.278 m × 1.134 m and 550 W: 270 of them', () => {
  const module = moduleOf(catalog, 'et-solar-et-m772bh550gl');
  expect(module?.powerW).toBe(550);
  expect(module?.temperatureCoefficient).toBeCloseTo(-0.0034, 12);
  // 700 ÷ 2.583252 = 270.98
  expect(modulesOnArea(1000, 0.7, module as never)).toBe(148.5);
});

test('a sheet without dimensions has no area; an unknown id is no module', () => {
  expect(moduleOf(catalog, 'trina-tsm-710neg21c-20')?.area).toBeUndefined();
  expect(moduleOf(catalog, 'none')).toBeUndefined();
  expect(moduleIds(catalog)).toContain('jinko-jkm315p-72');
});
