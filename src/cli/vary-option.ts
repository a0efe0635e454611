/** `--vary capex_jpy`, `--vary capex_jpy=8e7,9e7,1e8`, `--vary capex_jpy=8e7:1.2e8:5` → an axis of a table. */
import { isCellError, parseNumber } from '../assessment/cell/index.ts';
import type { Axis } from '../batch/two-way.ts';
import { type Context, UsageError } from './context.ts';

/** Values of an axis at most. */
const MOST = 200;

/** @throws UsageError */
export function axisOf(text: string, context: Context): Axis {
  const at = text.indexOf('=');
  if (at < 0) return { name: text.trim(), values: undefined };
  const bad = () => new UsageError(context.texts.cli('badVary', { text, most: MOST }));
  const numbers = (list: readonly string[]): number[] =>
    list.map((part) => {
      const x = parseNumber(part);
      if (isCellError(x)) throw bad();
      return x;
    });
  const name = text.slice(0, at).trim();
  const written = text.slice(at + 1);
  if (!written.includes(':')) return { name, values: numbers(written.split(',')) };
  const [low, high, count, ...rest] = numbers(written.split(':'));
  if (low === undefined || high === undefined || count === undefined || rest.length > 0) throw bad();
  if (!Number.isInteger(count) || count < 2 || count > MOST) throw bad();
  return { name, values: Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1)) };
}
