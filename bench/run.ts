/**
 * `npm run bench`: everything, side by side in one run; `npm run bench -- assess`, `-- hourly`, `-- simulate`, `-- decide` or `-- portfolio`: that part. Prints the
 * tables and writes them to RESULTS.md, where the text around them stays. Machines are shared and noisy: read the ratios.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { benchAssess } from './assess.ts';
import { benchDecide } from './decide.ts';
import { benchHourly } from './hourly.ts';
import { benchPortfolio } from './portfolio.ts';
import { benchSimulate } from './simulate.ts';

const PARTS = {
  assess: benchAssess,
  simulate: () => benchSimulate((line) => process.stderr.write(`${line}\n`)),
  decide: benchDecide,
  portfolio: benchPortfolio,
  hourly: benchHourly,
};
const RESULTS = path.join(import.meta.dirname, 'RESULTS.md');

const wanted = process.argv.slice(2);
for (const [part, bench] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(part)) continue;
  const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? ''}`;
  const lines = [`${machine}, ${new Date().toISOString().slice(0, 10)}`, '', ...(await bench())].join('\n');
  process.stdout.write(`${lines}\n`);
  record(part, lines);
}

/** Puts the lines between the part's marks. */
function record(part: string, lines: string): void {
  const [begin, end] = [`<!-- ${part} -->`, `<!-- end of ${part} -->`];
  const text = readFileSync(RESULTS, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`RESULTS.md has no place for ${part}`);
  writeFileSync(RESULTS, `${text.slice(0, from + begin.length)}\n${lines}\n${text.slice(to)}`);
}
