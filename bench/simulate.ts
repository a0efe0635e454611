/** Simulation beside its peers on the same sites, distributions and statistics, in one run; gives the lines of RESULTS.md. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { agree } from './agree.ts';
import { compileTime } from './compile-time.ts';
import { worthOfADraw } from './equal-error.ts';
import { newRun, optionsOf, ours, oursAlone, oursDraws, oursKernel } from './ours.ts';
import { Peer } from './peer.ts';
import { type PeerFiles, writePeerFiles } from './peer-files.ts';
import { availablePeers, type Name } from './peers.ts';
import { SQUIGGLE } from './recorded.ts';
import { type Contestant, middle, rounds, timesFaster } from './rounds.ts';
import { commandOverKernel, peakMemory, twoWorkers } from './scale.ts';
import { catalog, readSites } from './sites.ts';

const DRAWS = 1024;
const SITES = 2000;
const ROUNDS = 7;
/** Sites and seeds of the variance of percentiles are in equal-error.ts. */
const EQUAL_ERROR_SITES = 6;
const KERNELS: readonly Name[] = ['vector', 'wide'];

export async function benchSimulate(say: (line: string) => void): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jcm-bench-'));
  try {
    return await measure(folder, say);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string, say: (line: string) => void): Promise<string[]> {
  const files = (name: string): PeerFiles => ({
    sites: path.join(folder, `${name}-sites`),
    sampler: path.join(folder, `${name}-sampler`),
  });
  const rows = readSites(SITES);
  const certain = readSites(8, false);
  const expected = { draws: DRAWS, rows, certain, files: files('drawn'), certainFiles: files('certain') };
  writePeerFiles(rows, DRAWS, expected.files);
  writePeerFiles(certain, DRAWS, expected.certainFiles);
  const skipped: string[] = [];
  const kinds = availablePeers(folder, (line) => skipped.push(line));
  const contestants: Contestant[] = [
    { key: 'ours full', run: ourTime(rows, oursAlone) },
    { key: 'ours kernel', run: ourTime(rows, oursKernel) },
    { key: 'rows full', run: ourTime(rows, (run) => () => ours(run, rows, () => undefined)) },
  ];
  const peers: Peer[] = [];
  for (const [key, kind] of kinds) {
    const peer = new Peer(kind.command, expected.files, DRAWS);
    peers.push(peer);
    await agree(kind, peer, expected);
    say(`${kind.name}: agrees`);
    for (const mode of KERNELS.includes(key) ? (['full', 'kernel'] as const) : (['full'] as const)) {
      const run = async () => (await peer.run(kind.sites, mode)) / (kind.sites * DRAWS);
      contestants.push({ key: `${key} ${mode}`, run });
    }
  }
  const times = await rounds(contestants, ROUNDS);
  for (const peer of peers) peer.end();
  const names = new Map([...kinds].map(([key, kind]) => [key, kind.name]));
  return [
    ...measures(
      times,
      worthOfADraw(rows.slice(0, EQUAL_ERROR_SITES), DRAWS),
      await compileTime(folder),
      await wholeRuns(folder, rows),
    ),
    '',
    ...rates(times, names),
    ...(skipped.length > 0 ? ['', ...skipped] : []),
  ];
}

interface WholeRuns {
  workers: number;
  /** The same with the outputs that the command gives. */
  usual: number;
  tenThousand: number;
  hundredThousand: number;
  million: number;
}

async function wholeRuns(folder: string, rows: Parameters<typeof ours>[1]): Promise<WholeRuns> {
  const secondsASite = siteTime(rows.slice(0, 500));
  return {
    workers: await twoWorkers(DRAWS),
    usual: await twoWorkers(DRAWS, catalog.choices.simulated),
    tenThousand: commandOverKernel(folder, 10_000, DRAWS, secondsASite),
    hundredThousand: commandOverKernel(folder, 100_000, DRAWS, secondsASite),
    million: peakMemory(folder, 1_000_000, DRAWS),
  };
}

/** Draws and statistics of the default outputs of a site, on one thread; median of rounds. */
function siteTime(rows: Parameters<typeof ours>[1]): number {
  const work = oursDraws(newRun(optionsOf(DRAWS, 1, 'sobol', catalog.choices.simulated)), rows);
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    work();
    return (performance.now() - start) / 1000 / rows.length;
  });
  return middle(times);
}

