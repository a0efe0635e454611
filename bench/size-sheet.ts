/** `jcm size` as a whole: one site in the draws, and a sheet of a thousand sites; wall time of the command. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './measure.ts';

const COMMON = `technology: solar-pv
power_use: self
discount_rate_pct: 6
series: { latitude: 15, load_shape: office }
cost: { jpy_per_kw: 90000, jpy_per_battery_kwh: 30000 }
`;
const ONE = `${COMMON.replace('office', 'office, annual_kwh: 2000000')}site_id: A
country: VN
electricity_price_jpy_per_kwh: 16
limits: { export_kw: 0, chances: npv_jpy >= 0 at p80 }
range: { capacity_kw: { from: 50, to: 2500, step: 50 }, battery_kwh: [0, 250, 500, 1000] }
`;
const SITES = 1000;
const JCM = path.resolve(import.meta.dirname, '../dist/cli/jcm.js');

/** Prices, roofs and loads differ from site to site. */
function sheet(): string {
  const rows = Array.from({ length: SITES }, (_, i) => {
    const [price, roof, load] = [10 + (i % 11), 1000 + 37 * (i % 500), 300_000 + 9_700 * (i % 480)];
    return `S${i},${i % 2 === 0 ? 'VN' : 'TH'},${price},${roof},${load}`;
  });
  return `${['site_id,country,electricity_price_jpy_per_kwh,limits.roof_m2,series.annual_kwh', ...rows].join('\n')}\n`;
}

/** @returns seconds of one site with 200 sizes × 1,024 draws, and of a thousand sites without draws */
export function sizeCommands(): { drawn: number; sheet: number } {
  const folder = mkdtempSync(path.join(tmpdir(), 'jcm-bench-'));
  const file = (name: string, text: string): string => {
    const to = path.join(folder, name);
    writeFileSync(to, text);
    return to;
  };
  const out = path.join(folder, 'out.csv');
  try {
    const one = file('one.yaml', ONE);
    const common = file('common.yaml', COMMON);
    const sites = file('sites.csv', sheet());
    const quiet = ['-o', out, '--log-level', 'silent'];
    return {
      drawn: run([JCM, 'size', one, '--spreads', 'default', ...quiet]).seconds,
      sheet: run([JCM, 'size', common, '--all', sites, ...quiet]).seconds,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
