/** The files that peers read: the sites, and for those that use our sampler its net and inverse tables. */
import { writeFileSync } from 'node:fs';
import type { SiteRow } from '../src/assessment/row.ts';
import type { Quantity } from '../src/catalog/index.ts';
import { hash64 } from '../src/formula/hash64.ts';
import { dimensions } from '../src/simulate/dimensions.ts';
import { inverseOf } from '../src/simulate/inverse.ts';
import type { InverseTable } from '../src/simulate/inverse-table.ts';
import { normalTable } from '../src/simulate/normal-table.ts';
import { SobolNet } from '../src/simulate/sobol-net.ts';
import { seedWords } from '../src/simulate/stream-key.ts';
import { SEED } from './ours.ts';
import { catalog, INPUTS, SITE_DOUBLES, siteNumbers } from './sites.ts';

export interface PeerFiles {
  sites: string;
  sampler: string;
}

/** Bytes of a net in peers/sobol.h, rounded up to a cache line. */
const NET_BYTES = Math.ceil((4 * (6 + 8 + 8 * 32)) / 64) * 64;

export function writePeerFiles(rows: readonly SiteRow[], draws: number, files: PeerFiles): void {
  const tables: InverseTable[] = [normalTable()];
  const numbers = new Float64Array(rows.length * SITE_DOUBLES);
  for (const [i, row] of rows.entries()) {
    const pert = ['opex', 'electricity_price'].map((name) => tableOf(row, name, tables));
    numbers.set([...siteNumbers(row), ...pert], i * SITE_DOUBLES);
  }
  writeFileSync(files.sites, numbers);
  writeFileSync(files.sampler, Buffer.concat([net(draws), ...tables.map((t) => Buffer.from(t.buffer))]));
}

/** Number of the table that an input of a site is drawn by. */
function tableOf(row: SiteRow, name: string, tables: InverseTable[]): number {
  const spread = row.spreads?.[name];
  const plan = spread && inverseOf(spread).plan;
  if (plan?.kind !== 'table') return 0;
  const known = tables.indexOf(plan.table);
  return known < 0 ? tables.push(plan.table) - 1 : known;
}

function net(draws: number): Buffer {
  const bits = Math.log2(draws);
  const seed = seedWords(SEED);
  const sobol = new SobolNet(seed, bits);
  const numbers = dimensions(catalog);
  const all = Object.values(catalog.books).flatMap((b) => Object.values(b.quantities));
  const used = Object.keys(INPUTS).map((name) => numbers.of('solar-pv', all.find((q) => q.name === name) as Quantity));
  const words = new Uint32Array(NET_BYTES / 4);
  words.set([...seed, ...hash64('country TH'), bits, 0, ...used]);
  for (const [i, d] of used.entries()) words.set(sobol.directions(d), 14 + 32 * i);
  return Buffer.from(words.buffer);
}
