/** A site's shape bound to technology, methodology and programme: the recipe that `assess`, `explain` and `simulate` read. */
import type { Catalog, Check, Quantity } from '../catalog/index.ts';
import { UNVERIFIED } from '../catalog/index.ts';
import type { BoundExpr } from '../formula/index.ts';
import { createBindings } from './bind.ts';
import { type Choice, caseFacts, chooseCall, chooseMethodology, programmeOf } from './choose.ts';
import { type Composition, compose } from './composition.ts';
import { refsOf } from './refs.ts';
import type { Bindings, Resolved } from './resolved.ts';
import { EMPTY_SCENARIO, type ScenarioValues, type Shape } from './site.ts';

export interface Output {
  /** Name in results: column of the quantity, with the ending of a variant. */
  column: string;
  /** Full name of the quantity. */
  name: string;
  quantity: Quantity;
  short: boolean;
}

export interface BoundCheck {
  check: Check;
  when: BoundExpr;
}

export interface Assessment {
  shape: Shape;
  scenario: ScenarioValues;
  composition: Composition;
  bindings: Bindings;
  choice: Choice;
  outputs: readonly Output[];
  /** Checks that only numbers can decide. */
  checks: readonly BoundCheck[];
  /** Checks settled at binding: their codes hold for every row of the shape. */
  settled: readonly Check[];
}

/** @param shape texts must hold `country` and `technology` of the catalog */
export function bindShape(catalog: Catalog, shape: Shape, scenario: ScenarioValues = EMPTY_SCENARIO): Assessment {
  const texts = { ...scenario.texts, ...shape.texts };
  const given = (name: string) => shape.params.includes(name) || name in scenario.numbers;
  const choice = chooseMethodology(catalog, texts, caseFacts(catalog, texts, given));
  const methodology = 'methodology' in choice && choice.kind !== 'wrong_technology' ? choice.methodology : undefined;
  const call = chooseCall(catalog, texts.programme);
  const { programme } = programmeOf(catalog, texts.programme);
  const composition = compose(catalog, { technology: texts.technology ?? '', methodology, programme, call });
  const bindings = createBindings({ catalog, composition, shape, scenario, extraTexts: { call: call?.call ?? '' } });
  const outputs = outputsOf(composition);
  for (const o of outputs) bindings.resolve(o.name);
  const { checks, settled } = bindChecks(composition, bindings);
  return { shape, scenario, composition, bindings, choice, outputs, checks, settled };
}

function outputsOf(composition: Composition): Output[] {
  const list: Output[] = [];
  for (const e of composition.entries.values()) {
    const q = e.quantity;
    if (!q.output) continue;
    if (e.suffix === '' || q.output.variants.includes(e.suffix)) {
      list.push({
        column: q.column + e.suffix,
        name: q.name + e.suffix,
        quantity: q,
        short: q.output.short && e.suffix === '',
      });
    }
  }
  return list;
}

function bindChecks(composition: Composition, bindings: Bindings): { checks: BoundCheck[]; settled: Check[] } {
  const checks: BoundCheck[] = [];
  const settled: Check[] = [];
  for (const check of composition.books.flatMap((b) => b.checks)) {
    const bound = bindings.check?.(check.when);
    if (!bound || bound.when.k === 'undefined') continue;
    if (bound.known === undefined) checks.push({ check, when: bound.when });
    else if (bound.known !== 0) settled.push(check);
  }
  return { checks, settled };
}

/** Every quantity the named ones rest on, themselves included. */
export function dependencies(bindings: Bindings, names: Iterable<string>): Map<string, Resolved> {
  const out = new Map<string, Resolved>();
  const visit = (name: string): void => {
    if (out.has(name)) return;
    const r = bindings.resolve(name);
    out.set(name, r);
    for (const n of refsOf(r.body)) visit(n);
  };
  for (const n of names) visit(n);
  return out;
}

/** Names (as columns) of what must still be confirmed in the results of these outputs: values and equations, or values alone. */
export function unverified(assessment: Assessment, names: Iterable<string>, what: 'all' | 'values' = 'all'): string[] {
  const list = new Set<string>();
  for (const r of dependencies(assessment.bindings, names).values()) {
    if (!r.evidence || !UNVERIFIED.has(r.evidence) || r.missing) continue;
    if (what === 'all' || !r.formula) list.add(r.quantity?.column ?? r.name);
  }
  return [...list].sort();
}
