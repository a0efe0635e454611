import { beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogFromFiles } from '../../../tools/build-catalog.ts';
import type { Catalog } from '../../catalog/index.ts';
import { EngineCurve } from './engine.ts';
import { engineIds, engineOf } from './engine-of.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalogFromFiles();
});
const GROSS = 1.1;

test('a maker’s sheet with part load: half load burns what the sheet says', () => {
  const { engine, assumed } = engineOf(catalog, 'caterpillar-g3520e-2000', {}, Number.NaN);
  const curve = new EngineCurve(engine as NonNullable<typeof engine>);
  // 1,000 kW over 2,723 kW, 45.9 % of it heat; the table rounds to hundredths of a per cent.
  expect(Math.abs(curve.fuelAt(0.5) - 2723)).toBeLessThan(1);
  expect(Math.abs(curve.heatAt(0.5) - 0.459 * 2723)).toBeLessThan(1);
  expect(assumed).toEqual([]);
});

test('gross calorific value: less fuel and a higher efficiency on net', () => {
  const { engine, assumed } = engineOf(catalog, 'reopt-recip-1000-2000', {}, GROSS);
  expect(engine?.points.at(-1)?.electrical).toBeCloseTo(0.385 * GROSS, 12);
  expect(engine?.points.at(-1)?.heat).toBeCloseTo(0.4015 * GROSS, 12);
  expect(engine?.points.map((p) => p.load)).toEqual([0.5, 0.75, 1]);
  expect(assumed).toEqual(['part_load']);
  expect(engineOf(catalog, 'reopt-recip-1000-2000', {}, Number.NaN).fault).toBe('basis');
});

test('only electricity at part load: heat rises as in other engines', () => {
  const { engine } = engineOf(catalog, 'jenbacher-jms-624-gs-n-l', {}, Number.NaN);
  const [half] = engine?.points ?? [];
  expect(half?.electrical).toBeCloseTo(0.4254, 6);
  expect(half?.heat).toBeCloseTo(0.258 * 1.0785, 6);
});

describe('what a table does not hold', () => {
  test.each([
    ['yanmar-ep420g', {}, 'power'],
    ['mitsubishi-gs16r2-1000', {}, 'heat'],
    [undefined, { powerKw: 500, heat: 0.4 }, 'electrical'],
    [
      undefined,
      { powerKw: 500, electrical: 0.4, heat: 0.4, partLoad: [{ load: 0.5, electrical: 0.1, heat: 0.4 }] },
      'curve',
    ],
  ])('%s: %s', (id, own, fault) => {
    expect(engineOf(catalog, id, own, GROSS).fault).toBe(fault);
  });

  test('a number of the site’s own takes the place of the table’s', () => {
    const { engine, assumed } = engineOf(catalog, 'mitsubishi-gs16r2-1000', { heat: 0.362, minLoad: 0.4 }, GROSS);
    expect(engine).toMatchObject({ ratedKw: 1000, minLoad: 0.4, auxiliaryShare: 0 });
    expect(engine?.points.at(-1)?.electrical).toBeCloseTo(0.423, 12);
    expect(engine?.points.at(-1)?.heat).toBe(0.362);
    expect(assumed).toEqual(['basis', 'part_load']);
  });
});

test('an engine for another gas says so', () => {
  expect(engineOf(catalog, 'jenbacher-jms-312-gs-b-l', {}, GROSS).otherFuel).toBe('biogas');
  expect(engineOf(catalog, 'caterpillar-g3520e-2000', {}, GROSS).otherFuel).toBeUndefined();
});

test('every engine of the table with power and heat has a curve that holds', () => {
  for (const id of engineIds(catalog))
    expect([undefined, 'power', 'heat']).toContain(engineOf(catalog, id, {}, GROSS).fault);
});
