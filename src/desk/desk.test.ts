/** The desk gives the bytes of the command line: documents, draws, explanations; and edits are what the edited sheet would give. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalog } from '../../test/support/assess.ts';
import { jcm, scratch, sheet } from '../../test/support/command.ts';
import { NO_SCENARIO } from '../assessment/scenario.ts';
import { SheetFindings } from '../assessment/sheet.ts';
import { InlineRunner } from '../runners/inline.ts';
import { assessRaw } from './assessed.ts';
import { Desk } from './desk.ts';
import { assessCsv, assessJson } from './documents.ts';
import { type CellEdit, edited, sheetCsv } from './edits.ts';
import { explainSite } from './explained.ts';
import { readRaw } from './raw-sheet.ts';
import { type DrawChoices, simulateSheet } from './simulated.ts';
import type { SheetView } from './views.ts';

const folder = scratch();
const raw = (name: string) => readRaw(readFileSync(sheet(name)));
const assessed = (name: string) => assessRaw(catalog, raw(name), NO_SCENARIO);
const bytes = (pieces: readonly string[]) => pieces.join('');

describe('the bytes of the command line', () => {
  test.each(['published-cases.csv', 'dirty.csv', 'dirty-cp932.csv', 'factory-group.csv'])('assess %s', async (name) => {
    const a = assessed(name);
    expect(bytes(assessJson(a, catalog))).toBe((await jcm(['assess', sheet(name), '--json'])).out);
    const all = ['assess', sheet(name), '--csv', '--bom', '--outputs', 'all'];
    expect(bytes(assessCsv(a, catalog, true))).toBe((await jcm(all)).out);
  });

  test.each([
    ['uncertain-sites.csv', 256],
    ['factory-group.csv', 64],
    ['dirty.csv', 64],
  ])('simulate %s', async (name, draws) => {
    const choices: DrawChoices = {
      ...{ draws, seed: 7, sampling: 'sobol', spreads: 'default', outputs: [], thresholds: [] },
    };
    let sites = 0;
    const s = await simulateSheet(assessed(name), catalog, choices, new InlineRunner(choices), (list) => {
      sites += list.length;
    });
    expect(sites).toBe(s.total.sites);
    const flags = ['simulate', sheet(name), '--spreads', 'default', '--seed', '7', '--draws', String(draws)];
    expect(bytes(s.json)).toBe((await jcm([...flags, '--json'])).out);
    expect(bytes(s.csv)).toBe((await jcm([...flags, '--csv'])).out);
  });

  test('explain', async () => {
    const a = assessed('published-cases.csv');
    const row = a.results.find((r) => r.row.siteId === 'C019')?.row;
    const { site_id, quantities, sources } = explainSite(a, row as NonNullable<typeof row>, 'reduction_tco2_year1', {
      catalog,
      defaults: false,
    });
    const ran = await jcm([
      'explain',
      sheet('published-cases.csv'),
      '--site',
      'C019',
      '-q',
      'reduction_tco2_year1',
      '--json',
    ]);
    expect({ site_id, quantities }).toEqual(JSON.parse(ran.out));
    expect(Object.keys(sources)).toContain('jcm-vn-methodology-45');
  });
});

describe('edits', () => {
  const EDITS = [
    { line: 2, header: 'capex_jpy', text: '123456789' },
    { line: 2, header: 'capex_jpy', text: '150000000 ± 10%' },
    { line: 3, header: 'credit_price_jpy_per_tco2', text: '2000 to 4000' },
    { line: 4, header: 'name', text: 'A, "quoted" name\nof two lines' },
  ];

  test('give what the edited sheet gives on the command line', async () => {
    const changed = edited(raw('uncertain-sites.csv'), EDITS);
    const file = join(folder, 'edited.csv');
    writeFileSync(file, sheetCsv(changed));
    const a = assessRaw(catalog, changed, NO_SCENARIO);
    expect(a.results[0]?.row.written?.capex?.text).toBe('150000000 ± 10%');
    expect(bytes(assessJson(a, catalog))).toBe((await jcm(['assess', file, '--json'])).out);
  });

  test('leave the sheet as it came, and its rows on their lines', () => {
    const before = raw('uncertain-sites.csv');
    const kept = structuredClone(before);
    const changed = edited(before, EDITS);
    expect(before).toEqual(kept);
    const again = readRaw(new TextEncoder().encode(sheetCsv(changed)));
    expect(again.header).toEqual(changed.header);
    // The name of two lines pushes what follows one line down.
    const lines = changed.chunks.flat().map((r) => (r.line > 4 ? r.line + 1 : r.line));
    expect(again.chunks.flat().map((r) => r.line)).toEqual(lines);
    expect(again.chunks.flat().map((r) => r.cells)).toEqual(changed.chunks.flat().map((r) => r.cells));
  });
});

test.each(['empty.csv', 'header-only.csv', 'unknown-column.csv', 'unit-missing.csv'])(
  '%s cannot be assessed',
  (name) => {
    expect(() => assessed(name)).toThrow(SheetFindings);
  },
);

describe('one site looked into', () => {
  const CHOICES: DrawChoices = {
    draws: 256,
    seed: 7,
    sampling: 'sobol',
    spreads: 'default',
    outputs: [],
    thresholds: [],
  };
  const bytesOf = (name: string) => new Uint8Array(readFileSync(sheet(name)));
  const opened = (name: string, edits: CellEdit[] = []): [Desk, SheetView] => {
    const desk = new Desk(catalog);
    return [desk, desk.open(bytesOf(name), { edits, scenario: {} }) as SheetView];
  };

  test('has the draws of the whole run, to the last bit', async () => {
    const [desk, view] = opened('uncertain-sites.csv');
    const flags = ['simulate', sheet('uncertain-sites.csv'), '--spreads', 'default', '--seed', '7', '--draws', '256'];
    const { sites } = JSON.parse((await jcm([...flags, '--json'])).out);
    expect(view.sites).toHaveLength(8);
    for (const [i, site] of view.sites.entries()) {
      for (const o of desk.look(site.line, 'npv_jpy', CHOICES).draws.outputs) {
        const { ratio_of_means, ...whole } = sites[i].outputs[o.column] ?? {};
        expect(o.summary ?? o.shares ?? {}, `${site.siteId} ${o.column}`).toEqual(whole.shares ?? whole);
      }
    }
  });

  test.each([
    ['specific_yield_kwh_per_kw', '1100 to 1500'],
    ['credit_price_jpy_per_tco2', '3000 ± 20%'],
  ])('with another text in %s it is as if the sheet said so', (header, text) => {
    const edit = { line: 3, header, text };
    const [before] = opened('uncertain-sites.csv');
    const [after] = opened('uncertain-sites.csv', [edit]);
    before.preview({ ...edit, text: '1234' }, 'npv_jpy', CHOICES);
    const tried = before.preview(edit, 'npv_jpy', CHOICES);
    expect(tried).toEqual(after.look(3, 'npv_jpy', CHOICES));
    expect(tried).not.toEqual(before.look(3, 'npv_jpy', CHOICES));
    expect(before.preview({ ...edit, text: '12 kW' }, 'npv_jpy', CHOICES)).toMatchObject({
      unreadable: [{ code: 'unit_in_cell' }],
    });
    expect(before.file('sheet.csv')?.join('')).toBe(readFileSync(sheet('uncertain-sites.csv'), 'utf8'));
  });

  test('its numbers have the unit of their cells', () => {
    const [desk] = opened('dirty.csv');
    const capacity = desk.inputs(2, true).find((i) => i.name === 'capacity');
    expect(capacity).toMatchObject({ header: '設備容量 [kW]', unit: 'kW', evidence: 'user' });
    expect(desk.inputs(2, true).find((i) => i.name === 'degradation')).toMatchObject({
      text: '',
      middle: 0.5,
      unit: '%',
    });
  });
});
