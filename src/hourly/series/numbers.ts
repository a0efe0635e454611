/** Numbers in the cells of a series. */
import { parseNumber } from '../../assessment/cell/index.ts';
import type { Finding } from '../../assessment/findings.ts';
import { seriesFinding } from '../findings.ts';
import type { RawTrack } from './types.ts';

const BLANKS: ReadonlySet<string> = new Set(['', '-', '–', '—', 'NA', 'N/A', 'NaN', 'nan', 'null']);

/** A track being read: blanks become NaN; what is no number is counted and its first place kept. */
export class TrackReader implements RawTrack {
  readonly values: number[] = [];
  readonly header: string;
  private readonly missing: ReadonlySet<number>;
  private readonly scale: number;
  private bad = 0;
  private first: { line: number; text: string } | undefined;

  /** @param missing numbers that stand for a missing value in this format @param scale to the track's unit */
  constructor(header: string, options: { missing?: readonly number[] | undefined; scale?: number | undefined } = {}) {
    this.header = header;
    this.missing = new Set(options.missing);
    this.scale = options.scale ?? 1;
  }

  add(text: string | undefined, line: number): void {
    this.values.push(this.read(text ?? '', line) * this.scale);
  }

  private read(text: string, line: number): number {
    const trimmed = text.trim();
    if (BLANKS.has(trimmed)) return Number.NaN;
    const plain = Number(trimmed);
    const value = Number.isFinite(plain) ? plain : parseNumber(trimmed, { percent: false, yen: false });
    if (typeof value === 'number' && Number.isFinite(value)) return this.missing.has(value) ? Number.NaN : value;
    this.first ??= { line, text: trimmed };
    this.bad++;
    return Number.NaN;
  }

  findings(): Finding[] {
    if (!this.first) return [];
    const { line, text } = this.first;
    return [seriesFinding('series_bad_number', 'error', { text, count: this.bad }, { row: line, column: this.header })];
  }
}
