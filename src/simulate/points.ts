import { drawsError, type Sampling } from './draws.ts';
import { RandomStream } from './random-stream.ts';
import { SobolNet } from './sobol-net.ts';
import { type StreamKey, seedWords, streamWords } from './stream-key.ts';

export { allowedDraws, type Sampling } from './draws.ts';
export type { StreamKey } from './stream-key.ts';

export interface SamplerOptions {
  readonly sampling: Sampling;
  /** Any safe integer. Seeds share nothing, neighbours included. */
  readonly seed: number;
  /** Number of draws; a power of two under `sobol`. */
  readonly draws: number;
}

/** Uniforms of one key. */
export interface UniformStream {
  /** See {@link Sampler.fill}. */
  fill(out: Float64Array, dimension: number, first: number, count: number): void;
  /** The Philox key: with it code can make the same uniforms. */
  readonly words: readonly [number, number];
  /** Of a net: its directions in a dimension, always the same array. */
  directions?(dimension: number): Int32Array;
}

/**
 * Source of uniforms in (0, 1). A uniform is a function of (sampling, seed, key, dimension, draw number) alone: not of the
 * number of draws, nor of the order or the pieces in which it is asked for.
 */
export interface Sampler {
  /**
   * Writes the uniforms of draws first … first + count − 1 to out[0 … count − 1].
   *
   * @param dimension number of the quantity, from 0; any number, though the first 128 of a key are the best spread
   * @throws RangeError when a draw lies beyond the sampler's draws
   */
  fill(out: Float64Array, key: StreamKey, dimension: number, first: number, count: number): void;
  /** The uniforms of one key, for a loop over dimensions and tiles. */
  stream(key: StreamKey): UniformStream;
}

/** @throws RangeError on a seed or number of draws that is not allowed (see `drawsError`) */
export function createSampler({ sampling, seed, draws }: SamplerOptions): Sampler {
  const wrong = drawsError(sampling, draws);
  if (wrong) throw new RangeError(`${wrong.code}: ${draws}`);
  const words = seedWords(seed);
  const recent = new RecentStreams(
    sampling === 'sobol'
      ? sobolStreams(words, 31 - Math.clz32(draws))
      : (key) => new RandomStream(streamWords(words, key)),
  );
  return {
    fill: (out, key, dimension, first, count) => {
      if (first < 0 || first + count > draws) throw new RangeError(`draw ${first + count - 1} of ${draws}`);
      recent.get(key).fill(out, dimension, first, count);
    },
    stream: (key) => recent.get(key),
  };
}

function sobolStreams(seed: readonly [number, number], bits: number): (key: StreamKey) => UniformStream {
  const net = new SobolNet(seed, bits);
  return (key) => net.stream(key);
}

/** Keeps the streams asked for last: a site's own and those it shares are asked for in turn, tile by tile. */
class RecentStreams {
  private static readonly SIZE = 8;
  private readonly open: (key: StreamKey) => UniformStream;
  private readonly streams: { key: StreamKey; stream: UniformStream }[] = [];
  private next = 0;

  constructor(open: (key: StreamKey) => UniformStream) {
    this.open = open;
  }

  get(key: StreamKey): UniformStream {
    for (const known of this.streams) if (same(known.key, key)) return known.stream;
    const stream = this.open(key);
    // A copy: the caller may reuse its key.
    this.streams[this.next] = { key: { kind: key.kind, hash: [key.hash[0], key.hash[1]] }, stream };
    this.next = (this.next + 1) % RecentStreams.SIZE;
    return stream;
  }
}

function same(a: StreamKey, b: StreamKey): boolean {
  return a.hash[0] === b.hash[0] && a.hash[1] === b.hash[1] && a.kind === b.kind;
}
