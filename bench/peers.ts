/** Who runs beside us, how each is started, and which of them this machine can run. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface PeerKind {
  name: string;
  /** Draws as we do: outputs must agree draw by draw. */
  sameDraws?: true;
  /** One draw of the price serves all sites, so that errors of sites are not independent. */
  sharedDraws?: true;
  /** Sites a round. */
  sites: number;
  command: readonly string[];
}

export type Name = keyof typeof NAMES;

export const NAMES = {
  tuned: 'NumPy tuned',
  shared: 'NumPy tuned, price of the country drawn once',
  analyst: 'NumPy analyst',
  vector: 'C by hand, 128 bit (gcc -O3 -msse4.1, no FMA)',
  wide: 'C by hand, AVX-512 (gcc -O3 -march=native, FMA)',
  plain: 'C straightforward (gcc -O3 -march=native, libm, qsort)',
  mathjs: 'mathjs evaluate',
} as const;

const SOURCES = path.join(import.meta.dirname, 'peers');
const source = (name: string): string => path.join(SOURCES, name);

/**
 * @param folder for what is built
 * @param skipped is told of each peer that cannot run here, and why
 */
export function availablePeers(folder: string, skipped: (line: string) => void): Map<Name, PeerKind> {
  const peers = new Map<Name, PeerKind>();
  const add = (key: Name, kind: Omit<PeerKind, 'name'>, missing: string | undefined): void => {
    if (missing) skipped(`${NAMES[key]}: skipped, ${missing}`);
    else peers.set(key, { name: NAMES[key], ...kind });
  };
  const numpy = works(['python3', '-c', 'import numpy']) ? undefined : 'no python3 with numpy';
  const python = (file: string, ...args: string[]) => ['python3', source(file), ...args];
  add('tuned', { sites: 480, command: python('numpy_tuned.py') }, numpy);
  add('shared', { sites: 480, sharedDraws: true, command: python('numpy_tuned.py', '--shared-price') }, numpy);
  add('analyst', { sites: 160, command: python('numpy_analyst.py') }, numpy);
  const gcc = works(['gcc', '--version']) ? undefined : 'no gcc';
  const build = (file: string, out: string, flags: readonly string[]): string[] => {
    const built = path.join(folder, out);
    if (!gcc) run(['gcc', '-O3', ...flags, '-o', built, source(file), '-lm']);
    return [built];
  };
  const vector = build('c_vector.c', 'vector', ['-msse4.1', '-ffp-contract=off', '-DWIDTH=2']);
  add('vector', { sites: 2000, sameDraws: true, command: vector }, gcc);
  const wide = gcc ?? (hasAvx512() ? undefined : 'no AVX-512');
  const built = wide ? [] : build('c_vector.c', 'wide', ['-march=native', '-DWIDTH=8']);
  add('wide', { sites: 2000, sameDraws: true, command: built }, wide);
  add('plain', { sites: 320, command: build('c_plain.c', 'plain', ['-march=native']) }, gcc);
  add('mathjs', { sites: 4, command: [process.execPath, '--import', 'tsx', source('mathjs.ts')] }, undefined);
  return peers;
}

function hasAvx512(): boolean {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8').includes('avx512dq');
  } catch {
    return false;
  }
}

function works(command: readonly string[]): boolean {
  const [program = '', ...args] = command;
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

function run(command: readonly string[]): void {
  const [program = '', ...args] = command;
  const { status } = spawnSync(program, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}`);
}
