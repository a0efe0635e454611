/** The obvious way: one compiled mathjs expression evaluated row by row, for year-1 tonnes of the solar rows only. */
import { readFileSync, writeFileSync } from 'node:fs';
import { all, create } from 'mathjs';
import Papa from 'papaparse';

const math = create(all ?? {});
const formula = math.compile('capacity * yield_ / 1000 * factor');
const [input = '', output = ''] = process.argv.slice(2);
const { data } = Papa.parse<Record<string, string>>(readFileSync(input, 'utf8'), {
  header: true,
  skipEmptyLines: true,
});
const rows = data.map((r) => ({
  site_id: r.site_id,
  tonnes:
    r.technology === 'solar-pv'
      ? formula.evaluate({
          capacity: Number(r.capacity_kw),
          yield_: Number(r.specific_yield_kwh_per_kw),
          factor: Number(r.reference_factor_tco2_per_mwh),
        })
      : '',
}));
writeFileSync(output, Papa.unparse(rows));
