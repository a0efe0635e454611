/** Faults of a file get their place: file, line, column. */
import { FormulaError } from '../formula/index.ts';
import { SlotError } from './compile-methodology.ts';
import type { FormulaScope } from './compile-option.ts';
import { nearest } from './nearest.ts';
import { CatalogFileError, type LoadedFile } from './yaml-file.ts';

export interface Loaded<T> extends LoadedFile<T> {
  path: string;
}

/**
 * Runs a compile step; a fault gets the file, the line and the column.
 * @param scope names that may have been meant
 * @param holder where the quantities lie in the file
 */
export function placed<T>(
  f: Loaded<unknown>,
  run: () => T,
  scope?: FormulaScope,
  holder: readonly PropertyKey[] = ['quantities'],
): T {
  try {
    return run();
  } catch (e) {
    if (e instanceof FormulaError) {
      const at = typeof e.params.at === 'string' ? e.params.at.split('.') : [];
      throw fault(f, at.length > 1 ? at : [...holder, ...at], e.message, meantName(e, scope));
    }
    if (e instanceof SlotError) throw fault(f, [...holder, e.slot], e.message, e.suggestion);
    throw e;
  }
}

/** For a name that nobody defines (not: a label of a name), the one that was meant. */
function meantName(e: FormulaError, scope: FormulaScope | undefined): string | undefined {
  if (e.code !== 'formula_unknown_name' || e.params.in !== undefined) return undefined;
  return nearest(String(e.params.name), scope?.names ?? []);
}

export function fault(
  f: Loaded<unknown>,
  path: readonly PropertyKey[],
  message: string,
  suggestion?: string,
): CatalogFileError {
  return new CatalogFileError([
    { file: f.path, ...f.locate(path.map((p) => (/^\d+$/.test(String(p)) ? Number(p) : p))), message, suggestion },
  ]);
}
