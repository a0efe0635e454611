/** Columns of an inventory of rooms and roads. */
import type { ColumnForm } from './table.ts';

const MANY = Number.POSITIVE_INFINITY;

export const INVENTORY_COLUMNS: readonly ColumnForm[] = [
  { name: 'id', column: 'id', aliases: ['room', 'road', 'place', '部屋', '場所', '室名', '路線'] },
  { name: 'use', column: 'use', aliases: ['lighting_use', '用途', '照明用途'] },
  {
    name: 'fixtures',
    column: 'fixtures',
    unit: '1',
    range: [1, 1e7],
    whole: true,
    aliases: ['lamps', '灯数', '台数', '既設灯数'],
  },
  {
    name: 'fixture_power',
    column: 'fixture_power_w',
    unit: 'W',
    range: [0.1, 5000],
    aliases: ['input power', '消費電力', '器具消費電力'],
  },
  { name: 'lamp_power', column: 'lamp_power_w', unit: 'W', range: [0.1, 5000], aliases: ['ランプ電力'] },
  { name: 'ballast_share', column: 'ballast_share_pct', unit: '%', range: [0, 200], aliases: ['安定器損失'] },
  {
    name: 'operating_hours',
    column: 'operating_hours_per_year',
    unit: 'h',
    range: [1, 8784],
    aliases: ['hours', 'hours_per_year', '年間点灯時間', '点灯時間'],
  },
  {
    name: 'metered',
    column: 'metered_kwh',
    unit: 'kWh',
    range: [0, 1e10],
    aliases: ['meter', 'metered electricity', '計測電力量', '実測電力量'],
  },
  {
    name: 'illuminance',
    column: 'illuminance_lx',
    unit: 'lx',
    range: [0.1, 50_000],
    aliases: ['lux', 'illuminance_lux', 'needed lux', '照度', '必要照度'],
  },
  { name: 'area', column: 'area_m2', unit: 'm2', range: [0.1, 1e8], aliases: ['面積', '床面積'] },
  { name: 'class', column: 'lighting_class', aliases: ['road class', '照明クラス'] },
  { name: 'road_width', column: 'road_width_m', unit: 'm', range: [0.5, 200], aliases: ['道路幅', '幅員'] },
  { name: 'spacing', column: 'spacing_m', unit: 'm', range: [1, 500], aliases: ['pole spacing', '灯間隔'] },
  { name: 'flux', column: 'fixture_flux_lm', unit: 'lm', range: [1, 1e6], aliases: ['lumens', '光束', '器具光束'] },
  { name: 'light_left', column: 'light_left_pct', unit: '%', range: [1, 100], aliases: ['残存光束率'] },
  { name: 'utilisation', column: 'utilisation_pct', unit: '%', range: [1, 120], aliases: ['utilization', '照明率'] },
  {
    name: 'maintenance',
    column: 'maintenance_pct',
    unit: '%',
    range: [1, 100],
    aliases: ['maintenance factor', '保守率'],
  },
  { name: 'fixtures_most', column: 'fixtures_most', unit: '1', range: [1, 1e7], whole: true, aliases: ['最大灯数'] },
  { name: 'dimming', column: 'dimming', aliases: ['調光'] },
  { name: 'constant_output', column: 'constant_output', aliases: ['constant light output', 'CLO', '光束一定制御'] },
  { name: 'luminaires', column: 'luminaires', aliases: ['luminaire', '器具'] },
  {
    name: 'lamp_life',
    column: 'old_lamp_life_h',
    unit: 'h',
    range: [1, 500_000],
    aliases: ['old lamp life', '既設ランプ寿命'],
  },
  {
    name: 'lamp_price',
    column: 'old_lamp_replacement_jpy',
    unit: 'JPY',
    range: [0, MANY],
    aliases: ['old lamp replacement', '既設ランプ交換費'],
  },
];
