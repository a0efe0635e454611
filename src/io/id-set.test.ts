import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IdSet } from './id-set.ts';

describe('IdSet', () => {
  test('takes a million ids of one pattern without a false duplicate, and knows each again', () => {
    const set = new IdSet();
    let news = 0;
    for (let i = 0; i < 1e6; i++) if (set.add(`site-${i}`)) news++;
    expect([news, set.size]).toEqual([1e6, 1e6]);
    for (let i = 0; i < 1e6; i += 997) expect(set.add(`site-${i}`)).toBe(false);
    expect(set.size).toBe(1e6);
  });

  test('agrees with Set', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 300 }), (ids) => {
        const set = new IdSet();
        const model = new Set<string>();
        for (const id of ids) {
          expect(set.add(id)).toBe(!model.has(id));
          model.add(id);
        }
        expect(set.size).toBe(model.size);
      }),
    );
  });
});
