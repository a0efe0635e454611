/** One way of getting a quantity → what it is for this shape: a value, a formula, a table's cell, steps, conditions. */
import { type Catalog, type Definition, lookUp, type Quantity } from '../catalog/index.ts';
import { type BoundExpr, type Expr, num } from '../formula/index.ts';
import { type Entry, nameInside } from './composition.ts';
import { missing, type Resolved } from './resolved.ts';

export interface DefineContext {
  catalog: Catalog;
  /** Texts of the site, for choices and look-ups. */
  texts: Readonly<Record<string, string>>;
  resolve(name: string): Resolved;
  /** An expression of the entry, with what is known of the shape folded in. */
  bound(entry: Entry, expr: Expr): BoundExpr;
}

/** @param base what is known of the result whatever the definition is */
export function define(base: Resolved, entry: Entry, def: Definition, context: DefineContext): Resolved {
  const inner = (name: string): Resolved | { value: number } => {
    const n = nameInside(entry, name);
    return 'value' in n ? n : context.resolve(n.name);
  };
  switch (def.k) {
    case 'value':
      return {
        ...base,
        body: num(def.v),
        from: base.from === 'methodology' ? base.from : entry.filler ? base.from : 'default',
        text: labelText(entry.quantity, def.v),
      };
    case 'formula': {
      const body = context.bound(entry, def.expr);
      return {
        ...base,
        body,
        formula: def.expr,
        formulaText: def.text,
        missing: body.k === 'undefined' ? body.reason : undefined,
      };
    }
    case 'lookup':
      return fromTable(base, entry.quantity, def.table, context);
    case 'by': {
      const key = context.texts[def.key] || context.resolve(def.key).text || '';
      const option = (Object.hasOwn(def.values, key) ? def.values[key] : undefined) ?? def.values.default;
      if (!option)
        return missing(base, key === '' ? `missing_input:${def.key}` : `missing_input:${entry.quantity.column}`);
      const r = define(
        {
          ...base,
          evidence: option.evidence ?? base.evidence,
          source: option.source ?? base.source,
          note: option.note ?? base.note,
        },
        entry,
        option.def,
        context,
      );
      return { ...r, detail: r.detail ?? `${def.key}: ${key || 'default'}` };
    }
    case 'step':
    case 'interp': {
      const of = inner(def.of);
      if ('value' in of)
        return { ...base, body: def.k === 'step' ? { ...def, of: num(of.value) } : { ...def, of: num(of.value) } };
      if (of.missing) return missing(base, of.missing);
      const x: BoundExpr = { k: 'ref', name: of.name };
      return {
        ...base,
        body: def.k === 'step' ? { ...def, of: x } : { ...def, of: x },
        formulaText: pointsText(def),
      };
    }
    case 'conditions':
      return {
        ...base,
        body: {
          k: 'all',
          items: def.list.map((c) => ({
            id: c.id,
            unknownWhenMissing: c.unknownWhenMissing,
            expr: context.bound(entry, c.expr),
          })),
        },
      };
  }
}

function fromTable(base: Resolved, q: Quantity, tableName: string, context: DefineContext): Resolved {
  const table = context.catalog.tables[tableName];
  const found = table && lookUp(table, context.texts);
  if (!table || !found || found.row.value === null) return missing(base, `missing_input:${q.column}`);
  const v = found.row.value;
  const value = typeof v === 'number' ? v : q.labels?.[v];
  if (value === undefined) return missing(base, `missing_input:${q.column}`);
  const keys = table.keys
    .map(([, name]) => context.texts[name])
    .filter(Boolean)
    .join(', ');
  return {
    ...base,
    body: num(value),
    from: 'table',
    evidence: found.row.evidence,
    source: found.row.source,
    note: found.row.note ?? base.note,
    detail: `${table.file.replace('../', '')}: ${keys || tableName}${found.level ? ` (${found.level})` : ''}`,
    text: typeof v === 'string' ? v : undefined,
  };
}

function labelText(q: Quantity, code: number): string | undefined {
  return q.labels && Object.entries(q.labels).find(([, c]) => c === code)?.[0];
}

/** A step or a line of points, written out. */
function pointsText(def: Extract<Definition, { k: 'step' | 'interp' }>): string {
  if (def.k === 'interp') return `interp(${def.of}: ${def.points.map(([x, y]) => `${x} → ${y}`).join(', ')})`;
  const steps = def.points.map(([x, y]) => (def.side === 'from' ? `from ${x}: ${y}` : `up to ${x}: ${y}`));
  return `step(${def.of}; ${steps.join(', ')}, else ${def.otherwise})`;
}
