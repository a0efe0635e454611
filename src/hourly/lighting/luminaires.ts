/** Luminaires: those of the catalog's table, and the user's own. */
import type { Finding } from '../../assessment/findings.ts';
import { finding } from '../../assessment/findings.ts';
import type { Catalog, Evidence } from '../../catalog/index.ts';
import type { Row } from '../series/types.ts';
import { lightingFinding } from './findings.ts';
import { type ColumnForm, readTable } from './table.ts';
import type { Luminaire, Use } from './types.ts';

const FILE = 'equipment/luminaires.csv';

/** @returns those whose watts and lumens are known, in the order of the table */
function catalogLuminaires(catalog: Catalog): Luminaire[] {
  const data = catalog.data[FILE];
  if (!data) return [];
  const at = (name: string) => data.header.indexOf(name);
  return data.rows.flatMap((row) => {
    const text = (name: string) => row[at(name)] ?? '';
    const [powerW, fluxLm, lifeH] = ['power_w', 'flux_lm', 'life_h'].map((n) => Number(text(n)) || undefined);
    if (powerW === undefined || fluxLm === undefined) return [];
    return {
      id: text('id'),
      use: text('use') as Use,
      powerW,
      fluxLm,
      lifeH,
      leftAtEnd: leftAtEnd(text('life_basis')),
      evidence: text('evidence') as Evidence,
      source: text('source'),
    };
  });
}

const COLUMNS: readonly ColumnForm[] = [
  { name: 'id', column: 'id', aliases: ['model', '型番'] },
  { name: 'use', column: 'use', aliases: ['lighting_use', '用途'] },
  { name: 'power', column: 'power_w', unit: 'W', range: [0.1, 5000], aliases: ['input power', '消費電力'] },
  { name: 'flux', column: 'flux_lm', unit: 'lm', range: [1, 1e6], aliases: ['lumens', '光束'] },
  { name: 'life', column: 'life_h', unit: 'h', range: [100, 500_000], aliases: ['lamp_life_hours', '寿命'] },
  { name: 'life_basis', column: 'life_basis', aliases: ['寿命基準'] },
  { name: 'price', column: 'price_jpy', unit: 'JPY', range: [0, 1e9], aliases: ['価格', '単価'] },
];

/** The user's own; an id of the catalog means the user's data for it. */
export function readLuminaires(rows: readonly Row[], catalog: Catalog, findings: Finding[]): Luminaire[] {
  const seen = new Set<string>();
  return readTable(rows, COLUMNS, ['id', 'power_w', 'flux_lm'], catalog.units, findings).flatMap((cells) => {
    const [id = '', use, basis] = [cells.text('id'), cells.text('use'), cells.text('life_basis')];
    const [powerW, fluxLm] = [cells.number('power'), cells.number('flux')];
    const fail = (fault: Finding) => {
      findings.push(fault);
      return [];
    };
    if (id === '' || powerW === undefined || fluxLm === undefined) {
      const place = cells.place(id === '' ? 'id' : powerW === undefined ? 'power' : 'flux');
      return fail(lightingFinding('lighting_missing_cell', 'error', { id, column: place.column }, place));
    }
    if (seen.has(id)) return fail(lightingFinding('lighting_duplicate_id', 'error', { id }, cells.place('id')));
    seen.add(id);
    const unknown = (column: string, value: string, known: string) =>
      fail(finding('unknown_value', 'error', { value, suggestion: '', known }, cells.place(column)));
    if (use !== undefined && use !== 'indoor' && use !== 'street') return unknown('use', use, 'indoor, street');
    if (basis !== undefined && leftAtEnd(basis) === undefined) return unknown('life_basis', basis, 'L70, L80, L90');
    const own = { lifeH: cells.number('life'), leftAtEnd: leftAtEnd(basis ?? ''), priceJpy: cells.number('price') };
    return [{ id, use, powerW, fluxLm, ...own, evidence: 'user' as const, source: '' }];
  });
}

/** `L80B10`: 80 % of the first flux is left at the end of the stated life. */
function leftAtEnd(basis: string): number | undefined {
  const share = /^L(\d\d)(?:B\d+)?$/i.exec(basis.trim())?.[1];
  return share === undefined ? undefined : Number(share) / 100;
}

/** @param own take the place of those of the catalog with the same id */
export function allLuminaires(catalog: Catalog, own: readonly Luminaire[]): Luminaire[] {
  const ids = new Set(own.map((l) => l.id));
  return [...catalogLuminaires(catalog).filter((l) => !ids.has(l.id)), ...own];
}
