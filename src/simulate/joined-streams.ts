/** Correlated quantities of a site for the machine: drawn together, handed over one by one. */
import type { RowCorrelation } from './correlation.ts';
import type { HostStream } from './machine/index.ts';
import type { Sampler } from './points.ts';
import { type Stream, TileDraws } from './tile-draws.ts';

const NONE: ReadonlyMap<number, HostStream> = new Map();

/** @returns by parameter; those that are correlated with nothing are not in it */
export function joinedStreams(
  streams: readonly Stream[],
  correlation: RowCorrelation | undefined,
  sampler: Sampler,
  draws: number,
): ReadonlyMap<number, HostStream> {
  if (!correlation) return NONE;
  const joined = new Map<number, HostStream>();
  const together = correlation.streams.map((i) => streams[i] as Stream);
  const positions = together.map((_, i) => i);
  let tile: TileDraws | undefined;
  let drawn = -1;
  const columns = new Map<number, Float64Array>();
  for (const { param } of together) {
    joined.set(param, {
      param,
      fill: (out, first) => {
        const count = Math.min(out.length, draws - first);
        tile ??= new TileDraws(together, { streams: positions, factor: correlation.factor }, sampler, out.length);
        if (drawn !== first) {
          for (const s of together) if (!columns.has(s.param)) columns.set(s.param, new Float64Array(out.length));
          tile.fill(first, count, (p) => columns.get(p) as Float64Array);
          drawn = first;
        }
        out.set(columns.get(param) as Float64Array);
      },
    });
  }
  return joined;
}
