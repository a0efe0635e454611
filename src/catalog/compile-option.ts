/** Turns what a file says about a quantity's value into the ordered list of ways to get it. */
import type { Expr, Unit } from '../formula/index.ts';
import { checkFormula, children, FormulaError } from '../formula/index.ts';
import { parseFormula } from '../formula/parse.ts';
import type { FillerFile } from './schema.ts';
import type { Definition, Grounds, Option } from './types.ts';

/** What formulas may refer to, and in which units. */
export interface FormulaScope {
  unitOf: (name: string) => Unit | undefined;
  /** All names that `unitOf` knows, for "did you mean". */
  names?: Iterable<string> | undefined;
  /** Labels of a coded quantity; undefined = none are listed. */
  labelsOf?: ((name: string) => readonly string[] | undefined) | undefined;
}

export interface OptionTarget {
  name: string;
  measure: Unit;
  labels?: Readonly<Record<string, number>> | undefined;
}

/** @throws FormulaError when a formula is refused or its unit is wrong */
export function compileOptions(file: FillerFile, target: OptionTarget, scope: FormulaScope): Option[] {
  const own = grounds(file);
  const options: Option[] = [];
  const add = (def: Definition, extra: { label?: string | undefined; assumed?: string | undefined } & Grounds = {}) =>
    options.push({ def, label: extra.label, assumed: extra.assumed, ...merge(own, extra) });
  const formula = (text: string): Definition => ({
    k: 'formula',
    text,
    expr: checked(text, target.measure, scope, target.name),
  });

  for (const entry of file.first_of ?? []) {
    if (typeof entry === 'string') add(formula(entry));
    else if (entry.formula !== undefined) add(formula(entry.formula), entry);
    else if (entry.lookup !== undefined) add({ k: 'lookup', table: entry.lookup }, entry);
    else if (entry.value !== undefined) add({ k: 'value', v: entry.value }, entry);
  }
  if (file.by !== undefined) add({ k: 'by', key: file.by, values: byValues(file, formula, scope) });
  if (file.step !== undefined) add(stepOf(file, existing(file.step, target, scope), target));
  if (file.interp !== undefined) {
    const of = existing(file.interp, target, scope);
    add({ k: 'interp', of, points: rising(file.points ?? [], target.name) });
  }
  if (file.lookup !== undefined) add({ k: 'lookup', table: file.lookup });
  if (file.formula !== undefined) add(formula(file.formula));
  if (file.value !== undefined) add({ k: 'value', v: file.value });
  if (file.default !== undefined)
    add({ k: 'value', v: codeOf(file.default, target) }, file.default === 0 ? noneByRule(own) : {});
  return options;
}

/** @param own the quantity whose formula this is: it may read its own past, by `prev`, and nothing else of itself */
export function checked(text: string, measure: Unit, scope: FormulaScope, own?: string): Expr {
  const expr = parseFormula(text);
  if (own !== undefined && needsItself(expr, own))
    throw new FormulaError('formula_not_allowed', { part: own, why: 'refers to itself' });
  const out = checkFormula(expr, measure, scope.unitOf);
  checkLabels(expr, scope);
  return out;
}

function checkLabels(e: Expr, scope: FormulaScope): void {
  if (e.k === 'is') checkLabel(e.name, e.label, scope);
  for (const c of children(e)) checkLabels(c, scope);
}

function checkLabel(name: string, label: string, scope: FormulaScope): void {
  const labels = scope.labelsOf?.(name);
  if (labels && !labels.includes(label)) throw new FormulaError('formula_unknown_name', { name: label, in: name });
}

function needsItself(e: Expr, own: string): boolean {
  if (e.k === 'ref' || e.k === 'is' || e.k === 'given') return e.name === own;
  const args = children(e);
  const past = e.k === 'call' && e.op === 'prev' && args[0]?.k === 'ref' && args[0].name === own;
  return (past ? args.slice(1) : args).some((a) => needsItself(a, own));
}

export function grounds(x: Grounds): Grounds {
  return { evidence: x.evidence, source: x.source, note: x.note };
}

function merge(own: Grounds, extra: Grounds): Grounds {
  return extra.evidence !== undefined ? grounds(extra) : { ...own, note: extra.note ?? own.note };
}

/** Columns that default to 0 do so by the rules of calculation. */
const noneByRule = (own: Grounds): Grounds =>
  own.evidence ? {} : { evidence: 'definition', source: 'rules-of-calculation' };

function codeOf(v: number | string, target: OptionTarget): number {
  if (typeof v === 'number') return v;
  const code = target.labels && Object.hasOwn(target.labels, v) ? target.labels[v] : undefined;
  if (code === undefined) throw new FormulaError('formula_unknown_name', { name: v, in: target.name });
  return code;
}

function byValues(
  file: FillerFile,
  formula: (text: string) => Definition,
  scope: FormulaScope,
): Record<string, Option> {
  const values: Record<string, Option> = {};
  for (const [label, v] of Object.entries(file.values ?? {})) {
    if (label !== 'default') checkLabel(file.by as string, label, scope);
    if (typeof v === 'number') values[label] = { def: { k: 'value', v }, ...grounds(file) };
    else if (typeof v === 'string')
      values[label] = { def: formula(v), evidence: 'definition', source: 'rules-of-calculation' };
    else if (v.value !== undefined) values[label] = { def: { k: 'value', v: v.value }, ...merge(grounds(file), v) };
    else if (v.lookup !== undefined)
      values[label] = { def: { k: 'lookup', table: v.lookup }, ...merge(grounds(file), v) };
    else if (v.formula !== undefined) values[label] = { def: formula(v.formula), ...merge(grounds(file), v) };
  }
  return values;
}

/** What steps or points read: another quantity, which must be there. */
function existing(name: string, target: OptionTarget, scope: FormulaScope): string {
  if (name === target.name) throw new FormulaError('formula_not_allowed', { part: name, why: 'refers to itself' });
  if (!scope.unitOf(name)) throw new FormulaError('formula_unknown_name', { name });
  return name;
}

function stepOf(file: FillerFile, of: string, target: OptionTarget): Definition {
  const side = file.from ? 'from' : 'up_to';
  const points = rising(file.from ?? file.up_to ?? [], target.name);
  if (typeof file.else === 'string')
    throw new FormulaError('formula_number', { in: target.name, why: 'else of a step is a number' });
  return { k: 'step', of, side, points, otherwise: file.else ?? 0 };
}

function rising(points: readonly [number, number][], name: string): readonly [number, number][] {
  for (const [i, [x]] of points.entries()) {
    if (i > 0 && x <= (points[i - 1] as [number, number])[0])
      throw new FormulaError('formula_number', { in: name, why: 'points must rise' });
  }
  return points;
}
