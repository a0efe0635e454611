import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvReader } from './csv-read.ts';
import { csvLine, enteredLine, roundForSheet } from './csv-write.ts';

describe('csvLine', () => {
  test('quotes what RFC 4180 quotes', () => {
    expect(csvLine(['a', 'b,c', 'say "x"', 'two\nlines', '', null, 1.5])).toBe(
      'a,"b,c","say ""x""","two\nlines",,,1.5\n',
    );
  });

  test('a row to be read again keeps its numbers to the last digit; what only begins like one is guarded', () => {
    expect(enteredLine(['-1968.5649138282379', '1e-7', '-1+2', '=1', 'a,b'])).toBe(
      '-1968.5649138282379,1e-7,\'-1+2,\'=1,"a,b"\n',
    );
  });

  test('a text that starts like a formula is made a text; a number is not touched', () => {
    expect(csvLine(['=1+1', '+1', '-1', '@x', '\tx', '＝x', -1])).toBe("'=1+1,'+1,'-1,'@x,'\tx,'＝x,-1\n");
    expect(csvLine(['\rx', '=a,b'])).toBe('"\'\rx","\'=a,b"\n');
  });

  test('NaN and infinities are refused', () => {
    for (const x of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(() => csvLine([x])).toThrow(RangeError);
    }
  });

  test('what is written is read again', () => {
    const cell = fc.string({ unit: 'grapheme' }).map((t) => `a${t.replaceAll('\r', '')}`);
    const row = fc.array(cell, { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const reader = new CsvReader({ delimiter: ',' });
        const read = [...reader.push(rows.map(csvLine).join('')), ...reader.end()];
        expect(read.map((r) => r.cells)).toEqual(rows);
      }),
    );
  });
});

describe('roundForSheet', () => {
  test.each([
    [0.1 + 0.2, 0.3],
    [1234.5678914, 1234.567891],
    [-1.0000005, -1.000001],
    [-1e-9, 0],
    [-0, 0],
    [1234567890.126, 1234567890.13],
    [-1234567890.126, -1234567890.13],
    [1e300, 1e300],
    [123456789012345.67, 123456789012345.67],
  ])('%d -> %d', (x, rounded) => {
    expect(roundForSheet(x)).toBe(rounded);
  });

  test('is within half a unit of the last decimal, never -0, and rounding again changes nothing', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const rounded = roundForSheet(x);
        const unit = Math.abs(x) < 1e9 ? 1e-6 : 0.01;
        expect(Math.abs(rounded - x)).toBeLessThanOrEqual(unit * 0.5001 + Math.abs(x) * 2 ** -51);
        expect(Object.is(rounded, -0)).toBe(false);
        expect(roundForSheet(rounded)).toBe(rounded);
      }),
    );
  });
});
