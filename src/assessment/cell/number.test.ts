import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CELL_ERROR_CODES, isCellError } from './errors.ts';
import { parseNumber } from './number.ts';

describe('understands', () => {
  test.each([
    ['1200', 1200],
    ['-0.5', -0.5],
    ['+3', 3],
    ['.5', 0.5],
    ['5.', 5],
    ['-0', 0],
    ['-0.00000000000000000', 0],
    [' 12 ', 12],
    ['　１２．５　', 12.5],
    ['－１，２３４，５６７', -1234567],
    ['1,234,567.89', 1234567.89],
    ['−7', -7],
    ['＋７', 7],
    ['1e3', 1000],
    ['1.5E-3', 0.0015],
    ['￥1,200', 1200],
    ['-¥1,200', -1200],
    ['¥-1,200', -1200],
    ['\\1,200', 1200],
    ['１，２００円', 1200],
    ['1200 円', 1200],
    ['12345678901234567890', 12345678901234567000],
    ['0.1234567890123456789', 0.12345678901234568],
  ])('%s', (text, number) => {
    expect(parseNumber(text)).toBe(number);
  });

  test('a percent sign where the column is in %', () => {
    expect(parseNumber('5%', { percent: true })).toBe(5);
    expect(parseNumber('５．５ ％', { percent: true })).toBe(5.5);
  });
});

describe('refuses', () => {
  test.each([
    ['', 'empty'],
    ['　 ', 'empty'],
    ['abc', 'not_a_number'],
    ['-', 'not_a_number'],
    ['.', 'not_a_number'],
    ['--5', 'not_a_number'],
    ['1.2.3', 'not_a_number'],
    ['1 200', 'not_a_number'],
    ['2025-04-01', 'not_a_number'],
    ['1/2', 'not_a_number'],
    ['①', 'not_a_number'],
    ['1,5', 'ambiguous_decimal_comma'],
    ['0,125', 'ambiguous_decimal_comma'],
    ['1234,567', 'ambiguous_decimal_comma'],
    ['1.234,56', 'ambiguous_decimal_comma'],
    ['1,23,456', 'bad_grouping'],
    ['1,234,56', 'bad_grouping'],
    ['5%', 'unit_in_cell'],
    ['10²', 'not_a_number'],
    ['#REF!', 'spreadsheet_error'],
    ['#N/A', 'spreadsheet_error'],
    ['#DIV/0!', 'spreadsheet_error'],
    ['#NAME?', 'spreadsheet_error'],
    ['#####', 'spreadsheet_error'],
    ['Err:502', 'spreadsheet_error'],
    ['=A1*2', 'formula_in_cell'],
    ['NaN', 'not_finite'],
    ['-inf', 'not_finite'],
    ['Infinity', 'not_finite'],
    ['0x1F', 'not_decimal'],
    ['0b11', 'not_decimal'],
    ['-0o17', 'not_decimal'],
    ['1e400', 'number_too_large'],
    ['9'.repeat(400), 'number_too_large'],
  ])('%s: %s', (text, code) => {
    expect(parseNumber(text)).toMatchObject({ code });
  });

  test('a unit, and says which', () => {
    const unit = (text: string, options = {}) => parseNumber(text, options);
    expect(unit('1,200 kW')).toEqual({
      code: 'unit_in_cell',
      params: { text: '1,200 kW', number: '1,200', unit: 'kW' },
    });
    expect(unit('120万')).toMatchObject({ params: { number: '120', unit: '万' } });
    expect(unit('$100')).toMatchObject({ params: { number: '100', unit: '$' } });
    expect(unit('USD 100')).toMatchObject({ params: { number: '100', unit: 'USD' } });
    expect(unit('25円/kWh')).toMatchObject({ params: { unit: '円/kWh' } });
    expect(unit('25円', { yen: false })).toMatchObject({ params: { unit: '円' } });
    expect(unit('¥25', { yen: false })).toMatchObject({ params: { unit: '¥' } });
  });
});

test('every double written by String is read back to the last bit', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
      expect(parseNumber(String(x))).toBe(x + 0);
    }),
    { numRuns: 2000 },
  );
  const decimal = fc.tuple(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 999999 }));
  fc.assert(
    fc.property(decimal, ([whole, part]) => {
      const text = `${whole}.${part}`;
      expect(parseNumber(text)).toBe(Number(text));
    }),
    { numRuns: 2000 },
  );
});

test('any text gives a finite number or a listed error', () => {
  const unit = fc.constantFrom(...'0159.,+-eE%¥円＋１，．　 #=x()');
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit, maxLength: 8 })), (text) => {
      const result = parseNumber(text);
      if (isCellError(result)) expect(CELL_ERROR_CODES).toContain(result.code);
      else expect(Number.isFinite(result) && !Object.is(result, -0)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
