/** A large synthetic sheet (not real sites): solar, LED and cogeneration in partner countries, from a fixed seed. */
import { closeSync, openSync, writeSync } from 'node:fs';

const HEADER =
  'site_id,name,country,technology,industry,power_use,lighting_use,capacity_kw,specific_yield_kwh_per_kw,lamps,lamp_power_before_w,lamp_power_after_w,operating_hours_per_year,efficacy_project_lm_per_w,efficacy_reference_lm_per_w,load_factor_pct,electrical_efficiency_pct,heat_efficiency_pct,heat_use_pct,boiler_efficiency_pct,reference_factor_tco2_per_mwh,capex_jpy,opex_jpy_per_year,electricity_price_jpy_per_kwh,gas_price_jpy_per_gj_ncv,discount_rate_pct\n';
const COUNTRIES = ['VN', 'TH', 'ID', 'KH', 'MN', 'LA', 'MV', 'PH'];

/** Writes `rows` sites; the same bytes for the same number. */
export function makeSheet(file: string, rows: number): void {
  const out = openSync(file, 'w');
  const next = generator(12345);
  let text = HEADER;
  for (let i = 0; i < rows; i++) {
    text += line(i, next);
    if (text.length > 1 << 20) {
      writeSync(out, text);
      text = '';
    }
  }
  writeSync(out, text);
  closeSync(out);
}

function line(i: number, next: () => number): string {
  const country = COUNTRIES[Math.floor(next() * COUNTRIES.length)];
  const between = (low: number, high: number, digits = 0) => (low + next() * (high - low)).toFixed(digits);
  const money = [between(1e7, 1e9), between(1e6, 2e6), between(12, 20, 2)];
  const head = `S${String(i).padStart(7, '0')},Site ${i},${country}`;
  const factor = between(0.3, 0.6, 3);
  switch (Math.floor(next() * 3)) {
    case 0:
      return `${head},solar-pv,food,self,,${between(100, 5000, 1)},${between(1100, 1600)},,,,,,,,,,,,${factor},${money.join(',')},,6\n`;
    case 1:
      return `${head},led-lighting,,,indoor,,,${between(100, 5000)},60,24,4000,130,90,,,,,,${factor},${money.join(',')},,6\n`;
    default:
      return `${head},gas-cogeneration,food,,,${between(500, 6000)},,,,,7000,,,90,42,35,80,88,${factor},${money.join(',')},1500,6\n`;
  }
}

/** Park–Miller: enough for test data. */
function generator(seed: number): () => number {
  let s = seed;
  return () => {
    s = (s * 48271) % 2147483647;
    return s / 2147483647;
  };
}
