/** The catalog with a quantity that is drawn anew each year: what a solar plant yields is multiplied by it. */
import type { Catalog, Quantity } from '../../src/catalog/index.ts';
import { changed, changeFormula, quantity } from './mutate.ts';

/** Half the width of the 90 % interval of a year's sunshine, in % of its middle. */
export const SUNSHINE_PCT = 6.4;

export function withSunshine(
  catalog: Catalog,
  more: Partial<Pick<Quantity, 'input' | 'sharedBy' | 'range'>> = {},
): Catalog {
  return changed(catalog, (copy) => {
    const generation = quantity(copy, 'solar-plant', 'generation');
    const sunshine: Quantity = {
      ...(quantity(copy, 'solar-plant', 'self_use') as Quantity),
      name: 'sunshine',
      column: 'sunshine',
      unit: '1',
      writtenUnit: '1',
      written: 1,
      input: false,
      range: [0, 3],
      options: [{ def: { k: 'value', v: 1 }, evidence: 'definition', source: 'rules-of-calculation' }],
      spread: {
        per: 'year',
        values: { default: { kind: 'normal', half_width_90_pct: SUNSHINE_PCT, evidence: 'recalled' } },
      },
      sharedBy: 'country',
      ...more,
    };
    const book = copy.books['solar-plant'];
    if (book) (book.quantities as Record<string, Quantity>).sunshine = sunshine;
    let once = false;
    changeFormula(generation, (e) => {
      if (!once && e.k === 'call' && e.op === 'mul') {
        once = true;
        const own = { ...e };
        Object.assign(e, { args: [own, { k: 'ref', name: 'sunshine' }] });
      }
    });
  });
}

/** The same without any other spread of the catalog. */
export function onlySunshine(catalog: Catalog, more: Parameters<typeof withSunshine>[1] = {}): Catalog {
  return withSunshine(
    changed(catalog, (copy) => {
      for (const book of Object.values(copy.books))
        for (const q of Object.values(book.quantities) as Quantity[]) {
          delete q.spread;
          delete q.spreadIfGiven;
        }
    }),
    more,
  );
}
