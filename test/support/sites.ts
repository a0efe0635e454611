/** Rows whose tonnes are known beforehand, for tests. */
import type { Cells } from './assess.ts';

/**
 * A solar plant in Viet Nam that saves `tonnes` in every year: one MWh saves one tonne, nothing wears out. All that would be
 * assumed is given, so that a row has no warning of an assumption.
 */
export const steadySolar = (tonnes: number, more: Cells = {}): Cells => ({
  country: 'VN',
  technology: 'solar-pv',
  owner_type: 'private',
  existing_subsidy: 'none',
  power_use: 'self',
  capacity_kw: Math.max(0.001, Math.abs(tonnes)),
  annual_electricity_mwh: Math.max(0, tonnes),
  reference_factor_tco2_per_mwh: 1,
  degradation_pct_per_year: 0,
  electricity_price_jpy_per_kwh: 10,
  opex_jpy_per_year: 0,
  similar_projects: 0,
  legal_durable_years: 10,
  discount_rate_pct: 5,
  capex_jpy: 10_000_000,
  eligible_cost_jpy: 10_000_000,
  ...more,
});

/** Indoor lighting in Thailand that saves `tonnes` a year. */
export const steadyLed = (tonnes: number, more: Cells = {}): Cells => ({
  country: 'TH',
  technology: 'led-lighting',
  methodology: 'generic-led',
  owner_type: 'private',
  existing_subsidy: 'none',
  lighting_use: 'indoor',
  baseline_electricity_mwh: 2 * tonnes,
  project_electricity_mwh: tonnes,
  reference_factor_tco2_per_mwh: 1,
  electricity_price_jpy_per_kwh: 10,
  opex_jpy_per_year: 0,
  similar_projects: 0,
  legal_durable_years: 10,
  discount_rate_pct: 5,
  capex_jpy: 10_000_000,
  eligible_cost_jpy: 10_000_000,
  lamp_life_hours: 500_000,
  operating_hours_per_year: 1_000,
  ...more,
});

/** Cogeneration in Thailand: 2 t a year of electricity for each t a year saved, half of it lost to the fuel. */
export const steadyCogeneration = (tonnes: number, more: Cells = {}): Cells => ({
  country: 'TH',
  technology: 'gas-cogeneration',
  owner_type: 'private',
  existing_subsidy: 'none',
  capacity_kw: tonnes / 2,
  annual_electricity_mwh: 2 * tonnes,
  fuel_gj_ncv: 10 * tonnes,
  fuel_factor_tco2_per_gj: 0.1,
  heat_gj: 0,
  reference_factor_tco2_per_mwh: 1,
  boiler_fuel: 'natural-gas',
  electricity_price_jpy_per_kwh: 20,
  gas_price_jpy_per_gj_ncv: 1_000,
  opex_jpy_per_year: 0,
  similar_projects: 0,
  legal_durable_years: 10,
  discount_rate_pct: 5,
  capex_jpy: 10_000_000,
  eligible_cost_jpy: 10_000_000,
  ...more,
});
