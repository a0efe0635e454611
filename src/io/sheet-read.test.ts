import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SheetError } from './errors.ts';
import { SheetReader } from './sheet-read.ts';

test('mixed line ends and a byte order mark, cut anywhere', () => {
  const bytes = new TextEncoder().encode('\ufeffsite_id\tname\r\n1\t工場\r2\t"a\r\nb"\n3\tc');
  for (let size = 1; size <= bytes.length; size++) {
    const reader = new SheetReader();
    const rows = [];
    for (let at = 0; at < bytes.length; at += size) rows.push(...reader.push(bytes.slice(at, at + size)));
    rows.push(...reader.end());
    expect(rows).toEqual([
      { line: 1, cells: ['site_id', 'name'] },
      { line: 2, cells: ['1', '工場'] },
      { line: 3, cells: ['2', 'a\nb'] },
      { line: 5, cells: ['3', 'c'] },
    ]);
    expect(reader.encoding).toBe('utf-8');
  }
});

test('any bytes give rows or a SheetError', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      const reader = new SheetReader();
      try {
        reader.push(bytes);
        reader.end();
      } catch (error) {
        expect(error).toBeInstanceOf(SheetError);
      }
    }),
    { numRuns: 500 },
  );
});
