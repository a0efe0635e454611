/** Book file → built book: units settled, formulas parsed and checked. */
import { FormulaError, parseUnit, type Unit, type UnitTable, unitSlug } from '../formula/index.ts';
import { checked, compileOptions, type FormulaScope, grounds } from './compile-option.ts';
import type { BookFile, QuantityFile } from './schema.ts';
import type { SpreadForm } from './spread.ts';
import type { Book, Check, Condition, Need, Option, Quantity } from './types.ts';

const PLAIN: Unit = { scale: 1, dim: {} };

/** Units of every quantity of a book and of what it needs, before any formula is looked at. */
export function declaredUnits(file: BookFile, units: UnitTable): Map<string, Unit> {
  const out = new Map<string, Unit>();
  for (const [name, q] of Object.entries(file.quantities ?? {}))
    out.set(
      name,
      within(name, () => unitOfFile(q, units)),
    );
  for (const [suffix, replaced] of Object.entries(file.variants ?? {})) {
    for (const [name, u] of [...out]) if (!Object.hasOwn(replaced, name)) out.set(name + suffix, u);
  }
  for (const [name, need] of Object.entries(file.needs ?? {})) {
    const text = typeof need === 'string' ? need : need.unit;
    if (out.has(name)) continue;
    out.set(
      name,
      within(`needs.${name}`, () => (text === 'label' ? PLAIN : parseUnit(text, units))),
    );
  }
  return out;
}

function unitOfFile(q: QuantityFile, units: UnitTable): Unit {
  return q.labels || q.text ? PLAIN : parseUnit(q.unit ?? '1', units);
}

/**
 * @throws FormulaError naming the quantity where it went wrong (param `in`)
 */
export function compileBook(file: BookFile, kind: Book['kind'], scope: FormulaScope, units: UnitTable): Book {
  const quantities: Record<string, Quantity> = {};
  for (const [name, q] of Object.entries(file.quantities ?? {})) {
    quantities[name] = within(name, () => compileQuantity(name, q, scope, units));
  }
  return {
    id: file.id,
    kind,
    abstract: file.abstract ?? false,
    withoutMethodology: file.without_methodology ?? false,
    title: file.title,
    aliases: file.aliases ?? [],
    uses: file.uses ?? [],
    needs: needs(file),
    quantities,
    variants: file.variants ?? {},
    checks: (file.checks ?? []).map(
      (c, i): Check =>
        within(`checks.${i}`, () => ({
          id: `${file.id}#${i}`,
          when: checked(c.when, PLAIN, scope),
          code: c.code,
          severity: c.severity,
          show: c.show ?? [],
        })),
    ),
  };
}

function needs(file: BookFile): Record<string, Need> {
  const out: Record<string, Need> = {};
  for (const [name, n] of Object.entries(file.needs ?? {})) {
    out[name] = typeof n === 'string' ? { optional: false } : { default: n.default, optional: n.optional ?? false };
  }
  return out;
}

function compileQuantity(name: string, q: QuantityFile, scope: FormulaScope, units: UnitTable): Quantity {
  const kind = q.text ? 'text' : q.labels ? 'label' : 'number';
  const unit = q.unit ?? '1';
  const measure = unitOfFile(q, units);
  const target = { name, measure, labels: q.labels };
  const options = compileOptions(q, target, scope);
  if (q.code)
    options.push({ def: { k: 'formula', text: q.code, expr: checked(q.code, PLAIN, scope, name) }, ...grounds(q) });
  if (q.conditions) options.push({ def: { k: 'conditions', list: conditions(name, q, scope) }, ...grounds(q) });
  const slugUnit = q.per_year === 'implied' ? unit.replace(/\/year$/, '') : unit;
  const suffix = kind === 'number' ? unitSlug(slugUnit) : '';
  return {
    name,
    column: q.as ?? (suffix ? `${name}_${suffix}` : name),
    kind,
    unit: kind === 'number' ? unit : '',
    measure,
    written: q.written ? parseUnit(q.written, units).scale : 1,
    writtenUnit: q.written ?? unit,
    perYearImplied: q.per_year === 'implied',
    label: q.label ?? { en: plainWords(name), ja: plainWords(name) },
    input: q.input ?? false,
    scenarioOnly: q.scenario_only ?? false,
    fromHours: (q.from_hours ?? false) !== false,
    onlyFromHours: q.from_hours === true,
    header: q.header,
    labels: q.labels,
    aliases: q.aliases,
    list: q.text,
    slot: q.slot,
    range: q.range as [number, number] | undefined,
    whole: q.whole ?? false,
    crossCheck: q.cross_check,
    shownAs: q.shown_as,
    options,
    definedIf: q.defined_if ? checked(q.defined_if, PLAIN, scope, name) : undefined,
    otherwise: q.defined_if && typeof q.else === 'string' ? q.else : undefined,
    fixed: q.fixed === 'middle',
    over: q.over === 'project_id' ? 'project' : q.over === 'proposal_id' ? 'proposal' : undefined,
    total: q.total ?? q.output?.total,
    output: q.output && {
      total: q.output.total,
      short: q.output.short ?? false,
      only: q.output.only,
      variants: q.output.variants ?? [],
    },
    years: q.years ?? false,
    unused: q.unused,
    assumed: q.assumed,
    ...spreadOf(q, options),
    sharedBy: q.shared_by,
    ...grounds(q),
  };
}

/** Where an equation gives the quantity, its default spread holds only for a given value. */
function spreadOf(q: QuantityFile, options: readonly Option[]): Pick<Quantity, 'spread' | 'spreadIfGiven'> {
  if (!q.spread) return {};
  const { per = 'life', by, values, ...form } = q.spread;
  const spread = { per, by, values: values ?? { default: form as SpreadForm } };
  return options.some((o) => o.def.k === 'formula') ? { spreadIfGiven: spread } : { spread };
}

function conditions(name: string, q: QuantityFile, scope: FormulaScope): Condition[] {
  return (q.conditions ?? []).map((c) => ({
    id: c.id,
    expr: c.of ? { k: 'ref', name: c.of } : checked(c.formula ?? '1', PLAIN, scope, name),
    unknownWhenMissing: c.unknown_when_missing ?? false,
  }));
}

const plainWords = (name: string): string => name.replaceAll('_', ' ');

/** Adds the place inside the file to a formula error. */
export function within<T>(place: string, run: () => T): T {
  try {
    return run();
  } catch (e) {
    if (e instanceof FormulaError && e.params.at === undefined)
      throw new FormulaError(e.code, { ...e.params, at: place });
    throw e;
  }
}
