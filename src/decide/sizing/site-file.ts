/** A site file: the keys of the sheet, and `series`, `aim`, `limits`, `range`, `cost`. */
import type { Finding } from '../../assessment/findings.ts';
import { type Catalog, nearest } from '../../catalog/index.ts';
import { moduleIds } from '../../hourly/solar/area.ts';
import type { Aim, Limit } from './choose.ts';
import { sizingFinding } from './findings.ts';
import { isMap, Part } from './keys.ts';

export interface SeriesPlan {
  /** A file, or a typical shape with an amount. */
  load?: string | undefined;
  loadShape?: string | undefined;
  annualKwh?: number | undefined;
  weather?: string | undefined;
  latitude?: number | undefined;
  longitude?: number | undefined;
  utcOffset?: number | undefined;
  fill: boolean;
  labels?: 'start' | 'end' | undefined;
  tilt?: number | undefined;
  azimuth?: number | undefined;
}

export interface AreaPlan {
  roofM2?: number | undefined;
  groundM2?: number | undefined;
  module?: string | undefined;
  coverRatio?: number | undefined;
}

export interface CostPlan {
  fixedJpy: number;
  jpyPerKw: number;
  jpyPerBatteryKwh: number;
  opexJpyPerKwYear?: number | undefined;
}

export interface SizingPlan {
  /** Keys of the sheet with their texts, in order. */
  columns: readonly (readonly [header: string, text: string])[];
  series: SeriesPlan;
  area: AreaPlan;
  exportKw?: number | undefined;
  aim: Aim & { id: string };
  limits: readonly Limit[];
  range: {
    capacityKw?: readonly number[] | undefined;
    batteryKwh: readonly number[];
    dcAcRatio?: readonly number[] | undefined;
    batteryHours?: number | undefined;
    roundTripPct?: number | undefined;
  };
  cost?: CostPlan | undefined;
}

const PARTS = ['series', 'aim', 'limits', 'range', 'cost'] as const;
/** Limits that the size itself says. */
export const CAPEX = 'capex_jpy';

/** @returns a plan unless a finding is an error */
export function readSiteFile(raw: unknown, catalog: Catalog): { plan?: SizingPlan; findings: Finding[] } {
  if (!isMap(raw)) return { findings: [sizingFinding('size_form', 'error')] };
  const findings: Finding[] = [];
  const columns = Object.entries(raw)
    .filter(([key, v]) => !(PARTS as readonly string[]).includes(key) && v !== null && v !== undefined)
    .map(([key, v]) => [key, String(v)] as const);
  const given = Object.fromEntries(columns);
  const cost = costOf(raw.cost, findings);
  const range = rangeOf(raw.range, given, findings);
  const { limits, area, exportKw } = limitsOf(raw.limits, catalog, findings);
  const plan: SizingPlan = {
    columns,
    series: seriesOf(raw.series, findings),
    area,
    exportKw,
    aim: aimOf(raw.aim, catalog, findings),
    limits,
    range,
    cost,
  };
  if (!cost && given[CAPEX] !== undefined && (range.capacityKw?.length ?? 2) * range.batteryKwh.length > 1)
    findings.push(sizingFinding('size_capex_fixed', 'error'));
  return findings.some((f) => f.severity === 'error') ? { findings } : { plan, findings };
}

function seriesOf(raw: unknown, findings: Finding[]): SeriesPlan {
  const keys = [
    'load',
    'load_shape',
    'annual_kwh',
    'weather',
    'latitude',
    'longitude',
    'utc_offset',
    'fill',
    'labels',
    'tilt_deg',
    'azimuth_deg',
  ];
  const part = new Part('series', raw, keys, findings);
  const plan: SeriesPlan = {
    load: part.text('load'),
    loadShape: part.text('load_shape'),
    annualKwh: part.number('annual_kwh', 0, Number.POSITIVE_INFINITY),
    weather: part.text('weather'),
    latitude: part.number('latitude', -90, 90),
    longitude: part.number('longitude', -180, 180),
    utcOffset: part.number('utc_offset', -12, 14),
    fill: part.flag('fill') ?? false,
    labels: part.text('labels', ['start', 'end'] as const),
    tilt: part.number('tilt_deg', 0, 90),
    azimuth: part.number('azimuth_deg', 0, 360),
  };
  if (plan.load === undefined && (plan.loadShape === undefined) !== (plan.annualKwh === undefined))
    findings.push(sizingFinding('size_load_needs_amount', 'error'));
  return plan;
}

