import { beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogFromFiles } from '../../../tools/build-catalog.ts';
import type { Finding } from '../../assessment/findings.ts';
import type { Catalog } from '../../catalog/index.ts';
import { readInventory } from './inventory.ts';
import { allLuminaires, readLuminaires } from './luminaires.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalogFromFiles();
});

const rowsOf = (lines: readonly string[]) => lines.map((l, i) => ({ line: i + 1, cells: l.split(',') }));

function read(...lines: string[]) {
  const findings: Finding[] = [];
  const rooms = readInventory(rowsOf(lines), catalog, {}, findings);
  return {
    rooms,
    findings,
    codes: findings.filter((f) => f.severity === 'error').map((f) => [f.code, f.row, f.column]),
  };
}

const HEAD = 'id,use,fixtures,fixture_power_w,operating_hours_per_year,illuminance_lx,area_m2';

test('units of the headers, words of either language', () => {
  const { rooms, codes } = read(
    '部屋,照明用途,灯数,消費電力 [kW],点灯時間 [h],照度 [lux],area [ft2],utilisation_pct,maintenance [1],note',
    '事務室,屋内,20,0.08,3000,300,1000,60,0.8,memo',
  );
  expect(codes).toEqual([]);
  expect(rooms[0]).toMatchObject({ id: '事務室', use: 'indoor', fixtures: 20, hours: 3000, utilisation: 0.6 });
  expect(rooms[0]?.maintenance).toBeCloseTo(0.8, 12);
  expect(rooms[0]?.powerW).toBeCloseTo(80, 9);
  expect(rooms[0]?.need).toMatchObject({ kind: 'illuminance', lux: 300 });
  // 1,000 ft2 × 0.09290304.
  expect(rooms[0]?.need.kind === 'illuminance' && rooms[0].need.areaM2).toBeCloseTo(92.90304, 5);
});

test('what is not given comes from the catalog and is said once for all rooms', () => {
  const { rooms, findings } = read(HEAD, 'a,indoor,5,80,3000,300,50', 'b,indoor,5,80,3000,300,50');
  expect(rooms.map((r) => [r.utilisation, r.maintenance])).toEqual([
    [0.75, 0.8],
    [0.75, 0.8],
  ]);
  expect(findings.map((f) => f.code)).toEqual(['lighting_maintenance_assumed', 'lighting_utilisation_assumed']);
});

test('lamp watts with a ballast; a schedule; the meter beside the rating; old lamps', () => {
  const { rooms, findings } = read(
    'id,use,fixtures,lamp_power_w,operating_hours_per_year,fixture_flux_lm,light_left_pct,dimming,metered_kwh,old_lamp_life_h,old_lamp_replacement_jpy',
    'street,street,100,250,4000,22000,80,50% at 40%,90000,20000,6000',
  );
  const [room] = rooms;
  expect(room?.powerW).toBeCloseTo(287.5, 9);
  expect(room?.need).toEqual({ kind: 'as-before', fluxLm: 22000, left: 0.8 });
  expect(room?.dimming).toBeCloseTo(0.7, 12);
  expect(room?.oldLamp).toEqual({ lifeH: 20000, priceJpy: 6000 });
  // 100 × 287.5 W × 4,000 h = 115,000 kWh.
  expect(findings.find((f) => f.code === 'lighting_meter_apart')?.params).toMatchObject({
    metered: 90000,
    rated: 115000,
  });
  expect(findings.map((f) => f.code)).toContain('lighting_ballast_assumed');
});

test('road classes: illuminance of P and C, comparable one of M; the area of a road from its lamps', () => {
  const { rooms, findings } = read(
    'id,use,fixtures,fixture_power_w,operating_hours_per_year,lighting_class,road_width_m,spacing_m',
    'lane,street,10,100,4000,P3,6,30',
    'avenue,street,10,290,4000,m3,14,35',
  );
  expect(rooms.map((r) => r.need)).toEqual([
    { kind: 'illuminance', lux: 7.5, areaM2: 1800, class: 'P3' },
    { kind: 'illuminance', lux: 15, areaM2: 4900, class: 'm3' },
  ]);
  expect(findings.filter((f) => f.code === 'lighting_class_converted').map((f) => f.row)).toEqual([3]);
});

