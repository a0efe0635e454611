import { expect, test } from 'vitest';
import { absoluteMinutes, calendarTime, firstWeekday, isLeapYear, monthlySums, timeText } from './calendar.ts';

test('days of two centuries, as the engine counts them', () => {
  for (let day = -40_000; day < 40_000; day += 13) {
    const d = new Date(day * 86_400_000);
    const expected = { year: d.getUTCFullYear(), month: d.getUTCMonth() + 1, day: d.getUTCDate(), minute: 90 };
    const at = absoluteMinutes(expected.year, expected.month, expected.day, 90);
    expect(calendarTime(at)).toEqual(expected);
  }
});

test('weekdays and leap years', () => {
  for (let year = 1890; year < 2110; year++) {
    expect(firstWeekday(year)).toBe(new Date(Date.UTC(year, 0, 1)).getUTCDay());
    expect(isLeapYear(year)).toBe(new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1);
  }
});

test('sums of months, with and without a 29 February; a time as text', () => {
  expect(monthlySums(new Float64Array(8760).fill(1))[1]).toBe(28 * 24);
  expect(monthlySums(new Float64Array(8784).fill(1))[1]).toBe(29 * 24);
  expect(timeText(absoluteMinutes(2024, 2, 28, 1440), false)).toBe('2024-02-29 00:00');
});
