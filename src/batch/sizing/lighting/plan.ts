/** What a site file says of lamps: rooms, luminaires of one's own, which may be used, what they cost. */
import type { Finding } from '../../../assessment/findings.ts';
import type { Catalog } from '../../../catalog/index.ts';
import { sizingFinding } from '../../../decide/sizing/findings.ts';
import { isMap, Part } from '../../../decide/sizing/keys.ts';
import type { SiteFile } from '../../../decide/sizing/site-file.ts';
import { lightingFinding } from '../../../hourly/lighting/findings.ts';
import type { Row } from '../../../hourly/series/types.ts';

/** A table in a file of its own, or written as a list in the site file. */
export type TablePlan = { file: string } | { rows: readonly Row[] };

export interface LightingCost {
  fixedJpy: number;
  /** Of luminaires without a price of their own. */
  jpyPerLamp?: number | undefined;
  jpyOf: Readonly<Record<string, number>>;
  /** Work to hang one, the first time and each time it is replaced. */
  installJpyPerLamp: number;
}

export interface LightingPlan {
  rooms?: TablePlan | undefined;
  luminaires?: TablePlan | undefined;
  /** Ids that may be used; undefined: all. */
  allowed?: readonly string[] | undefined;
  cost?: LightingCost | undefined;
}

export function readLightingPlan({ parts }: SiteFile, _: Catalog, findings: Finding[]): LightingPlan {
  // There is no series: a key under it is refused.
  new Part('series', parts.series, [], findings);
  const rooms = tableOf('rooms', parts.rooms, findings);
  if (parts.rooms === undefined) findings.push(lightingFinding('lighting_no_rooms', 'error'));
  return {
    rooms,
    luminaires: tableOf('luminaires', parts.luminaires, findings),
    allowed: allowedOf(parts.range, findings),
    cost: costOf(parts.cost, findings),
  };
}

function tableOf(key: string, raw: unknown, findings: Finding[]): TablePlan | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (typeof raw === 'string') return { file: raw };
  if (Array.isArray(raw) && raw.length > 0 && raw.every(isMap)) {
    const header = [...new Set(raw.flatMap((item) => Object.keys(item)))];
    const cells = raw.map((item) => header.map((h) => textOf(item[h])));
    return { rows: [header, ...cells].map((c, i) => ({ line: i + 1, cells: c })) };
  }
  const value = JSON.stringify(raw);
  findings.push(sizingFinding('size_bad_value', 'error', { key, value, expected: `${key}.csv, [{ id: a, … }]` }));
  return undefined;
}

const textOf = (v: unknown): string =>
  Array.isArray(v) ? v.join(' ') : v === undefined || v === null ? '' : String(v);

function allowedOf(raw: unknown, findings: Finding[]): string[] | undefined {
  const named = new Part('range', raw, ['luminaires'], findings).value('luminaires');
  if (named === undefined || named === null) return undefined;
  const list: unknown[] = Array.isArray(named) ? named : [named];
  if (list.length > 0 && list.every((x) => typeof x === 'string')) return list;
  const value = JSON.stringify(named);
  findings.push(sizingFinding('size_bad_value', 'error', { key: 'range.luminaires', value, expected: '[id, id]' }));
  return undefined;
}

function costOf(raw: unknown, findings: Finding[]): LightingCost | undefined {
  const keys = ['fixed_jpy', 'jpy_per_lamp', 'luminaires', 'install_jpy_per_lamp'];
  const part = new Part('cost', raw, keys, findings);
  if (raw === undefined || raw === null) return undefined;
  const prices = part.value('luminaires');
  const ids = isMap(prices) ? Object.keys(prices) : [];
  const own = new Part('cost.luminaires', prices, ids, findings);
  const number = (key: string) => part.number(key, 0, Number.POSITIVE_INFINITY);
  return {
    fixedJpy: number('fixed_jpy') ?? 0,
    jpyPerLamp: number('jpy_per_lamp'),
    jpyOf: Object.fromEntries(
      ids.flatMap((id) => {
        const price = own.number(id, 0, Number.POSITIVE_INFINITY);
        return price === undefined ? [] : [[id, price]];
      }),
    ),
    installJpyPerLamp: number('install_jpy_per_lamp') ?? 0,
  };
}
