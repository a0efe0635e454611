/**
 * Binding: a site's shape and the books → every quantity resolved to one bound expression, with its grounds.
 * What is known from the shape (labels, what is given, look-ups) is settled here; numbers of the row stay parameters.
 */
import type { Catalog, Evidence, Option, Quantity } from '../catalog/index.ts';
import { type BoundExpr, type Expr, num } from '../formula/index.ts';
import { type Composition, type Entry, type Layer, nameInside } from './composition.ts';
import { type DefineContext, define } from './define.ts';
import { constantOf, type FoldContext, fold } from './fold.ts';
import { refsOf } from './refs.ts';
import { type Bindings, type Resolved, undef } from './resolved.ts';
import type { ScenarioValues, Shape } from './site.ts';

export interface BindInput {
  catalog: Catalog;
  composition: Composition;
  shape: Shape;
  scenario: ScenarioValues;
  /** Texts for look-ups beside the shape's: `call`. */
  extraTexts: Readonly<Record<string, string>>;
}

/** Texts that look-ups need and a row can give. */
const KEY_COLUMNS: ReadonlySet<string> = new Set(['grid', 'country']);

/** A fault of the catalog: names that go round in a circle. */
class CircularError extends Error {}

export function createBindings(input: BindInput): Bindings {
  return new Binder(input);
}

/** What a year of hours filled in is no word of the user. */
const groundsOfCell = (q: Quantity): Pick<Resolved, 'from' | 'evidence'> =>
  q.onlyFromHours ? { from: 'hours', evidence: 'derived' } : { from: 'cell', evidence: 'user' };

class Binder implements Bindings {
  readonly resolved = new Map<string, Resolved>();
  private readonly open = new Set<string>();
  private readonly params: ReadonlyMap<string, number>;
  private readonly texts: Readonly<Record<string, string>>;
  private readonly input: BindInput;
  private readonly columns: ReadonlySet<string>;
  private readonly defining: DefineContext;

  constructor(input: BindInput) {
    this.input = input;
    this.params = new Map(input.shape.params.map((n, i) => [n, i]));
    const inputs = [...input.composition.entries.values()]
      .filter((e) => e.quantity.input)
      .map((e) => e.quantity.column);
    this.columns = new Set([...inputs, ...KEY_COLUMNS]);
    this.texts = { ...input.scenario.texts, ...input.shape.texts, ...input.extraTexts };
    this.defining = {
      catalog: input.catalog,
      texts: this.texts,
      resolve: (name) => this.resolve(name),
      bound: (entry, expr) => this.bound(entry, expr),
    };
  }

  resolve(name: string): Resolved {
    const known = this.resolved.get(name);
    if (known) return known;
    if (this.open.has(name)) throw new CircularError(`${[...this.open].join(' → ')} → ${name}`);
    this.open.add(name);
    const r = this.find(name);
    this.open.delete(name);
    this.resolved.set(name, r);
    return r;
  }

  /** What the catalog would make of a quantity the user gave; undefined when it rests on more than given numbers. */
  computed(name: string): BoundExpr | undefined {
    const entry = this.input.composition.entries.get(name);
    if (!entry) return undefined;
    const r = this.guarded(entry, this.fromOptions(name, entry));
    return r.missing || !this.restsOnGiven(r.body) ? undefined : r.body;
  }

  private restsOnGiven(body: BoundExpr): boolean {
    return [...refsOf(body)].every((n) => {
      const r = this.resolve(n);
      return r.from !== 'table' && this.restsOnGiven(r.body);
    });
  }

  private find(name: string): Resolved {
    const entry = this.input.composition.entries.get(name);
    if (!entry) return this.undefinedName(name);
    const q = entry.quantity;
    // What no cell can give, a plan may still put in another's place (see changed-row.ts).
    if (entry.suffix === '' && (q.input || this.params.has(q.name))) {
      const given = this.fromUser(q);
      if (given) return given;
    }
    if (q.kind === 'text')
      return {
        name,
        quantity: q,
        body: undef(`missing_input:${q.column}`),
        from: entry.layer,
        text: this.texts[q.name] ?? '',
      };
    return this.guarded(entry, this.fromOptions(name, entry));
  }

  /** Cell over scenario. */
  private fromUser(q: Quantity): Resolved | undefined {
    const base = { name: q.name, quantity: q, evidence: 'user' as Evidence };
    if (q.kind === 'number') {
      const lost = this.input.shape.lost?.[q.name];
      if (lost) return { ...base, body: undef(lost), from: 'cell', missing: lost };
      const index = this.params.get(q.name);
      if (index !== undefined) return { ...base, ...groundsOfCell(q), body: { k: 'param', index } };
      const s = this.input.scenario.numbers[q.name];
      return s && { ...base, body: num(s.value), from: 'scenario', given: s };
    }
    const text = this.texts[q.name];
    if (!text) return undefined;
    const from = this.input.shape.texts[q.name] ? 'cell' : 'scenario';
    if (q.kind === 'text') return { ...base, body: undef(`missing_input:${q.column}`), from, text };
    return { ...base, body: num(q.labels?.[text] as number), from, text };
  }

