import { expect, test } from 'vitest';
import { parseShare, parseTarget } from './target.ts';

const less = (output: string): boolean => output.startsWith('payback');

test.each([
  ['npv_jpy = 0', 'npv_jpy', '>=', 0],
  ['npv_jpy == 1,000', 'npv_jpy', '>=', 1000],
  ['payback_years=8', 'payback_years', '<=', 8],
  ['payback_years >= 8', 'payback_years', '>=', 8],
  [' npv_jpy ≥ -5 ', 'npv_jpy', '>=', -5],
])('%s', (text, output, op, value) => {
  expect(parseTarget(text, less)).toEqual({ text: text.trim(), output, op, value });
});

test.each([
  ['npv_jpy', 'threshold_syntax'],
  ['npv_jpy = ', 'threshold_operator'],
  ['npv_jpy = much', 'threshold_number'],
  ['npv_jpy != 0', 'threshold_operator'],
  ['= 0', 'threshold_syntax'],
])('%s is no target', (text, code) => {
  expect(parseTarget(text, less)).toMatchObject({ code });
});

test('shares of draws', () => {
  expect([parseShare('p80'), parseShare(' P 97.5 '), parseShare('p1')]).toEqual([0.8, 0.975, 0.01]);
  for (const text of ['80', 'p0', 'p100', 'p', 'p-5', '80%', '']) expect(parseShare(text)).toBeUndefined();
});
