/** Rates of exchange that hold for a run. */
import type { Catalog, Rate } from '../catalog/index.ts';

/** The newest rate of each currency; the scenario's own (JPY per unit) come first. */
export function currentRates(catalog: Catalog, fx: Readonly<Record<string, number>> = {}): Map<string, Rate> {
  const rates = new Map<string, Rate>();
  for (const r of catalog.rates) {
    const known = rates.get(r.currency);
    if (!known || known.date < r.date) rates.set(r.currency, r);
  }
  for (const [currency, jpyPerUnit] of Object.entries(fx))
    rates.set(currency, { currency, jpyPerUnit, date: '', evidence: 'user' });
  return rates;
}
