/** Which methodology and which programme call a site gets (design section 5). */
import type { Call, Catalog, Methodology } from '../catalog/index.ts';

export type Choice =
  | { kind: 'named' | 'only' | 'generic'; methodology: Methodology }
  | { kind: 'several'; candidates: readonly Methodology[] }
  | { kind: 'case_not_stated'; candidates: readonly Methodology[]; facts: readonly string[] }
  | { kind: 'none' }
  | { kind: 'unknown'; id: string; known: readonly string[] }
  | { kind: 'wrong_technology'; methodology: Methodology }
  | { kind: 'unknown_version'; id: string; known: readonly string[] };

/** Facts that `when:` may ask for, beside the texts of the site. */
export type Facts = Readonly<Record<string, string>>;

export function chooseMethodology(catalog: Catalog, texts: Facts, facts: Facts): Choice {
  const technology = texts.technology ?? '';
  if (texts.methodology) return named(catalog, texts.methodology, technology);
  const newest = newestOf(Object.values(catalog.methodologies));
  const local = newest.filter((m) => !m.generic && m.country === texts.country && m.technologies.includes(technology));
  const fitting = local.filter((m) => fits(m, facts));
  if (fitting.length > 1) return { kind: 'several', candidates: fitting };
  if (fitting.length === 1) return { kind: 'only', methodology: fitting[0] as Methodology };
  const open = local.filter((m) => couldFit(m, facts));
  if (open.length > 0) {
    const missing = new Set(open.flatMap((m) => Object.keys(m.when).filter((k) => !facts[k])));
    return { kind: 'case_not_stated', candidates: open, facts: [...missing] };
  }
  const generic = newest.find((m) => m.generic && m.technologies.includes(technology));
  return generic ? { kind: 'generic', methodology: generic } : { kind: 'none' };
}

function named(catalog: Catalog, text: string, technology: string): Choice {
  const [id = '', version] = text.split('@');
  const versions = Object.values(catalog.methodologies).filter((m) => m.id.toLowerCase() === id.toLowerCase());
  if (versions.length === 0)
    return { kind: 'unknown', id, known: [...new Set(Object.values(catalog.methodologies).map((m) => m.id))] };
  const m = version ? versions.find((x) => x.version === version) : newestOf(versions)[0];
  if (!m) return { kind: 'unknown_version', id: text, known: versions.map((x) => `${x.id}@${x.version}`) };
  return m.technologies.includes(technology)
    ? { kind: 'named', methodology: m }
    : { kind: 'wrong_technology', methodology: m };
}

function fits(m: Methodology, facts: Facts): boolean {
  return Object.entries(m.when).every(([k, allowed]) => allowed.includes(facts[k] ?? ''));
}

/** A case the row does not state could still make it fit. */
function couldFit(m: Methodology, facts: Facts): boolean {
  return Object.entries(m.when).every(([k, allowed]) => !facts[k] || allowed.includes(facts[k] as string));
}

/** The newest version of each id. */
function newestOf(list: readonly Methodology[]): Methodology[] {
  const best = new Map<string, Methodology>();
  for (const m of list) {
    const b = best.get(m.id);
    if (!b || compareVersions(m.version, b.version) > 0) best.set(m.id, m);
  }
  return [...best.values()];
}

function compareVersions(a: string, b: string): number {
  const [x, y] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const d = (x[i] ?? 0) - (y[i] ?? 0);
    if (d !== 0) return d;
  }
  return 0;
}

/** Programme and call that a text names: `jcm-model-project@2018`; the programme of the catalog where it says nothing. */
export function programmeOf(
  catalog: Catalog,
  text: string | undefined,
): { programme: string; call?: string | undefined } {
  const [programme = '', call] = (text || catalog.choices.programme).split('@');
  return { programme, call };
}

/** `jcm-model-project` → its newest call; `jcm-model-project@2018` → that call; undefined when there is none. */
export function chooseCall(catalog: Catalog, text: string | undefined): Call | undefined {
  const { programme, call } = programmeOf(catalog, text);
  return catalog.calls.find((c) => c.programme === programme && (call === undefined || c.call === call));
}

/** The facts of a case that `when:` may name, as far as the site tells them. */
export function caseFacts(catalog: Catalog, texts: Facts, given: (name: string) => boolean): Facts {
  const facts: Record<string, string> = {};
  for (const [name, f] of Object.entries(catalog.choices.facts)) {
    const stated = f.given ? (f.given.some(given) ? f.value : undefined) : texts[name];
    const value = stated || f.otherwise;
    if (value) facts[name] = value;
  }
  return facts;
}
