/** The numbers of a site that a person may change, each with its cell, its unit and its grounds. */
import type { SiteRow } from '../assessment/row.ts';
import { explain } from '../engine/explain.ts';
import { withState } from '../report/explained-row.ts';
import type { Assessed } from './assessed.ts';
import type { InputView } from './views.ts';

/**
 * Given numbers first, then those that the catalog supplies; numbers that nobody has given come last.
 * @param defaults whether default spreads are switched on
 */
export function inputsOf(a: Assessed, row: SiteRow, defaults: boolean): InputView[] {
  const { model, frame } = a.run.single(row);
  const { bindings } = model.assessment;
  const list = explain(model, frame, 0).flatMap((q): InputView[] => {
    const { quantity } = bindings.resolve(q.name);
    if (!quantity?.input || quantity.kind !== 'number' || quantity.labels || q.name !== quantity.name) return [];
    const column = a.sheet.columns.find((c) => c.kind === 'number' && c.name === q.name);
    const cell = column?.kind === 'number' ? column : undefined;
    const scale = cell?.scale ?? quantity.written;
    const middle = typeof q.value === 'number' ? neat(q.value / scale) : null;
    return [
      {
        name: q.name,
        column: quantity.column,
        label: q.label,
        header: cell?.header ?? quantity.column,
        unit: cell?.unit ?? quantity.writtenUnit,
        middle,
        text: row.written?.[q.name]?.text.trim() ?? '',
        from: q.from,
        evidence: q.evidence,
        source: q.source,
        range: quantity.range ? [neat(quantity.range[0] / scale), neat(quantity.range[1] / scale)] : null,
        spread: withState(q, row, a.scenario, defaults).spread,
      },
    ];
  });
  return list.sort((p, q) => rank(p) - rank(q));
}

const rank = ({ text, middle }: InputView): number => (text !== '' ? 0 : middle === null ? 2 : 1);

/** Without the rounding of a change of unit. */
const neat = (x: number): number => Number(x.toPrecision(12));
