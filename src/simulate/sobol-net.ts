import { multiply, unitTriangular } from './gf2.ts';
import { SOBOL_DIMENSIONS, sobolDirections } from './sobol.ts';
import { PURPOSE, randomWords, type StreamKey, streamWords } from './stream-key.ts';

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

  /** Scrambled direction numbers of a dimension, one for each bit of a draw's number. */
  directions(dimension: number): Int32Array {
    let known = this.scrambled[dimension];
    if (!known) {
      known = this.scramble(dimension);
      this.scrambled[dimension] = known;
    }
    return known;
  }

  private scramble(dimension: number): Int32Array {
    const { seed, bits } = this;
    const block = Math.floor(dimension / SOBOL_DIMENSIONS);
    let net = sobolDirections(dimension % SOBOL_DIMENSIONS).subarray(0, bits);
    if (block > 0) net = multiply(net, unitTriangular(randomWords(seed, PURPOSE.padding, block, bits)));
    const scramble = unitTriangular(randomWords(seed, PURPOSE.scramble, dimension, 32));
    return multiply(scramble, net);
  }
}

/** Words of a column: the shift, and the direction number of each bit of a draw's number. */
const SOBOL_COLUMN = 1 + 32;
/** Draws whose points are made beforehand. */
const LOW_BITS = 6;
const LOW = 1 << LOW_BITS;
const UNIT = 1 / 0x100000000;

/**
 * The points of one key. Its index map, a random unit triangular matrix on the bits of the draw number, makes it
 * independent of all other streams while every aligned block of 2^m draws stays a net; the shift makes every point
 * uniform.
 */
export class SobolStream {
  private readonly net: SobolNet;
  readonly words: readonly [number, number];
  private readonly bits: number;
  private map: Int32Array | undefined;
  /** By dimension, as far as `fill` needs them: the column, and the points of the first draws as words. */
  private readonly known: { column: Int32Array; low: Int32Array }[] = [];

  constructor(net: SobolNet, words: readonly [number, number], bits: number) {
    this.net = net;
    this.words = words;
    this.bits = bits;
  }

  directions(dimension: number): Int32Array {
    return this.net.directions(dimension);
  }

  /** Points of draws first … first + count − 1 as (x + ½) / 2^32. */
  fill(out: Float64Array, dimension: number, first: number, count: number): void {
    const { column, low } = this.open(dimension);
    const end = first + count;
    for (let k = first, i = 0; k < end; ) {
      let base = 0;
      for (let rest = k >>> LOW_BITS, c = 1 + LOW_BITS; rest !== 0; rest >>>= 1, c++) {
        base ^= -(rest & 1) & (column[c] as number);
      }
      const from = k & (LOW - 1);
      const n = Math.min(LOW - from, end - k);
      for (let b = 0; b < n; b++) out[i + b] = (((low[from + b] as number) ^ base) >>> 0) * UNIT + UNIT / 2;
      i += n;
      k += n;
    }
  }

  private open(dimension: number): { column: Int32Array; low: Int32Array } {
    const known = this.known[dimension];
    if (known) return known;
    const column = this.column(dimension);
    const low = new Int32Array(LOW);
    low[0] = column[0] as number;
    for (let bit = 0; bit < LOW_BITS; bit++) {
      const size = 1 << bit;
      for (let k = 0; k < size; k++) low[k + size] = (low[k] as number) ^ (column[1 + bit] as number);
    }
    const made = { column, low };
    this.known[dimension] = made;
    return made;
  }

  /** c: the point of draw k is, as a 32-bit word, c[0] xor the c[1 + j] of the set bits j of k. */
  private column(dimension: number): Int32Array {
    this.map ??= unitTriangular(randomWords(this.words, PURPOSE.map, 0, this.bits));
    const column = new Int32Array(SOBOL_COLUMN);
    column[0] = randomWords(this.words, PURPOSE.shift, dimension >>> 2, 4)[dimension & 3] as number;
    column.set(multiply(this.net.directions(dimension), this.map), 1);
    return column;
  }
}
