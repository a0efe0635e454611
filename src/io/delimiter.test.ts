import { expect, test } from 'vitest';
import { findDelimiter } from './delimiter.ts';

test.each([
  ['a,b,c\n', ','],
  ['a\tb\tc\n', '\t'],
  ['a;b;c\n', ';'],
  ['one column\n', ','],
  ['\n \na;b\nc,d,e,f\n', ';'],
  ['"a,b,c";d\n', ';'],
  ['"a\n,,,";d\n', ';'],
  ['yield [kWh, per kW, and year];b\n', ';'],
  ['size 12" pipe;b\n', ';'],
])('%j', (text, delimiter) => {
  expect(findDelimiter(text)).toBe(delimiter);
});

test('waits for the whole header', () => {
  expect(findDelimiter('')).toBeUndefined();
  expect(findDelimiter('a;b')).toBeUndefined();
  expect(findDelimiter('"a\nb')).toBeUndefined();
  expect(findDelimiter('\n\n')).toBeUndefined();
});
