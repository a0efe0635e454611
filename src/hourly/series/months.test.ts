import { expect, test } from 'vitest';
import { monthOf } from './months.ts';

test.each([
  ['2025-01', 2025],
  ['2025/1', 2025],
  ['2025年1月', 2025],
  ['２０２５年１月分', 2025],
  ['202501', 2025],
  ['1/2025', 2025],
  ['01-2025', 2025],
  ['Tháng 1/2025', 2025],
  ['R7.1', 2025],
  ['R7/01', 2025],
  ['令和7年1月', 2025],
  ['令和元年1月', 2019],
  ['H31.1', 2019],
  ['平成31年1月', 2019],
  ['Jan-25', 2025],
  ['January 2025', 2025],
  ["Jan '25", 2025],
  ['1', undefined],
  ['1月', undefined],
  ['Jan', undefined],
])('%s is a January', (text, year) => {
  expect(monthOf(text)).toEqual({ month: 1, year });
});

test.each(['2025-13', '13/2025', 'R7.13', '2025-01-15', '15/1/2025', '00:30', 'total', 'Jam-25', '7.1', '合計', ''])(
  '%s is no month',
  (text) => {
    expect(monthOf(text)).toBeUndefined();
  },
);
