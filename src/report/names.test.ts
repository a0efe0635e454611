import { expect, test } from 'vitest';
import { namesText } from './names.ts';

test('shares at several levels stand together, other names as they are', () => {
  const names = ['capacity_kw', 'own_use_at_100_pct', 'own_use_at_60_pct', 'exported_at_60_pct', 'own_use_at_150_pct'];
  expect(namesText(names)).toBe('capacity_kw, own_use_at_60…150_pct, exported_at_60_pct');
  expect(namesText([])).toBe('');
});
