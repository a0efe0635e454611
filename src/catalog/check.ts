/** Checks of the whole catalog that no single file can make: every source resolves, every number has its grounds. */
import { spreadFaults } from './check-spreads.ts';
import type { Book, Catalog, Methodology, Option, Quantity } from './types.ts';
import { inheritedEquations } from './user-methodology.ts';

/** @returns one line per fault */
export function checkCatalog(catalog: Catalog): string[] {
  return [...sourceFaults(catalog), ...quantityFaults(catalog), ...spreadFaults(catalog)];
}

function sourceFaults(catalog: Catalog): string[] {
  const faults: string[] = [];
  for (const b of Object.values(catalog.books)) {
    for (const q of Object.values(b.quantities))
      for (const o of q.options) faults.push(...optionFaults(`${b.id}.${q.name}`, o, catalog));
    for (const u of b.uses) if (!Object.hasOwn(catalog.books, u)) faults.push(`${b.id}: uses "${u}", which is no book`);
  }
  for (const m of Object.values(catalog.methodologies)) {
    faults.push(...methodologyFaults(m, catalog));
    for (const name of inheritedEquations(m, catalog.books))
      faults.push(`${m.id}: formula_evidence of ${name} is missing; the family's is that of another methodology`);
  }
  for (const c of catalog.calls) {
    for (const [name, f] of Object.entries(c.fillers)) {
      for (const o of f.options) faults.push(...optionFaults(`${c.programme}@${c.call}.${name}`, o, catalog));
    }
  }
  for (const t of Object.values(catalog.tables)) {
    for (const r of t.rows) {
      faults.push(...unknownSource(t.file, r.source, catalog));
      if (r.value !== null && (r.evidence === undefined || r.source === undefined))
        faults.push(`${t.file}: ${r.keys.join(',')} has no grounds`);
      if (typeof r.value === 'number' && !Number.isFinite(r.value))
        faults.push(`${t.file}: ${r.keys.join(',')} is not a number`);
    }
  }
  return faults;
}

function unknownSource(place: string, source: string | undefined, catalog: Catalog): string[] {
  return source !== undefined && !Object.hasOwn(catalog.sources, source)
    ? [`${place}: source "${source}" is not in sources/`]
    : [];
}

/** What can be wrong with a way of getting a quantity: source, table, label, missing grounds. */
function optionFaults(place: string, o: Option, catalog: Catalog): string[] {
  const faults = unknownSource(place, o.source, catalog);
  const { def } = o;
  if (def.k === 'lookup' && !Object.hasOwn(catalog.tables, def.table))
    faults.push(`${place}: no table "${def.table}" in factors/tables.yaml`);
  if (def.k === 'value' && def.v !== 0 && (o.evidence === undefined || o.source === undefined)) {
    faults.push(`${place}: a value needs evidence and source`);
  }
  if (def.k === 'by') {
    const labels = labelsOf(def.key, catalog);
    if (labels === undefined && def.key !== 'grid') faults.push(`${place}: by "${def.key}" is no coded quantity`);
    for (const [label, v] of Object.entries(def.values)) {
      if (labels && label !== 'default' && !labels.includes(label))
        faults.push(`${place}: "${label}" is none of ${labels.join(', ')}`);
      faults.push(...optionFaults(`${place} ${label}`, v, catalog));
    }
  }
  return faults;
}

function labelsOf(name: string, catalog: Catalog): string[] | undefined {
  for (const b of Object.values(catalog.books)) {
    const labels = Object.hasOwn(b.quantities, name) ? b.quantities[name]?.labels : undefined;
    if (labels) return Object.keys(labels);
  }
  return undefined;
}

/** Faults of one methodology against the catalog: also for a file that a user brings. */
export function methodologyFaults(m: Methodology, catalog: Catalog): string[] {
  const faults: string[] = [];
  for (const [name, f] of Object.entries(m.fillers))
    for (const o of f.options) faults.push(...optionFaults(`${m.id}.${name}`, o, catalog));
  const cited = [...m.eligibility, ...m.monitored, ...Object.values(m.formulaEvidence), ...m.examples];
  for (const x of cited) faults.push(...unknownSource(m.id, x.source, catalog));
  for (const [t, f] of Object.entries(m.families)) {
    if (kindOf(f, catalog) !== 'family') faults.push(`${m.id}: family "${f}" is none of ${idsOf('family', catalog)}`);
    if (kindOf(t, catalog) !== 'technology')
      faults.push(`${m.id}: technology "${t}" is none of ${idsOf('technology', catalog)}`);
  }
  if (m.country !== undefined && !catalog.countries.some((c) => c.iso2 === m.country))
    faults.push(`${m.id}: "${m.country}" is no ISO country code`);
  for (const [key, allowed] of Object.entries(m.when)) {
    const known = Object.hasOwn(catalog.choices.facts, key) ? catalog.choices.facts[key]?.values : undefined;
    if (!known) faults.push(`${m.id}: when "${key}" is no case`);
    else
      for (const a of allowed)
        if (!known.includes(a)) faults.push(`${m.id}: when ${key}: "${a}" is none of ${known.join(', ')}`);
  }
  return faults;
}

function kindOf(id: string, catalog: Catalog): Book['kind'] | undefined {
  return Object.hasOwn(catalog.books, id) ? catalog.books[id]?.kind : undefined;
}

function idsOf(kind: Book['kind'], catalog: Catalog): string {
  return Object.values(catalog.books)
    .filter((b) => b.kind === kind && !b.abstract)
    .map((b) => b.id)
    .join(', ');
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