  private undefinedName(name: string): Resolved {
    const need = this.input.composition.needs.get(name);
    if (need?.default !== undefined) {
      return { name, quantity: undefined, body: num(need.default), from: 'default', evidence: 'definition' };
    }
    const reason = this.input.composition.methodology ? `missing_input:${name}` : 'several_methodologies';
    return { name, quantity: undefined, body: undef(reason), from: 'default', missing: reason };
  }

  private fromOptions(name: string, entry: Entry): Resolved {
    const q = entry.quantity;
    const filled = entry.filler?.options ?? [];
    let reason = '';
    for (const [i, option] of [...filled, ...q.options].entries()) {
      const layer: Layer = i < filled.length ? (q.slot === 'call' ? 'programme' : 'methodology') : entry.layer;
      const r = this.fromOption(name, entry, option, layer);
      if (!r.missing) return r;
      reason = r.missing;
    }
    const why = reason && (!q.input || this.canFill(reason, q)) ? reason : `missing_input:${q.column}`;
    return { name, quantity: q, body: undef(why), from: entry.layer, missing: why };
  }

  /** A reason that names something people can fill in, or no input at all; for a slot the slot itself says more. */
  private canFill(reason: string, q: Quantity): boolean {
    const column = reason.startsWith('missing_input:') ? reason.slice('missing_input:'.length) : undefined;
    return column === undefined || (q.slot ? KEY_COLUMNS.has(column) : this.columns.has(column));
  }

  private fromOption(name: string, entry: Entry, option: Option, layer: Layer): Resolved {
    const q = entry.quantity;
    const isFamily = entry.layer === 'family' && option.def.k === 'formula';
    const own = (isFamily ? this.input.composition.formulaEvidence[q.name] : undefined) ?? option;
    const base: Resolved = {
      name,
      quantity: q,
      body: undef('not_finite'),
      from: layer,
      evidence: own.evidence ?? q.evidence,
      source: own.source ?? q.source,
      note: own === option ? (option.note ?? q.note) : own.note,
      label: option.label,
      assumed: option.assumed ?? q.assumed,
    };
    return define(base, entry, option.def, this.defining);
  }

  private guarded(entry: Entry, r: Resolved): Resolved {
    const q = entry.quantity;
    if (!q.definedIf || r.missing) return r;
    const when = this.bound(entry, q.definedIf);
    if (when.k === 'num' && when.v === 1) return r;
    const reason = q.otherwise ?? 'not_finite';
    if (when.k === 'num') return { ...r, body: undef(reason), missing: reason };
    if (when.k === 'undefined') return { ...r, body: when, missing: when.reason };
    return { ...r, body: { k: 'guard', when, body: r.body, reason } };
  }

  private bound(entry: Entry, expr: Expr): BoundExpr {
    return fold(expr, this.context(entry));
  }

  /** A check of a book, in which names mean what they say. */
  check(expr: Expr): { when: BoundExpr; known: number | undefined } {
    const context = this.context(undefined);
    const when = fold(expr, context);
    return { when, known: constantOf(when, context) };
  }

  /** What names mean inside an entry's formulas, or outside of any. */
  private context(entry: Entry | undefined): FoldContext {
    const slot = entry ? entry.quantity.name + entry.suffix : 'check';
    const meant = (name: string) => (entry ? nameInside(entry, name) : { name });
    return {
      level: entry?.quantity.over,
      slot,
      ref: (name) => {
        const n = meant(name);
        if ('value' in n) return num(n.value);
        if (entry && n.name === slot) return { k: 'ref', name: slot };
        const r = this.resolve(n.name);
        return r.missing ? undef(r.missing) : { k: 'ref', name: n.name };
      },
      constant: (name) => {
        if (entry && name === slot) return undefined;
        const { body } = this.resolve(name);
        return body.k === 'num' ? body.v : undefined;
      },
      is: (name, label) => {
        const n = meant(name);
        return 'value' in n ? num(0) : this.is(n.name, label);
      },
      given: (name) => {
        const n = meant(name);
        return 'value' in n || this.isGiven(n.name);
      },
    };
  }

  private is(name: string, label: string): BoundExpr {
    const r = this.resolve(name);
    if (r.text !== undefined) return num(r.text === label ? 1 : 0);
    const labels = r.quantity?.labels;
    if (r.missing || !labels || !Object.hasOwn(labels, label)) return num(0);
    return { k: 'call', op: 'eq', args: [{ k: 'ref', name }, num(labels[label] as number)] };
  }

  /**
   * Given by row or scenario; a cell that cannot be used (money without a rate) is given too, so that its reason comes through.
   * What nobody can fill in, or a methodology may settle, is given when it can be had.
   */
  private isGiven(name: string): boolean {
    const q = this.input.composition.entries.get(name)?.quantity;
    if (!q?.input || q.slot) return !this.resolve(name).missing;
    const { scenario, shape } = this.input;
    return (
      this.params.has(name) ||
      Object.hasOwn(shape.lost ?? {}, name) ||
      Object.hasOwn(scenario.numbers, name) ||
      Boolean(this.texts[name])
    );
  }
}
