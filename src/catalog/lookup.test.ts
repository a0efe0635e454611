import { describe, expect, test } from 'vitest';
import { lookUp } from './lookup.ts';
import type { TableFile } from './schema.ts';
import { buildTable } from './tables.ts';

/** A table from a few lines of CSV without quotes. */
function table(csv: string, file: Partial<TableFile> & Pick<TableFile, 'keys'>) {
  const [header = [], ...rows] = csv
    .trim()
    .split('\n')
    .map((l) => l.trim().split(','));
  return buildTable('test', { file: 'test.csv', unit: 'year', ...file }, { header, rows });
}

describe('first match wins, in file order', () => {
  const durable = table(
    `technology,power_use,industry,value,evidence,source,note
     solar-pv,self,food,9,published,law,
     solar-pv,self,,17,derived,law,no industry
     solar-pv|floating-solar-pv,,,17,published,law,
     led-lighting,,,15,published,law,
     ,,,20,recalled,recalled,any`,
    { keys: { technology: 'technology', power_use: 'power_use', industry: 'industry' } },
  );
  test.each([
    [{ technology: 'solar-pv', power_use: 'self', industry: 'food' }, 9, undefined],
    [{ technology: 'solar-pv', power_use: 'self', industry: 'steel' }, 17, 'no industry'],
    [{ technology: 'solar-pv', power_use: 'self' }, 17, 'no industry'],
    [{ technology: 'solar-pv', power_use: 'grid', industry: 'food' }, 17, undefined],
    [{ technology: 'floating-solar-pv', power_use: 'self', industry: 'food' }, 17, undefined],
    [{ technology: 'led-lighting' }, 15, undefined],
    [{ technology: 'wind' }, 20, 'any'],
    [{}, 20, 'any'],
  ])('%j: %d', (texts, value, note) => {
    const found = lookUp(durable, texts as Record<string, string>);
    expect(found?.row.value).toBe(value);
    expect(found?.row.note).toBe(note);
    expect(found?.level).toBeUndefined();
  });
});

describe('fall-backs', () => {
  const grid = table(
    `country,grid,value,evidence,source,note
     ID,java-bali,0.8,published,esdm,
     ID,national,0.75,secondary,iges,
     VN,national,0.6,published,dcc,`,
    { keys: { country: 'country', grid: 'grid' }, fallback: [{ grid: 'national' }] },
  );
  test('are said', () => {
    expect(lookUp(grid, { country: 'ID', grid: 'java-bali' })).toMatchObject({ row: { value: 0.8 } });
    expect(lookUp(grid, { country: 'ID', grid: 'java-bali' })?.level).toBeUndefined();
    expect(lookUp(grid, { country: 'ID', grid: 'sumatra' })).toMatchObject({
      row: { value: 0.75 },
      level: 'grid: national',
    });
    expect(lookUp(grid, { country: 'VN' })).toMatchObject({ row: { value: 0.6 }, level: 'grid: national' });
  });

  test('none left: nothing is found', () => {
    expect(lookUp(grid, { country: 'TH' })).toBeUndefined();
    expect(lookUp(grid, {})).toBeUndefined();
  });

  test('are tried in order', () => {
    const t = table('country,grid,value,evidence,source,note\nX,b,2,published,s,\nX,a,1,published,s,', {
      keys: { country: 'country', grid: 'grid' },
      fallback: [{ grid: 'a' }, { grid: 'b' }],
    });
    expect(lookUp(t, { country: 'X', grid: 'z' })).toMatchObject({ row: { value: 1 }, level: 'grid: a' });
  });

  test('otherwise: what holds for everyone else', () => {
    const status = table('iso2,status\nTH,partner', {
      keys: { iso2: 'country' },
      value: 'status',
      unit: undefined,
      otherwise: 'none',
    });
    expect(lookUp(status, { country: 'TH' })?.row.value).toBe('partner');
    expect(lookUp(status, { country: 'FR' })?.row).toMatchObject({ value: 'none', evidence: 'definition' });
  });
});

test('an empty value is no value: neither 0 nor that of a later row', () => {
  const t = table('country,value,evidence,source,note\nTH,,recalled,recalled,not found\nTH,5,published,s,', {
    keys: { country: 'country' },
  });
  expect(lookUp(t, { country: 'TH' })?.row).toMatchObject({ value: null, note: 'not found' });
});

test('a required text that is blank finds nothing, though empty cells fit anything', () => {
  const csv = 'fuel,value,evidence,source,note\n,9,published,s,\ngas,5,published,s,';
  expect(lookUp(table(csv, { keys: { fuel: 'boiler_fuel' } }), {})?.row.value).toBe(9);
  expect(lookUp(table(csv, { keys: { fuel: 'boiler_fuel' }, required: ['fuel'] }), {})).toBeUndefined();
  expect(
    lookUp(table(csv, { keys: { fuel: 'boiler_fuel' }, required: ['fuel'] }), { boiler_fuel: 'coal' })?.row.value,
  ).toBe(9);
});

describe('tables from files', () => {
  const projects = `id,country,technology,title
    1,TH,solar-pv,a
    2,TH,solar-pv,b
    3,TH,led-lighting,c
    4,VN,solar-pv,d`;

  test('counts rows by key; none counts 0', () => {
    const t = table(projects, { keys: { country: 'country', technology: 'technology' }, count: true, unit: '1' });
    const count = (country: string, technology: string) => lookUp(t, { country, technology })?.row;
    expect(count('TH', 'solar-pv')).toMatchObject({ value: 2, evidence: 'derived' });
    expect(count('TH', 'led-lighting')?.value).toBe(1);
    expect(count('VN', 'led-lighting')?.value).toBe(0);
  });

  test('where keeps the rows that are meant', () => {
    const t = table(
      'country,basis,value,evidence,source,note\nTH,average,9,published,s,\nTH,combined-margin,5,published,s,',
      { keys: { country: 'country' }, where: { basis: 'combined-margin' } },
    );
    expect(t.rows).toHaveLength(1);
    expect(lookUp(t, { country: 'TH' })?.row.value).toBe(5);
  });

  test('a text table keeps texts, a table with a unit has numbers', () => {
    const csv = 'country,value\nTH,007';
    expect(lookUp(table(csv, { keys: { country: 'country' } }), { country: 'TH' })?.row.value).toBe(7);
    expect(lookUp(table(csv, { keys: { country: 'country' }, unit: undefined }), { country: 'TH' })?.row.value).toBe(
      '007',
    );
  });

  test('a column that the file lacks is a fault with file, column and table', () => {
    expect(() => table(projects, { keys: { nation: 'country' } })).toThrow('test.csv: no column "nation" (table test)');
    expect(() => table(projects, { keys: {}, value: 'years' })).toThrow('no column "years"');
    expect(() => table(projects, { keys: {}, where: { basis: 'x' } })).toThrow('no column "basis"');
  });

  test('an empty file gives an empty table', () => {
    const t = table('country,value', { keys: { country: 'country' } });
    expect(lookUp(t, { country: 'TH' })).toBeUndefined();
  });
});
