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
/** Sites whose statistics are compared, and the draws of ours that stand for the truth of peers that draw for themselves. */
const COMPARED = 160;
const LONG = 16_384;
const PER_SITE = OUTPUTS.length * STATISTICS.length;

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
  const sites = Math.min(kind.sites, COMPARED);
  const exact = kind.sameDraws === true;
  const off = new Float64Array(PER_SITE);
  for (const [site, summaries] of ourStatistics(rows, exact ? draws : LONG)
    .slice(0, sites)
    .entries()) {
    for (let at = 0; at < PER_SITE; at++) {
      const output = summaries.subarray(at - (at % STATISTICS.length));
      const [mean = 0, sd = 0] = output;
      // A subsidy that hardly varies is measured by its size.
      const scale = exact ? Math.abs(mean) : Math.max(sd, 0.01 * Math.abs(mean));
      off[at]! += (theirs[site * PER_SITE + at]! - summaries[at]!) / scale / sites;
    }
  }
  const limit = exact ? NEAR : (5 * SAMPLING_ERROR) / Math.sqrt(kind.sharedDraws ? 1 : sites);
  for (const [at, x] of off.entries()) {
    const what = `${OUTPUTS[Math.floor(at / STATISTICS.length)]} ${STATISTICS[at % STATISTICS.length]}`;
    if (!(Math.abs(x) <= limit)) fail(kind.name, `${what} is off by ${x}, allowed ${limit}`);
  }
}

const known = new Map<number, Float64Array[]>();

/** Site by site as peers give them, of the sites compared. */
function ourStatistics(rows: readonly SiteRow[], draws: number): Float64Array[] {
  const list = known.get(draws) ?? [];
  if (list.length === 0) {
    ours(newRun(optionsOf(draws)), rows.slice(0, COMPARED), (outputs) => {
      list.push(Float64Array.from(outputs.flatMap(({ summary }) => STATISTICS.map((s) => summary?.[s] ?? Number.NaN))));
    });
    known.set(draws, list);
  }
  return list;
}

function fail(name: string, what: string): never {
  throw new Error(`${name} disagrees with our engine: ${what}`);
}
