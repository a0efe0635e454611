import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvReader, type CsvRow, RECORD_LIMIT } from './csv-read.ts';
import { SheetError } from './errors.ts';

function read(text: string, size = text.length || 1, options = {}): CsvRow[] {
  const reader = new CsvReader(options);
  const rows: CsvRow[] = [];
  for (let at = 0; at < text.length; at += size) rows.push(...reader.push(text.slice(at, at + size)));
  return rows.concat(reader.end());
}

function refusal(text: string, size?: number) {
  try {
    read(text, size);
  } catch (error) {
    if (error instanceof SheetError) return { code: error.code, ...error.params };
    throw error;
  }
  return undefined;
}

describe('rows and their lines', () => {
  test('blank records are left out but counted', () => {
    expect(read('\na,b\n\n1,2\n , \n,\n3,4')).toEqual([
      { line: 2, cells: ['a', 'b'] },
      { line: 4, cells: ['1', '2'] },
      { line: 7, cells: ['3', '4'] },
    ]);
  });

  test('a quoted cell may hold delimiters, quotes and line feeds; the line is that of its record', () => {
    const text = 'a,b\n"x\ny","1,""2"""\n3,4\n';
    for (let size = 1; size <= text.length; size++) {
      expect(read(text, size)).toEqual([
        { line: 1, cells: ['a', 'b'] },
        { line: 2, cells: ['x\ny', '1,"2"'] },
        { line: 4, cells: ['3', '4'] },
      ]);
    }
  });

  test('delimiter found or given; the line sep=; of Excel is skipped', () => {
    expect(read('a;b\n1,5;2')[1]?.cells).toEqual(['1,5', '2']);
    expect(read('a;b,c\n', 3, { delimiter: ',' })[0]?.cells).toEqual(['a;b', 'c']);
    expect(read('sep=;\na;b\n')).toEqual([{ line: 2, cells: ['a', 'b'] }]);
  });

  test('control characters stay', () => {
    expect(read('a,b\n\0x,\u0007\n')[1]?.cells).toEqual(['\0x', '\u0007']);
  });

  test('nothing, and nothing but blanks, give no rows', () => {
    for (const text of ['', '\n', '\n \n\n', ' ', ',,\n']) expect(read(text)).toEqual([]);
  });
});

describe('refuses', () => {
  test('a quote that never closes, with the line on which it opens', () => {
    expect(refusal('a,b\n1,2\n3,"x\ny\n5,6\n')).toEqual({ code: 'unclosed_quote', line: 3 });
    expect(refusal('a,b\n"p\nq","x\ny\n5,6\n', 4)).toEqual({ code: 'unclosed_quote', line: 3 });
    expect(refusal('"a,b\n1,2\n')).toEqual({ code: 'unclosed_quote', line: 1 });
  });

  test('text after a closing quote', () => {
    for (const size of [1, 5, 100]) {
      expect(refusal('a,b\n"p\nq",2\n"12" lamp,5\n6,7\n8,9', size)).toEqual({ code: 'stray_quote', line: 4 });
    }
  });

  test('an endless record, in bounded memory', () => {
    const reader = new CsvReader();
    reader.push('a,b\n1,"');
    const feed = () => {
      for (let i = 0; i < 100; i++) reader.push('x'.repeat(RECORD_LIMIT / 16));
    };
    expect(feed).toThrow('unclosed_quote');
    expect(refusal('x'.repeat(2 * RECORD_LIMIT), 65_536)).toMatchObject({ code: 'record_too_long', line: 1 });
  });
});

test('blanks between a closing quote and the delimiter do no harm, wherever the text is cut', () => {
  const text = 'a,b\n"1" ,"2"  \n3,4\n';
  for (let size = 1; size <= text.length; size++) {
    expect(read(text, size).map((row) => row.cells)).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
  }
});

test('any text gives the same rows or the same refusal, wherever it is cut', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '1', ',', ';', '"', '\n', ' '), maxLength: 60 });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 20 }), (text, size) => {
      const result = (size?: number) => refusal(text, size) ?? read(text, size);
      expect(result(size)).toEqual(result());
    }),
    { numRuns: 2000 },
  );
});
