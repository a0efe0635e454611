/** Methodology and call files → built form; both fill slots that books leave open. */
import { type CallOp, children, type Expr, FormulaError } from '../formula/index.ts';
import { within } from './compile-book.ts';
import { compileOptions, type FormulaScope } from './compile-option.ts';
import { nearest } from './nearest.ts';
import type { CallFile, FillerFile, MethodologyFile } from './schema.ts';
import type { Call, Filler, Methodology, Option } from './types.ts';

export interface FillerScope extends FormulaScope {
  /** Slots that may be filled; anything else is an error. */
  slots: ReadonlySet<string>;
}

export class SlotError extends Error {
  readonly slot: string;
  readonly suggestion: string | undefined;
  constructor(slot: string, slots: Iterable<string>) {
    super(`no book leaves "${slot}" open`);
    this.name = 'SlotError';
    this.slot = slot;
    this.suggestion = nearest(slot, slots);
  }
}

export function compileMethodology(file: MethodologyFile, scope: FillerScope): Methodology {
  const families: Record<string, string> = {};
  for (const t of file.technologies) {
    const own = file.families && Object.hasOwn(file.families, t) ? file.families[t] : undefined;
    families[t] = own ?? file.family ?? '';
  }
  return {
    id: file.id,
    version: file.version,
    generic: file.generic ?? false,
    country: file.country,
    families,
    title: file.title,
    titleEvidence: file.title_evidence,
    technologies: file.technologies,
    when: file.when ?? {},
    versions: (file.versions ?? []).map((v) => ({ version: v.version, approved: isoDay(v.approved), note: v.note })),
    page: file.page,
    note: file.note,
    eligibility: file.eligibility ?? [],
    monitored: file.monitored ?? [],
    fillers: fillers(file.quantities ?? {}, scope),
    formulaEvidence: file.formula_evidence ?? {},
    examples: file.examples ?? [],
  };
}

export function compileCall(file: CallFile, scope: FillerScope): Call {
  return {
    programme: file.programme,
    call: String(file.call),
    title: file.title,
    fillers: fillers(file.values, scope),
  };
}

function fillers(quantities: Readonly<Record<string, FillerFile>>, scope: FillerScope): Record<string, Filler> {
  const out: Record<string, Filler> = {};
  for (const [name, q] of Object.entries(quantities)) {
    if (!scope.slots.has(name)) throw new SlotError(name, scope.slots);
    const measure = scope.unitOf(name) ?? { scale: 1, dim: {} };
    out[name] = {
      options: within(name, () => {
        const options = compileOptions(q, { name, measure }, scope);
        for (const o of options) refuseMoney(o);
        return options;
      }),
    };
  }
  return out;
}

const NOT_IN_SLOTS: ReadonlySet<CallOp> = new Set(['even', 'lump', 'operating', 'npv', 'irr', 'payback', 'group_sum']);

/** What fills a slot is a factor or a limit: neither money at year ends nor the sum of a group. */
function refuseMoney(o: Option): void {
  const visit = (e: Expr): void => {
    if (e.k === 'call' && NOT_IN_SLOTS.has(e.op))
      throw new FormulaError('formula_not_allowed', { part: e.op, why: 'not in a slot' });
    children(e).forEach(visit);
  };
  if (o.def.k === 'formula') visit(o.def.expr);
  if (o.def.k === 'by') Object.values(o.def.values).forEach(refuseMoney);
}

function isoDay(d: string | Date | undefined): string | undefined {
  return d instanceof Date ? d.toISOString().slice(0, 10) : d;
}
