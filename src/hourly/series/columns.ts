/** Which column of a table is which: by words in its header, with its unit. */
import { type EnergyRole, energyRole } from './energy-role.ts';
import type { TrackName } from './types.ts';

export type ColumnKind = { kind: 'time' | 'date' | 'clock' | 'year' | 'month' | 'day' | 'hour' | 'minute' } | Measure;

export interface Measure {
  kind: 'track';
  track: TrackName;
  /** To the unit of the track. */
  scale: number;
  /** kW instead of kWh. */
  power?: boolean;
  /** Of a column of energy or power. */
  role?: EnergyRole;
}

const PARTS: Readonly<Record<string, Exclude<ColumnKind['kind'], 'track'>>> = {
  time: 'time',
  datetime: 'time',
  timestamp: 'time',
  'date time': 'time',
  'date/time': 'time',
  日時: 'time',
  'local time': 'time',
  'time(utc)': 'time',
  日付時刻: 'time',
  'interval start': 'time',
  'interval end': 'time',
  date: 'date',
  日付: 'date',
  年月日: 'date',
  day_date: 'date',
  clock: 'clock',
  時刻: 'clock',
  'time of day': 'clock',
  year: 'year',
  年: 'year',
  month: 'month',
  mo: 'month',
  月: 'month',
  年月: 'month',
  請求月: 'month',
  検針月: 'month',
  使用月: 'month',
  対象月: 'month',
  'billing month': 'month',
  tháng: 'month',
  kỳ: 'month',
  day: 'day',
  日: 'day',
  hour: 'hour',
  時: 'hour',
  minute: 'minute',
  分: 'minute',
};

/** Word that begins the header → track, where no unit decides. */
const TRACKS: readonly (readonly [RegExp, TrackName])[] = [
  [/^(ghi|g\(h\)|global horizontal)/, 'ghi'],
  [/^(dni|gb\(n\)|beam|direct normal)/, 'dni'],
  [/^(dhi|gd\(h\)|diffuse)/, 'dhi'],
  [/^(poa|g\(i\)|plane of array)/, 'poa'],
  [/^(temp|t2m|ambient temp|dry.?bulb|気温)/, 'temperature'],
  [/^(wind.?speed|ws10m|wspd|wind$|風速)/, 'wind'],
];

/** To kWh; heat and cooling come in joules too. */
const ENERGY: Readonly<Record<string, number>> = { wh: 0.001, kwh: 1, mwh: 1000, mj: 1 / 3.6, gj: 1000 / 3.6 };
const POWER: Readonly<Record<string, number>> = { w: 0.001, kw: 1, mw: 1000 };

/** Of energy or power, at the end of the header, in brackets or before other words. */
const UNIT = /(?:^|[\s[(])(?:([km]wh?|wh|[mg]j)(?:[\])\s]|\/h|$)|(w)(?:[\])]|$))/;
/** Money, and energy for something else. */
const NO_ENERGY = /\bper\b|\bprice|\bcost|単価|料金|金額|tiền|đơn giá/;

/** A header as its words are looked for. */
export const plainHeader = (header: string): string =>
  header.normalize('NFKC').trim().toLowerCase().replaceAll('_', ' ').replace(/\s+/g, ' ');

/** @returns nothing for a column that is not used */
export function columnKind(header: string): ColumnKind | undefined {
  const text = plainHeader(header);
  const part = PARTS[text];
  if (part) return { kind: part };
  for (const [pattern, track] of TRACKS) if (pattern.test(text)) return { kind: 'track', track, scale: 1 };
  const found = NO_ENERGY.test(text) ? null : UNIT.exec(text);
  const unit = found?.[1] ?? found?.[2];
  if (unit === undefined) return undefined;
  const power = Object.hasOwn(POWER, unit);
  const role = energyRole(text, power);
  const track = role === 'generation' ? 'generation' : 'load';
  return { kind: 'track', track, role, scale: (power ? POWER : ENERGY)[unit] as number, power };
}