describe('what is wrong is told with its line and column', () => {
  const good = 'a,indoor,5,80,3000,300,50';
  const cases: [string, string[], [string, number, string | undefined]][] = [
    ['no rows', [HEAD], ['lighting_empty', undefined as never, undefined]],
    ['a column missing', ['id,fixtures,illuminance_lx', 'a,1,1'], ['lighting_missing_column', 1, undefined]],
    ['a unit missing', ['id,fixtures,operating_hours_per_year,area', 'a,1,1,1'], ['header_without_unit', 1, 'area']],
    ['a unit of another kind', [HEAD.replace('area_m2', 'area [kW]'), good], ['header_wrong_unit', 1, 'area [kW]']],
    ['an unknown unit', [HEAD.replace('area_m2', 'area [acre2x]'), good], ['header_unknown_unit', 1, 'area [acre2x]']],
    ['a column nobody knows', [`${HEAD},colour`, `${good},red`], ['lighting_unknown_column', 1, 'colour']],
    ['a column twice', [`${HEAD},lux [lx]`, `${good},3`], ['duplicate_column', 1, 'lux [lx]']],
    ['a negative number', [HEAD, 'a,indoor,5,-80,3000,300,50'], ['out_of_range', 2, 'fixture_power_w']],
    ['half a fixture', [HEAD, 'a,indoor,5.5,80,3000,300,50'], ['not_whole', 2, 'fixtures']],
    ['more hours than a year', [HEAD, 'a,indoor,5,80,9000,300,50'], ['out_of_range', 2, 'operating_hours_per_year']],
    ['no number', [HEAD, 'a,indoor,5,eighty,3000,300,50'], ['not_a_number', 2, 'fixture_power_w']],
    ['a spread', [HEAD, 'a,indoor,5,80 ± 5,3000,300,50'], ['spread_not_allowed', 2, 'fixture_power_w']],
    ['lux missing', [HEAD, good, 'b,indoor,5,80,3000,,50'], ['lighting_need_missing', 3, 'illuminance_lx']],
    ['area missing', [HEAD, 'a,indoor,5,80,3000,300,'], ['lighting_area_missing', 2, 'area_m2']],
    ['watts missing', [HEAD, 'a,indoor,5,,3000,300,50'], ['lighting_power_missing', 2, 'fixture_power_w']],
    ['fixtures missing', [HEAD, 'a,indoor,,80,3000,300,50'], ['lighting_missing_cell', 2, 'fixtures']],
    ['an id twice', [HEAD, good, good], ['lighting_duplicate_id', 3, 'id']],
    ['use missing', [HEAD, 'a,,5,80,3000,300,50'], ['lighting_missing_cell', 2, 'use']],
    ['use unknown', [HEAD, 'a,moon,5,80,3000,300,50'], ['unknown_value', 2, 'use']],
    ['watts twice', [`${HEAD},lamp_power_w`, `${good},70`], ['lighting_power_twice', 2, 'fixture_power_w']],
    ['need twice', [`${HEAD},lighting_class`, `${good},P1`], ['lighting_need_twice', 2, 'lighting_class']],
    [
      'a class nobody knows',
      [HEAD.replace('illuminance_lx', 'lighting_class'), 'a,street,5,80,3000,Q9,50'],
      ['unknown_value', 2, 'lighting_class'],
    ],
    ['dimming', [`${HEAD},dimming`, `${good},half`], ['lighting_bad_dimming', 2, 'dimming']],
    ['a flag', [`${HEAD},constant_output`, `${good},perhaps`], ['unknown_value', 2, 'constant_output']],
  ];
  test.each(cases)('%s', (_, lines, fault) => {
    expect(read(...lines).codes).toEqual([fault]);
  });

  test('only the bad row is left out', () => {
    expect(read(HEAD, 'a,indoor,5,-80,3000,300,50', 'b,indoor,5,80,3000,300,50').rooms.map((r) => r.id)).toEqual(['b']);
  });
});

describe('luminaires', () => {
  test('of the catalog: those with watts and lumens; own ones take their place by id', () => {
    const findings: Finding[] = [];
    const own = readLuminaires(
      rowsOf([
        'id,use,消費電力 [W],flux_lm,life_h,life_basis,price_jpy',
        'zs-hb100,indoor,95,13500,60000,L80B10,¥25000',
      ]),
      catalog,
      findings,
    );
    expect(findings).toEqual([]);
    const all = allLuminaires(catalog, own);
    expect(all.filter((l) => l.id === 'zs-hb100')).toEqual([
      expect.objectContaining({ powerW: 95, fluxLm: 13500, leftAtEnd: 0.8, priceJpy: 25000, evidence: 'user' }),
    ]);
    expect(all.map((l) => l.id)).not.toContain('nec-lifeleds-1700');
    expect(all.every((l) => l.powerW > 0 && l.fluxLm > 0)).toBe(true);
  });

  test.each([
    [['id,power_w,flux_lm', 'a,10,'], 'lighting_missing_cell', 2, 'flux_lm'],
    [['id,power_w,flux_lm', 'a,10,1000', 'a,10,1000'], 'lighting_duplicate_id', 3, 'id'],
    [['id,power_w,flux_lm,use', 'a,10,1000,sea'], 'unknown_value', 2, 'use'],
    [['id,power_w,flux_lm,life_basis', 'a,10,1000,long'], 'unknown_value', 2, 'life_basis'],
    [['id,power_w', 'a,10'], 'lighting_missing_column', 1, undefined],
  ] as const)('%j', (lines, code, row, column) => {
    const findings: Finding[] = [];
    readLuminaires(rowsOf(lines), catalog, findings);
    expect(findings.map((f) => [f.code, f.row, f.column])).toEqual([[code, row, column]]);
  });
});