/** A named aim, or an output with `best: most` or `least`. */
function aimOf(raw: unknown, catalog: Catalog, findings: Finding[]): Aim & { id: string } {
  const aims = catalog.choices.sizing?.aims ?? {};
  const [first = ''] = Object.keys(aims);
  if (isMap(raw)) {
    const part = new Part('aim', raw, ['output', 'best'], findings);
    const output = part.text('output') ?? '';
    const outputs = outputColumns(catalog);
    if (!outputs.includes(output))
      findings.push(
        sizingFinding('size_bad_value', 'error', {
          key: 'aim.output',
          value: output,
          expected: nearest(output, outputs) ?? 'jcm catalog outputs',
        }),
      );
    return { id: output, outputs: [output], best: part.text('best', ['most', 'least'] as const) ?? 'most' };
  }
  const id = raw === undefined ? first : String(raw);
  const aim = Object.hasOwn(aims, id) ? aims[id] : undefined;
  if (aim) return { id, ...aim };
  findings.push(
    sizingFinding('size_bad_value', 'error', {
      key: 'aim',
      value: id,
      expected: `${Object.keys(aims).join(', ')}, { output: irr, best: most }`,
    }),
  );
  return { id, outputs: [], best: 'most' };
}

function outputColumns(catalog: Catalog): string[] {
  const quantities = Object.values(catalog.books).flatMap((b) => Object.values(b.quantities));
  return quantities.flatMap((q) => (q.output ? ['', ...q.output.variants].map((v) => q.column + v) : []));
}

function limitsOf(raw: unknown, catalog: Catalog, findings: Finding[]) {
  const known = catalog.choices.sizing?.limits ?? {};
  const own = ['roof_m2', 'ground_m2', 'module', 'cover_ratio', 'export_kw', 'budget_jpy'];
  const part = new Part('limits', raw, [...own, ...Object.keys(known)], findings);
  const many = Number.POSITIVE_INFINITY;
  const area: AreaPlan = {
    roofM2: part.number('roof_m2', 0, many),
    groundM2: part.number('ground_m2', 0, many),
    module: part.text('module'),
    coverRatio: part.number('cover_ratio', 0.01, 1),
  };
  const modules = moduleIds(catalog);
  if (area.module !== undefined && !modules.includes(area.module))
    findings.push(
      sizingFinding('size_bad_value', 'error', {
        key: 'limits.module',
        value: area.module,
        expected: nearest(area.module, modules) ?? 'jcm catalog data pv_modules',
      }),
    );
  const limits: Limit[] = [];
  const budget = part.number('budget_jpy', 0, many);
  if (budget !== undefined) limits.push({ id: 'budget_jpy', of: CAPEX, at: 'most', value: budget });
  for (const [id, { output, at }] of Object.entries(known)) {
    const value = part.number(id, Number.NEGATIVE_INFINITY, many);
    if (value !== undefined) limits.push({ id, of: output, at, value });
  }
  return { limits, area, exportKw: part.number('export_kw', 0, many) };
}

const SIZE_KEYS = ['capacity_kw', 'battery_kwh', 'dc_ac_ratio', 'battery_round_trip_pct'];

/** The keys of a size among the columns; a text that is no plain number stays one, and is refused. */
function numbersOf(given: Readonly<Record<string, string>>): Record<string, number | string> {
  return Object.fromEntries(
    Object.entries(given)
      .filter(([key]) => SIZE_KEYS.includes(key))
      .map(([key, text]) => [key, text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text]),
  );
}

/** Sizes given as columns of the sheet are ranges of one. */
function rangeOf(raw: unknown, given: Readonly<Record<string, string>>, findings: Finding[]): SizingPlan['range'] {
  const part = new Part('range', raw, ['capacity_kw', 'battery_kwh', 'dc_ac_ratio', 'battery_hours'], findings);
  const columns = new Part('', numbersOf(given), SIZE_KEYS, findings);
  const column = (key: string, low: number) => columns.sizes(key, low);
  return {
    capacityKw: part.sizes('capacity_kw', 0.001) ?? column('capacity_kw', 0.001),
    batteryKwh: part.sizes('battery_kwh', 0) ?? column('battery_kwh', 0) ?? [0],
    dcAcRatio: part.sizes('dc_ac_ratio', 0.5) ?? column('dc_ac_ratio', 0.5),
    batteryHours: part.number('battery_hours', 0.1, 100),
    roundTripPct: columns.number('battery_round_trip_pct', 1, 100),
  };
}

function costOf(raw: unknown, findings: Finding[]): CostPlan | undefined {
  const part = new Part(
    'cost',
    raw,
    ['fixed_jpy', 'jpy_per_kw', 'jpy_per_battery_kwh', 'opex_jpy_per_kw_year'],
    findings,
  );
  if (raw === undefined || raw === null) return undefined;
  const number = (key: string) => part.number(key, 0, Number.POSITIVE_INFINITY);
  return {
    fixedJpy: number('fixed_jpy') ?? 0,
    jpyPerKw: number('jpy_per_kw') ?? 0,
    jpyPerBatteryKwh: number('jpy_per_battery_kwh') ?? 0,
    opexJpyPerKwYear: number('opex_jpy_per_kw_year'),
  };
}
