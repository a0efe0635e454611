/** Columns of a scenario, or of one plan of a sweep: keys and values as they stand in the file → texts and numbers by name. */
import { type Catalog, nearest, type Quantity } from '../catalog/index.ts';
import { foldText, type InputColumns, KEYS } from './columns.ts';
import { type Finding, finding } from './findings.ts';
import { type NumberContext, readNumber } from './scenario-number.ts';
import { type Bad, SWITCHES } from './scenario-switches.ts';
import type { Given, ScenarioValues } from './site.ts';
import type { Vocabulary } from './texts.ts';

export interface ValuesContext {
  catalog: Catalog;
  inputs: InputColumns;
  words: Vocabulary;
  numbers: NumberContext;
  bad: Bad;
}

/**
 * @param other numbers that are no columns but may be given too, by key
 * @returns faults are findings of severity error
 */
export function readValues(
  entries: readonly (readonly [key: string, value: unknown])[],
  context: ValuesContext,
  other: (key: string) => Quantity | undefined = () => undefined,
): { values: ScenarioValues; findings: Finding[] } {
  const { inputs, words, bad } = context;
  const findings: Finding[] = [];
  const texts: Record<string, string> = {};
  const numbers: Record<string, Given> = {};
  for (const [key, value] of entries) {
    const q = ofAnyTechnology(inputs.byColumn.get(foldText(key)) ?? []) ?? other(key);
    const text =
      typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'
        ? String(value).trim()
        : undefined;
    if (!q && !(KEYS as readonly string[]).includes(key)) findings.push(unknownKey(key, inputs));
    else if (text === undefined || text === '') bad(key, value);
    else if (!q) {
      const word = key === 'country' || key === 'technology' ? words[key](text) : { ok: text };
      if ('ok' in word) texts[key] = word.ok;
      else bad(key, value);
    } else if (q.kind !== 'number') {
      const word = words.value(q, typeof value === 'boolean' ? (value ? 'yes' : 'no') : text);
      if ('ok' in word) texts[q.name] = word.ok;
      else bad(key, value);
    } else {
      const read = readNumber(text, q, context.numbers);
      findings.push(...read.findings);
      if (read.given) numbers[q.name] = read.given;
    }
  }
  return { values: { texts, numbers }, findings };
}

/** A column that technologies have with ranges of their own: a scenario holds for all, so what one of them takes is taken. */
function ofAnyTechnology([first, ...others]: readonly Quantity[]): Quantity | undefined {
  let range = first?.range;
  for (const q of others) range = range && q.range && [Math.min(range[0], q.range[0]), Math.max(range[1], q.range[1])];
  return first && { ...first, range };
}

function unknownKey(key: string, inputs: InputColumns): Finding {
  const columns = [...inputs.byColumn.values()].map((l) => l[0]?.column ?? '');
  const suggestion =
    inputs.byBase.get(foldText(key))?.[0]?.column ?? nearest(key, [...columns, ...KEYS, ...SWITCHES]) ?? '';
  return finding('unknown_scenario_key', 'error', { key, suggestion }, { column: key });
}
