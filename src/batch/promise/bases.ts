/** The same unit under each basis of the emission factor, side by side: what rests on the methodology's choice alone. */
import { dependencies } from '../../assessment/assessment.ts';
import type { SiteRow } from '../../assessment/row.ts';
import { EMPTY_SCENARIO, type ScenarioValues } from '../../assessment/site.ts';
import type { Catalog } from '../../catalog/index.ts';
import { bandShares } from '../../decide/bands.ts';
import { namesIn } from '../../formula/index.ts';
import { type Summary, summarise } from '../../simulate/summary.ts';
import type { Asked } from './judge.ts';
import { promisables } from './levels.ts';
import { promiseChoices } from './scores.ts';
import type { Unit } from './unit.ts';
import type { PromiseView } from './view.ts';

export interface BasisResult {
  basis: string;
  /** Rows whose factor under this basis is one that the sheet or the scenario gives, not the methodology. */
  given: readonly string[];
  /** Yearly average at the middles, and why there is none. */
  planned: number | null;
  reason: string | undefined;
  /** Of the yearly average over the draws. */
  average: Summary | null;
  /** Yearly average of what every year reaches with the confidence asked for. */
  everyYear: number | null;
  /** Mean points of each score, none where the unit is not scored by itself. */
  expected: Readonly<Record<string, number | null>>;
}

/** The bases that the catalog distinguishes, each with the scenario that asks for it. */
export function basesOf(
  catalog: Catalog,
  scenario: ScenarioValues = EMPTY_SCENARIO,
): { basis: string; scenario: ScenarioValues }[] {
  const name = promiseChoices(catalog).basis;
  const quantity = Object.values(catalog.books).flatMap((b) => Object.values(b.quantities));
  const labels = Object.keys(quantity.find((q) => q.name === name)?.labels ?? {});
  return labels.map((basis) => ({ basis, scenario: { ...scenario, texts: { ...scenario.texts, [name]: basis } } }));
}

/** Whether the unit's tonnes rest on the basis at all. */
export function restsOnBasis(view: PromiseView, unit: Unit, catalog: Catalog): boolean {
  const { basis, series } = promiseChoices(catalog);
  return unit.rows.some((row) => {
    const { bindings } = view.run.model(row.shape).assessment;
    const needed = [...dependencies(bindings, [series]).values()];
    return needed.some((r) => r.formula && namesIn(r.formula).has(basis));
  });
}

/** Whether what takes the methodology's place in the factor is given: its slot is filled by a cell or the scenario. */
function factorGiven(view: PromiseView, row: SiteRow, catalog: Catalog): boolean {
  const { basis, series } = promiseChoices(catalog);
  const { bindings } = view.run.model(row.shape).assessment;
  const chosen = [...dependencies(bindings, [series]).values()].filter(
    (r) => r.formula && namesIn(r.formula).has(basis),
  );
  const factors = dependencies(
    bindings,
    chosen.map((r) => r.name),
  );
  return [...factors.values()].some(
    (r) => r.quantity?.slot === 'methodology' && (r.from === 'cell' || r.from === 'scenario'),
  );
}

export function underBasis(view: PromiseView, unit: Unit, asked: Asked, basis: string, scored: boolean): BasisResult {
  const { average: planned, reason } = view.planned(unit);
  const given = unit.rows.filter((row) => factorGiven(view, row, asked.catalog)).map((row) => row.siteId);
  if (reason) return { basis, given, planned: null, reason, average: null, everyYear: null, expected: {} };
  const drawn = view.draws(unit);
  const expected = (scored ? view.scores : []).map((s, i) => [
    s.column,
    bandShares(drawn.scores[i] as Float64Array, s.bands).expected,
  ]);
  return {
    basis,
    given,
    planned,
    reason,
    average: summarise(drawn.averages, asked.sampling),
    everyYear: promisables(drawn, asked.confidence).everyYear?.perYear ?? null,
    expected: Object.fromEntries(expected),
  };
}
