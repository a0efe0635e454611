/** One methodology: what it must agree on with the books; and the one that a user brings, against a built catalog. */
import { circleIn } from './circle.ts';
import { compileMethodology, type FillerScope } from './compile-methodology.ts';
import { nearest } from './nearest.ts';
import { fault, type Loaded, placed } from './placed.ts';
import { type MethodologyFile, methodologySchema } from './schema.ts';
import { labelNames, slotsOf } from './scope.ts';
import type { Book, Catalog, Methodology } from './types.ts';
import { readYaml } from './yaml-file.ts';

/** Compiles one methodology a user brought, against a built catalog. @throws CatalogFileError */
export function compileUserMethodology(path: string, text: string, catalog: Catalog): Methodology {
  const f = { path, ...readYaml<MethodologyFile>(path, text, methodologySchema) };
  const quantities = Object.values(catalog.books).map((b) => b.quantities);
  const measures = new Map(quantities.flatMap((qs) => Object.values(qs).map((q) => [q.name, q.measure])));
  const scope: FillerScope = {
    unitOf: (name) => measures.get(name),
    names: [...measures.keys()],
    labelsOf: labelNames(quantities),
    slots: slotsOf(catalog.books),
  };
  const m = methodologyOf(f, scope, catalog.books);
  const stated = inheritedEquations(m, catalog.books).map((name) => [name, { evidence: 'user' as const }]);
  return { ...m, formulaEvidence: { ...m.formulaEvidence, ...Object.fromEntries(stated) }, user: true };
}

/** Equations of the families whose evidence is that of some methodology's text and of which this one says nothing. */
export function inheritedEquations(m: Methodology, books: Readonly<Record<string, Book>>): string[] {
  const families = new Set(Object.values(m.families));
  const equations = Object.values(books)
    .filter((b) => families.has(b.id))
    .flatMap((b) => Object.values(b.quantities))
    .filter((q) => q.options.some((o) => o.def.k === 'formula' && o.evidence !== 'definition'));
  return equations.map((q) => q.name).filter((name) => !Object.hasOwn(m.formulaEvidence, name));
}

/** @throws CatalogFileError when the file does not fit the books */
export function methodologyOf(
  f: Loaded<MethodologyFile>,
  scope: FillerScope,
  books: Readonly<Record<string, Book>>,
): Methodology {
  const m = placed(f, () => compileMethodology(f.value, scope), scope);
  checkBooks(f, m, books);
  refuseCircle(f, m, books);
  return m;
}

/** The technologies and families that a methodology names must be there. */
function checkBooks(f: Loaded<MethodologyFile>, m: Methodology, books: Readonly<Record<string, Book>>): void {
  const ids = (kind: Book['kind']) => Object.values(books).flatMap((b) => (b.kind === kind ? [b.id] : []));
  const [technologies, families] = [ids('technology'), ids('family')];
  for (const [i, t] of m.technologies.entries()) {
    if (!technologies.includes(t))
      throw fault(f, ['technologies', i], `no technology "${t}"`, nearest(t, technologies));
  }
  for (const [t, family] of Object.entries(m.families)) {
    const own = Object.hasOwn(f.value.families ?? {}, t);
    if (!families.includes(family))
      throw fault(f, own ? ['families', t] : ['family'], `no family "${family}"`, nearest(family, families));
  }
}

function refuseCircle(f: Loaded<unknown>, m: Methodology, books: Readonly<Record<string, Book>>): void {
  const circle = circleIn(m, books);
  if (circle) throw fault(f, ['quantities', circle[0] as string], `needs itself: ${circle.join(' → ')}`);
}