function ourTime(rows: Parameters<typeof ours>[1], workOf: typeof oursKernel): () => Promise<number> {
  const work = workOf(newRun(optionsOf(DRAWS)), rows);
  return async () => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6 / (rows.length * DRAWS);
  };
}

function measures(
  times: Map<string, number[]>,
  worth: { p10: number; p90: number },
  compile: number,
  scale: WholeRuns,
): string[] {
  const full = (slow: Name): number | undefined => timesFaster(times, 'ours full', `${slow} full`);
  const tuned = full('tuned');
  const times_ = (x: number | undefined, digits = 1): string => (x === undefined ? NOT : `${x.toFixed(digits)}×`);
  const share = (x: number | undefined): string => (x === undefined ? NOT : x.toFixed(2));
  const of = (x: number | undefined, unit: string): string => (x === undefined ? NOT : `${x.toFixed(0)} ${unit}`);
  const kernel = (slow: Name): string => share(timesFaster(times, 'ours kernel', `${slow} kernel`));
  const line = (...cells: string[]): string => `| ${cells.join(' | ')} |`;
  const squiggle = 1 / middle(times.get('ours full') ?? []) / SQUIGGLE.drawsPerSecond;
  return [
    line('measure', 'measured', 'must', 'aim'),
    line('---', '---', '---', '---'),
    line('a draw against NumPy tuned', times_(tuned), '4×', '6×'),
    line('a draw against NumPy as an analyst writes it', times_(full('analyst')), '13×', '20×'),
    line('a draw against NumPy tuned that draws the shared price once', times_(full('shared')), '', ''),
    line('kernel, share of the speed of hand-written C at 128 bit', kernel('vector'), '0.85', '0.95'),
    line('kernel, share of the speed of hand-written C with AVX-512', kernel('wide'), '0.30', '0.40'),
    line('equal error of P10 against NumPy tuned', times_(tuned && tuned * worth.p10), '20×', '30×'),
    line('equal error of P90 against NumPy tuned', times_(tuned && tuned * worth.p90), '20×', '30×'),
    line("of which worth of a Sobol' draw, P10 / P90", `${worth.p10.toFixed(1)} / ${worth.p90.toFixed(1)}`, '', ''),
    line('a draw against straightforward C', times_(full('plain')), '', ''),
    line('a draw against mathjs evaluate', times_(full('mathjs'), 0), '700×', '1,400×'),
    line(`a draw against Squiggle (recorded ${SQUIGGLE.date})`, times_(squiggle, 0), '700×', '1,400×'),
    line('two workers against one', times_(scale.workers, 2), '1.7×', '1.85×'),
    line('the same with the default outputs of the command', times_(scale.usual, 2), '', ''),
    line('compile one model in a fresh process', of(compile, 'ms'), '60 ms', '25 ms'),
    line('command over kernel, 10,000 × 1,024', times_(scale.tenThousand), '4×', '2.5×'),
    line('command over kernel, 100,000 × 1,024', times_(scale.hundredThousand), '2×', '1.4×'),
    line('memory, 1,000,000 × 1,024', of(scale.million, 'MB'), '400 MB, flat', '250 MB'),
  ];
}

const NOT = 'not measured yet';

/** Millions of draws a second of everybody. */
function rates(times: Map<string, number[]>, names: ReadonlyMap<string, string>): string[] {
  const rate = (key: string): string => {
    const seconds = times.get(key);
    return seconds ? (1e-6 / middle(seconds)).toPrecision(3) : '';
  };
  const ours_ = [
    ['ours', 'ours'],
    ['rows', 'ours, rows prepared, summed over sites and read back as well'],
  ] as const;
  const lines = [...new Map<string, string>([...ours_, ...names])].map(
    ([key, name]) => `| ${name} | ${rate(`${key} kernel`)} | ${rate(`${key} full`)} |`,
  );
  const head = '| million draws a second of one core | sampling, model, storing | with statistics |';
  return [head, '| --- | --- | --- |', ...lines, `| Squiggle | | ${(SQUIGGLE.drawsPerSecond / 1e6).toPrecision(3)} |`];
}
