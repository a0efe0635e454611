/** The columns of a site file by their quantities, whatever they were called: `設備容量 [MW]` is `capacity_kw`. */

import { isCellError, parseNumber } from '../../assessment/cell/index.ts';
import { inputColumns, KEYS } from '../../assessment/columns.ts';
import { readHeader, type SheetColumn } from '../../assessment/header.ts';
import { currentRates } from '../../assessment/rates.ts';
import type { Scenario } from '../../assessment/scenario.ts';
import type { Catalog, Quantity } from '../../catalog/index.ts';
import type { Columns } from '../../decide/sizing/site-file.ts';

/**
 * Plain numbers in another unit are converted; a spread, money of another currency and what cannot be read keep their header, and say by their column what they are.
 * What is wrong with a header is found when the row is read.
 */
export function namedColumns(columns: Columns, catalog: Catalog, scenario: Scenario): Columns {
  const read = readHeader(
    columns.map(([header]) => header),
    {
      catalog,
      inputs: inputColumns(catalog),
      rates: currentRates(catalog, scenario.fx),
      supplied: scenario.values.texts,
    },
  );
  const byIndex = new Map(read.columns.map((c) => [c.index, c]));
  const quantities = Object.values(catalog.books).flatMap((b) => Object.values(b.quantities));
  return columns.map((written, i) => {
    const column = byIndex.get(i);
    if (!column || column.kind === 'note' || column.kind === 'identity') return written;
    if ((KEYS as readonly string[]).includes(column.name)) return written;
    const quantity = quantities.find((q) => q.input && q.name === column.name);
    return quantity ? named(written, column, quantity) : written;
  });
}

function named([header, text]: Columns[number], column: SheetColumn, q: Quantity): Columns[number] {
  if (header === q.column) return [header, text, q.column];
  if (column.kind === 'text') return [q.column, text, q.column];
  if (column.kind !== 'number' || column.currency !== undefined) return [header, text, q.column];
  if (column.scale === q.written) return [q.column, text, q.column];
  const number = parseNumber(text, column);
  if (isCellError(number)) return [header, text, q.column];
  return [q.column, String((number * column.scale) / q.written), q.column];
}
