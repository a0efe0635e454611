/** The uncertain quantities of a site as factors: years of one quantity move together; for indices, correlated ones do too. */
import type { Factor } from '../decide/points-model.ts';
import type { RowCorrelation } from '../simulate/correlation.ts';
import type { Uncertain } from '../simulate/uncertain.ts';

/**
 * @param uncertain one a dimension
 * @param correlation its streams count in `uncertain`; shares of variance can only be told apart between independent factors
 */
export function factorsOf(uncertain: readonly Uncertain[], correlation?: RowCorrelation): Factor[] {
  const joined = new Set(correlation?.streams);
  const byKey = new Map<string, { names: string[]; dimensions: number[] }>();
  for (const [d, { name }] of uncertain.entries()) {
    const key = joined.has(d) ? ' correlated' : name;
    const f = byKey.get(key) ?? { names: [], dimensions: [] };
    if (!f.names.includes(name)) f.names.push(name);
    f.dimensions.push(d);
    byKey.set(key, f);
  }
  return [...byKey.values()];
}
