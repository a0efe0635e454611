import { describe, expect, test } from 'vitest';
import { texts } from '../i18n/index.ts';
import { changeText, neededText, safeText, triedText } from './needed-text.ts';

const en = texts('en');
/** As a person would type it into a sheet. */
const typed = (text: string) => Number(text.replaceAll(',', ''));

describe('what is printed reaches what is needed', () => {
  test.each([
    // Less is needed: down.
    [148_684_185.2, 140_082_682.7, '140,082,682'],
    // More: up, with as many digits as it takes.
    [1346.29, 1349.04, '1,349.04'],
    [2400, 12_349.44, '12,350'],
    [999.95, 1000, '1,000.00'],
    [1000, 1000.0004, '1,000.0004'],
    [3.2, 3.2001, '3.2001'],
    [0.5, 0.47, '0.47'],
  ])('%d → %d: %s', (now, needed, text) => {
    const [from, to] = neededText(now, needed, en);
    expect(to).toBe(text);
    if (needed > now) expect(typed(to)).toBeGreaterThanOrEqual(needed);
    if (needed < now) expect(typed(to)).toBeLessThanOrEqual(needed);
    if (needed !== now) expect(from).not.toBe(to);
  });

  test('for any pair of numbers, and never by more than a hundredth of the way', () => {
    // A plain linear congruence: numbers of all sizes.
    let state = 12_345;
    const next = () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648;
    };
    for (let i = 0; i < 500; i++) {
      const now = 10 ** (9 * next() - 1);
      const needed = now * (1 + (next() - 0.5) * 10 ** (-5 * next()));
      const [from, to] = neededText(now, needed, en).map(typed) as [number, number];
      expect(from).not.toBe(to);
      const beyond = needed > now ? to - needed : needed - to;
      expect(beyond).toBeGreaterThanOrEqual(0);
      expect(beyond).toBeLessThanOrEqual(0.0101 * Math.abs(needed - now));
    }
  });
});

test('one number, on the side that is safe', () => {
  expect(safeText(10.18321, 'from', en)).toBe('10.19');
  expect(safeText(10.18321, 'up_to', en)).toBe('10.18');
  expect(safeText(89_673_567.9, 'up_to', en)).toBe('89,673,567');
  expect(safeText(1234.2, 'from', en)).toBe('1,235');
  expect(safeText(0.012_345, 'from', en)).toBe('0.01235');
  expect(safeText(-5.00001, 'up_to', en)).toBe('-5.001');
  expect(safeText(12, 'from', en)).toBe('12.00');
});

test('changes: away from none where they are needed, towards it where they were tried, with a true minus', () => {
  expect([changeText(1.0001, en), changeText(0.9421, en), changeText(0.9, en)]).toEqual([
    '+0.1 %',
    '−5.8 %',
    '−10.0 %',
  ]);
  expect([triedText(1.1999, en), triedText(0.1, en), triedText(10, en)]).toEqual(['+19.9 %', '−90.0 %', '+900.0 %']);
});
