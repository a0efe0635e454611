/**
 * mathjs as its guide says: every formula compiled once, evaluated for each draw (and year) over a Map of names. The
 * protocol is that of worker.h; draws come from Math.random.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { all, create } from 'mathjs';

const math = create(all ?? {});
const [sitesFile = '', , drawsText = ''] = process.argv.slice(2);
const draws = Number(drawsText);
const bytes = readFileSync(sitesFile);
const sites = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
const WIDTH = 32;
const PROBABILITIES = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

const formulas = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([name, text]) => ({ name, code: math.compile(text) }));

const once = formulas({
  kwh: 'capacity * specific_yield',
  subsidy: 'min(grant, max(0, rate_ceiling * capex))',
  depreciation_per_year: '(capex - subsidy) / tax_years',
  tonnes: '0',
  loss: '0',
  npv: 'subsidy - capex',
});
const yearly = formulas({
  electricity: 'kwh * (1 - degradation / 100) ^ (t - 1)',
  level: '(1 + escalation / 100) ^ (t - 1)',
  tonnes: 'tonnes + electricity / 1000 * factor',
  cash: 'electricity * price * level - (t > 1 ? opex + mrv : opex) * level',
  taxable: 'cash - (t <= tax_years ? depreciation_per_year : 0)',
  tax: 'max(0, taxable - loss) * tax_rate',
  loss: 'max(0, loss - taxable)',
  npv: 'npv + (cash - tax) / (1 + discount_rate) ^ t',
});
const last = formulas({ cost_per_tonne: 'tonnes > 0 ? capex / tonnes : NaN' });
const OUTPUTS = ['tonnes', 'subsidy', 'cost_per_tonne', 'npv'];

function normal(mean: number, sd: number): number {
  return mean + sd * Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}

function triangular(low: number, mode: number, high: number): number {
  const x = Math.random() * (high - low);
  return x < mode - low ? low + Math.sqrt(x * (mode - low)) : high - Math.sqrt((high - low - x) * (high - mode));
}

/** Marsaglia and Tsang. */
function gamma(a: number): number {
  const d = a - 1 / 3;
  for (;;) {
    const z = normal(0, 1);
    const v = (1 + z / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - Math.random()) < (z * z) / 2 + d * (1 - v + Math.log(v))) return d * v;
  }
}

function pert(low: number, mode: number, high: number): number {
  if (low === high) return low;
  const a = 1 + (4 * (mode - low)) / (high - low);
  const x = gamma(a);
  return low + ((high - low) * x) / (x + gamma(6 - a));
}

/** One site: its outputs, draw by draw. */
function simulate(site: number): Float64Array[] {
  const s = sites.subarray(site * WIDTH, (site + 1) * WIDTH) as unknown as number[];
  const [, y0, y1, f0, f1, d0, d1, d2, e0, e1, c0, c1, m0, m1, o0, o1, o2, p0, p1, p2] = s as Twenty;
  const [discount, tax, taxYears, horizon, durable, ceiling, yenPerTonne, cap] = s.slice(20) as Eight;
  const scope = new Map<string, unknown>(
    Object.entries({ capacity: s[0], discount_rate: discount, tax_rate: tax, tax_years: taxYears }),
  );
  scope.set('rate_ceiling', ceiling);
  let middle = 0;
  for (let t = 0; t < durable; t++) middle += ((s[0] as number) * y0 * f0 * (1 - d1 / 100) ** t) / 1000;
  scope.set('grant', Math.max(0, Math.min(ceiling * Math.exp(c0), yenPerTonne * middle, cap)));
  const out = OUTPUTS.map(() => new Float64Array(draws));
  const run = (list: typeof once): void => {
    for (const f of list) scope.set(f.name, f.code.evaluate(scope));
  };
  for (let k = 0; k < draws; k++) {
    scope.set('specific_yield', normal(y0, y1));
    scope.set('factor', normal(f0, f1));
    scope.set('degradation', triangular(d0, d1, d2));
    scope.set('escalation', e0 + (e1 - e0) * Math.random());
    scope.set('capex', Math.exp(normal(c0, c1)));
    scope.set('mrv', Math.exp(normal(m0, m1)));
    scope.set('opex', pert(o0, o1, o2));
    scope.set('price', pert(p0, p1, p2));
    run(once);
    for (let t = 1; t <= horizon; t++) {
      scope.set('t', t);
      run(yearly);
    }
    run(last);
    for (const [o, name] of OUTPUTS.entries()) (out[o] as Float64Array)[k] = scope.get(name) as number;
  }
  return out;
}

type Eight = [number, number, number, number, number, number, number, number];
type Twenty = [number, ...Eight, ...Eight, number, number, number];

function summary(values: Float64Array): number[] {
  const x = values.slice().sort();
  const mean = x.reduce((a, b) => a + b, 0) / draws;
  const sd = Math.sqrt(x.reduce((a, b) => a + (b - mean) ** 2, 0) / (draws - 1));
  const quantiles = PROBABILITIES.map((p) => {
    const h = (draws - 1) * p;
    const low = x[Math.floor(h)] as number;
    return low + ((x[Math.ceil(h)] as number) - low) * (h % 1);
  });
  return [mean, sd, ...quantiles];
}

const stats = new Float64Array((sites.length / WIDTH) * OUTPUTS.length * 9);
for await (const line of createInterface({ input: process.stdin })) {
  const [command, first = '', ...rest] = line.split(' ');
  const start = process.cpuUsage();
  if (command === 'run') {
    for (let i = 0; i < Number(first); i++) {
      const out = simulate(i);
      if (rest[0] === 'full') stats.set(out.flatMap(summary), i * OUTPUTS.length * 9);
    }
  } else if (command === 'values') {
    writeFileSync(rest.join(' '), Buffer.concat(simulate(Number(first)).map((o) => Buffer.from(o.buffer))));
  } else if (command === 'stats') writeFileSync(line.slice('stats '.length), stats);
  const { user, system } = process.cpuUsage(start);
  process.stdout.write(`${(user + system) / 1e6}\n`);
}
