/** Checks of the whole catalog that no single file can make: every source resolves, every number has its grounds. */
import type { Catalog, Option, Quantity } from '../src/catalog/index.ts';

/** @returns one line per fault */
export function checkCatalog(catalog: Catalog): string[] {
  return [...sourceFaults(catalog), ...quantityFaults(catalog)];
}

function sourceFaults(catalog: Catalog): string[] {
  const faults: string[] = [];
  const known = (place: string, source: string | undefined) => {
    if (source !== undefined && !Object.hasOwn(catalog.sources, source))
      faults.push(`${place}: source "${source}" is not in sources/`);
  };
  const option = (place: string, o: Option) => {
    known(place, o.source);
    if (o.def.k === 'by') for (const [label, v] of Object.entries(o.def.values)) option(`${place} ${label}`, v);
    if (o.def.k === 'lookup' && !Object.hasOwn(catalog.tables, o.def.table))
      faults.push(`${place}: no table "${o.def.table}"`);
    if (o.def.k === 'value' && (o.evidence === undefined || o.source === undefined) && o.def.v !== 0) {
      faults.push(`${place}: a value without evidence and source`);
    }
  };
  for (const b of Object.values(catalog.books)) {
    for (const q of Object.values(b.quantities)) for (const o of q.options) option(`${b.id}.${q.name}`, o);
    for (const u of b.uses) if (!Object.hasOwn(catalog.books, u)) faults.push(`${b.id}: uses "${u}", which is no book`);
  }
  for (const m of Object.values(catalog.methodologies)) {
    for (const [name, f] of Object.entries(m.fillers)) for (const o of f.options) option(`${m.id}.${name}`, o);
    for (const x of [...m.eligibility, ...m.monitored]) known(m.id, x.source);
    for (const x of Object.values(m.formulaEvidence)) known(m.id, x.source);
    for (const x of m.examples) known(m.id, x.source);
    for (const [t, f] of Object.entries(m.families)) {
      if (catalog.books[f]?.kind !== 'family') faults.push(`${m.id}: family "${f}" is no book`);
      if (catalog.books[t]?.kind !== 'technology') faults.push(`${m.id}: technology "${t}" is no book`);
    }
  }
  for (const c of catalog.calls) {
    for (const [name, f] of Object.entries(c.fillers))
      for (const o of f.options) option(`${c.programme}@${c.call}.${name}`, o);
  }
  for (const t of Object.values(catalog.tables)) {
    for (const r of t.rows) {
      known(t.file, r.source);
      if (r.value !== null && (r.evidence === undefined || r.source === undefined))
        faults.push(`${t.file}: ${r.keys.join(',')} has no grounds`);
      if (typeof r.value === 'number' && !Number.isFinite(r.value))
        faults.push(`${t.file}: ${r.keys.join(',')} is not a number`);
    }
  }
  return faults;
}

function quantityFaults(catalog: Catalog): string[] {
  const faults: string[] = [];
  const columns = new Map<string, Quantity>();
  for (const b of Object.values(catalog.books)) {
    for (const q of Object.values(b.quantities)) {
      if (!q.input && !q.output) continue;
      const other = columns.get(q.column);
      if (other && other.name !== q.name)
        faults.push(`${b.id}.${q.name}: column "${q.column}" is that of "${other.name}"`);
      columns.set(q.column, q);
      if (q.options.some((o) => o.def.k === 'formula' && o.evidence === undefined)) {
        faults.push(`${b.id}.${q.name}: an equation without evidence`);
      }
    }
  }
  return faults;
}
