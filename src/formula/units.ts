/**
 * Units at run time: products and quotients of the atoms of a table that was worked out with the unit library when the
 * catalog was built. `year` is a base dimension, so that kW never turns into MWh/year by accident.
 */
import { FormulaError } from './errors.ts';

/** Powers of base dimensions, e.g. { ENERGY…: 1, year: -1 }; absent = 0. */
export type Dim = Readonly<Record<string, number>>;
export interface Unit {
  /** Multiply a number in this unit by `scale` to get it in base units. */
  scale: number;
  dim: Dim;
}
export type UnitTable = Readonly<Record<string, Unit>>;

export const PLAIN: Unit = { scale: 1, dim: {} };

export function combine(a: Dim, b: Dim, power: number): Dim {
  const out: Record<string, number> = { ...a };
  for (const [k, v] of Object.entries(b)) {
    const p = (out[k] ?? 0) + v * power;
    if (p === 0) delete out[k];
    else out[k] = p;
  }
  return out;
}

export function sameDim(a: Dim, b: Dim): boolean {
  const ka = Object.keys(a);
  return ka.length === Object.keys(b).length && ka.every((k) => a[k] === b[k]);
}

export const isPlain = (d: Dim): boolean => Object.keys(d).length === 0;

export function dimText(d: Dim): string {
  const part = (sign: 1 | -1) =>
    Object.entries(d)
      .filter(([, p]) => Math.sign(p) === sign)
      .map(([k, p]) => (Math.abs(p) === 1 ? k.toLowerCase() : `${k.toLowerCase()}^${Math.abs(p)}`))
      .join('·');
  const over = part(1) || '1';
  const under = part(-1);
  return under ? `${over}/${under}` : over;
}

/** A factor rounded to 15 digits, so that 3.6e9/1e9 is 3.6 and conversions stay readable. */
export const neat = (x: number): number => Number(x.toPrecision(15));

/**
 * Reads a unit such as `kWh/kW/year` or `JPY/(no brackets)`: atoms joined by `*`, `·` or `/`, each with an optional integer power (`m^2`).
 * @throws FormulaError `unit_unknown` (param unit, atom) or `unit_syntax`
 */
export function parseUnit(text: string, table: UnitTable): Unit {
  const clean = text.normalize('NFKC').trim();
  if (clean === '' || clean === '1') return PLAIN;
  let scale = 1;
  let dim: Dim = {};
  let sign = 1;
  for (const piece of clean.split(/([*·/])/)) {
    const token = piece.trim();
    if (token === '*' || token === '·') continue;
    if (token === '/') {
      sign = -1;
      continue;
    }
    if (token === '') throw new FormulaError('unit_syntax', { unit: text });
    if (token === '1') continue;
    const direct = own(table, token);
    const power = direct ? null : /^(.+?)\^(-?\d)$/.exec(token);
    const atom = direct ?? (power ? own(table, power[1] as string) : undefined);
    if (!atom) throw new FormulaError('unit_unknown', { unit: text, atom: token });
    const p = sign * (power ? Number(power[2]) : 1);
    for (let i = 0; i < Math.abs(p); i++) scale = p > 0 ? scale * atom.scale : scale / atom.scale;
    dim = combine(dim, atom.dim, p);
  }
  return { scale: neat(scale), dim };
}

function own(table: UnitTable, key: string): Unit | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Ending of a column name for a unit: `JPY/kWh` → `jpy_per_kwh`, `%` → `pct`, no unit → empty. */
export function unitSlug(text: string): string {
  const t = text.trim();
  if (t === '' || t === '1') return '';
  if (t === '%') return 'pct';
  if (t === 'year') return 'years';
  return t.toLowerCase().replaceAll('*', '_').replaceAll('/', '_per_').replaceAll('%', 'pct');
}
