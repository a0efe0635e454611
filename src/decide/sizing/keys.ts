/** Reads the parts of a site file: known keys, numbers, lists. What does not fit becomes a finding. */
import type { Finding } from '../../assessment/findings.ts';
import { nearest } from '../../catalog/index.ts';
import { between, steps } from './candidates.ts';
import { sizingFinding } from './findings.ts';

export type Raw = Readonly<Record<string, unknown>>;

export const isMap = (x: unknown): x is Raw => typeof x === 'object' && x !== null && !Array.isArray(x);

/** One map of the file, e.g. `limits`. */
export class Part {
  private readonly raw: Raw;
  private readonly name: string;
  private readonly findings: Finding[];

  /** A map whose other keys somebody else reads. */
  static some(name: string, raw: unknown, findings: Finding[]): Part {
    const map = isMap(raw) ? raw : {};
    return new Part(name, map, Object.keys(map), findings);
  }

  /** @param known keys it may have */
  constructor(name: string, raw: unknown, known: readonly string[], findings: Finding[]) {
    this.name = name;
    this.findings = findings;
    this.raw = isMap(raw) ? raw : {};
    if (raw !== undefined && raw !== null && !isMap(raw)) this.refuse('', raw, known.join(', '));
    for (const key of Object.keys(this.raw))
      if (!known.includes(key))
        findings.push(
          sizingFinding('size_unknown_key', 'error', { key: this.path(key), suggestion: nearest(key, known) ?? '' }),
        );
  }

  has(key: string): boolean {
    return this.raw[key] !== undefined && this.raw[key] !== null;
  }

  value(key: string): unknown {
    return this.raw[key];
  }

  /** @param expected what it may be, for the message */
  number(key: string, low: number, high: number): number | undefined {
    if (!this.has(key)) return undefined;
    const v = this.raw[key];
    if (typeof v === 'number' && v >= low && v <= high) return v;
    return this.refuse(key, v, Number.isFinite(high) ? `${low} – ${high}` : `≥ ${low}`);
  }

  text<T extends string = string>(key: string, of?: readonly T[]): T | undefined {
    if (!this.has(key)) return undefined;
    const v = this.raw[key];
    if (typeof v === 'string' && (!of || of.includes(v as T))) return v as T;
    return this.refuse(key, v, of?.join(', ') ?? '…');
  }

  /** One text or a list of them, each once. */
  texts<T extends string = string>(key: string, of: readonly T[]): T[] | undefined {
    if (!this.has(key)) return undefined;
    const v = this.raw[key];
    const list = Array.isArray(v) ? v : [v];
    const wrong = list.find((x) => !of.includes(x as T));
    if (wrong === undefined && list.length > 0) return [...new Set(list as T[])];
    return this.refuse(key, wrong ?? v, nearest(String(wrong), of) ?? of.join(', '));
  }

  /** So many numbers, of the same kind. */
  numbers(key: string, count: number, low: number): number[] | undefined {
    if (!this.has(key)) return undefined;
    const v = this.raw[key];
    const fits = Array.isArray(v) && v.length === count && v.every((x) => typeof x === 'number' && x >= low);
    return fits ? (v as number[]) : this.refuse(key, v, `${count} × ≥ ${low}`);
  }

  flag(key: string): boolean | undefined {
    if (!this.has(key)) return undefined;
    const v = this.raw[key];
    return typeof v === 'boolean' ? v : this.refuse(key, v, 'true, false');
  }

  /** Whether a range has no step: any number between its ends. */
  isOpen(key: string): boolean {
    const v = this.raw[key];
    return isMap(v) && (v.step === undefined || v.step === null);
  }

  /**
   * A number, a list of them, `{ from, to, step }`, or `{ from, to }`; rising.
   * @param parts of a range without a step
   */
  sizes(key: string, low: number, parts: number): number[] | undefined {
    if (!this.has(key)) return undefined;
    const v = this.raw[key];
    const list = isMap(v) ? spread(v, parts) : Array.isArray(v) ? v : [v];
    if (
      list &&
      list.length > 0 &&
      list.length <= MOST &&
      list.every((x) => typeof x === 'number' && x >= low && x < 1e9)
    )
      return [...new Set(list as number[])].sort((a, b) => a - b);
    return this.refuse(key, v, '500, [100, 200], { from: 100, to: 1000, step: 100 }, { from: 100, to: 1000 }');
  }

  private path(key: string): string {
    return [this.name, key].filter((x) => x !== '').join('.');
  }

  private refuse(key: string, v: unknown, expected: string): undefined {
    const value = textOf(v);
    this.findings.push(sizingFinding('size_bad_value', 'error', { key: this.path(key), value, expected }));
    return undefined;
  }
}

/** As it was written; what refers to itself cannot be. */
function textOf(v: unknown): string {
  try {
    return JSON.stringify(v) ?? String(v);
  } catch {
    return '…';
  }
}

/** Sizes in one range at most. */
const MOST = 10_000;

function spread({ from, to, step, ...rest }: Raw, parts: number): number[] | undefined {
  const ends = typeof from === 'number' && typeof to === 'number' && Number.isFinite(from) && to >= from && to < 1e9;
  if (!ends || Object.keys(rest).length > 0) return undefined;
  if (step === undefined || step === null) return between(from, to, parts);
  return typeof step === 'number' && step > 0 && (to - from) / step < MOST ? steps(from, to, step) : undefined;
}
