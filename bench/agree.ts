/**
 * Whether a peer computes what our engine computes: without spread to 1e-9, with our draws draw by draw to 1e-9, with draws
 * of its own within sampling error. Ratios of programs that disagree mean nothing.
 */
import type { SiteRow } from '../src/assessment/row.ts';
import { drawsOf, newRun, optionsOf, ours } from './ours.ts';
import { Peer } from './peer.ts';
import type { PeerFiles } from './peer-files.ts';
import type { PeerKind } from './peers.ts';
import { OUTPUTS, STATISTICS } from './sites.ts';

const NEAR = 1e-9;
/** Sites compared draw by draw. */
const BY_DRAW = 8;
/** More than the sampling error of any statistic of 1,024 draws, in sd of the output; of many sites it is their mean that counts. */
const SAMPLING_ERROR = 0.1;

export interface Expected {
  draws: number;
  rows: readonly SiteRow[];
  certain: readonly SiteRow[];
  files: PeerFiles;
  certainFiles: PeerFiles;
}

/** @throws Error where they disagree */
export async function agree(kind: PeerKind, peer: Peer, expected: Expected): Promise<void> {
  const certain = new Peer(kind.command, expected.certainFiles, expected.draws);
  await byDraw(kind.name, certain, expected.certain, expected.draws);
  certain.end();
  await peer.run(kind.sites, 'full');
  if (kind.sameDraws) await byDraw(kind.name, peer, expected.rows.slice(0, BY_DRAW), expected.draws);
  compareStatistics(kind, await peer.stats(), expected);
}

async function byDraw(name: string, peer: Peer, rows: readonly SiteRow[], draws: number): Promise<void> {
  for (const [i, row] of rows.entries()) {
    const theirs = await peer.values(i);
    for (const [o, { values = new Float64Array(0) }] of drawsOf(row, draws).entries()) {
      const scale = values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
      for (const [k, v] of values.entries()) {
        const other = theirs[o * draws + k] as number;
        if (!(Math.abs(other - v) <= NEAR * scale)) fail(name, `${OUTPUTS[o]} ${other}, not ${v}`);
      }
    }
  }
}

function compareStatistics(kind: PeerKind, theirs: Float64Array, { rows, draws }: Expected): void {
  const n = OUTPUTS.length * STATISTICS.length;
  const off = new Float64Array(n);
  const some = rows.slice(0, Math.min(kind.sites, 480));
  let site = 0;
  ours(newRun(optionsOf(draws)), some, (outputs) => {
    for (const [o, { summary }] of outputs.entries()) {
      const { mean, sd } = summary as { mean: number; sd: number };
      // A subsidy that hardly varies is compared with itself.
      const scale = kind.sameDraws ? Math.abs(mean) : Math.max(sd, 0.01 * Math.abs(mean));
      for (const [s, name] of STATISTICS.entries()) {
        const at = o * STATISTICS.length + s;
        off[at]! += (theirs[site * n + at]! - (summary?.[name] as number)) / scale / some.length;
      }
    }
    site++;
  });
  const limit = kind.sameDraws ? NEAR : (5 * SAMPLING_ERROR) / Math.sqrt(kind.sharedDraws ? 1 : some.length);
  for (const [at, x] of off.entries()) {
    const what = `${OUTPUTS[Math.floor(at / STATISTICS.length)]} ${STATISTICS[at % STATISTICS.length]}`;
    if (!(Math.abs(x) <= limit)) fail(kind.name, `${what} is off by ${x}, allowed ${limit}`);
  }
}

function fail(name: string, what: string): never {
  throw new Error(`${name} disagrees with our engine: ${what}`);
}
