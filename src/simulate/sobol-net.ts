import { apply, multiply, unitTriangular } from './gf2.ts';
import { SOBOL_DIMENSIONS, sobolDirections } from './sobol.ts';
import { PURPOSE, randomWords, type StreamKey, streamWords } from './stream-key.ts';

/** One dimension of one stream: everything a kernel needs to make its points. */
export interface SobolColumn {
  /** One word a bit of the draw number: the point is the xor of those at its set bits, and of the shift. */
  readonly directions: Int32Array;
  readonly shift: number;
  /** Points of draws 0 to 63, the shift included: that of draw k is low[k & 63] xor the directions at the bits of k above 5. */
  readonly low: Int32Array;
}

/**
 * The scrambled Sobol' net of one seed. Every dimension has its own random linear scramble (Matoušek's: a unit triangular
 * matrix over the digits); with the digital shift of each stream, errors have the variance of Owen's nested scrambling
 * (A. B. Owen, "Variance with alternative scramblings of digital nets", ACM TOMACS 13 (2003)), and all stays linear
 * over GF(2), so that a stream's index map folds into the direction numbers.
 *
 * Dimensions beyond the table of direction numbers repeat it in blocks, each block under a random index map of its own:
 * a net within every block, independent between blocks.
 */
export class SobolNet {
  private readonly seed: readonly [number, number];
  private readonly bits: number;
  private readonly scrambled: Int32Array[] = [];

  /** @param bits of a draw number: 2^bits draws */
  constructor(seed: readonly [number, number], bits: number) {
    this.seed = seed;
    this.bits = bits;
  }

  stream(key: StreamKey): SobolStream {
    return new SobolStream(this, streamWords(this.seed, key), this.bits);
  }

  /** Scrambled direction numbers of a dimension, in natural order; `bits` words. */
  directions(dimension: number): Int32Array {
    const known = this.scrambled[dimension];
    if (known) return known;
    const { seed, bits } = this;
    const block = Math.floor(dimension / SOBOL_DIMENSIONS);
    let net = sobolDirections(dimension % SOBOL_DIMENSIONS).subarray(0, bits);
    if (block > 0) net = multiply(net, unitTriangular(randomWords(seed, PURPOSE.padding, block, bits)));
    const scramble = unitTriangular(randomWords(seed, PURPOSE.scramble, dimension, 32));
    const directions = multiply(scramble, net);
    this.scrambled[dimension] = directions;
    return directions;
  }
}

/**
 * The points of one key. Its index map, a random unit triangular matrix on the bits of the draw number, makes it
 * independent of all other streams while every aligned block of 2^m draws stays a net; the shift makes every point
 * uniform.
 */
export class SobolStream {
  private readonly net: SobolNet;
  private readonly words: readonly [number, number];
  private readonly map: Int32Array;
  private readonly columns: SobolColumn[] = [];

  constructor(net: SobolNet, words: readonly [number, number], bits: number) {
    this.net = net;
    this.words = words;
    this.map = unitTriangular(randomWords(words, PURPOSE.map, 0, bits));
  }

  column(dimension: number): SobolColumn {
    const known = this.columns[dimension];
    if (known) return known;
    const directions = multiply(this.net.directions(dimension), this.map);
    // Four dimensions take the words of one block.
    const shift = randomWords(this.words, PURPOSE.shift, dimension >>> 2, 4)[dimension & 3] as number;
    const low = new Int32Array(64);
    low[0] = shift;
    for (let k = 1; k < 64; k++) {
      const bit = 31 - Math.clz32(k);
      low[k] = (low[k ^ (1 << bit)] as number) ^ (directions[bit] ?? 0);
    }
    const column = { directions, shift, low };
    this.columns[dimension] = column;
    return column;
  }

  /** Points of draws first … first + count − 1 as (x + 0.5) / 2^32. */
  fill(out: Float64Array, dimension: number, first: number, count: number): void {
    const { directions, low } = this.column(dimension);
    const upper = directions.subarray(6);
    const end = first + count;
    for (let k = first, at = 0; k < end; ) {
      const base = apply(upper, k >>> 6);
      const stop = Math.min(64, (k & 63) + end - k);
      for (let b = k & 63; b < stop; b++) out[at++] = (((low[b] as number) ^ base) >>> 0) * UNIT + UNIT / 2;
      k = (k & ~63) + stop;
    }
  }
}

const UNIT = 1 / 0x100000000;
