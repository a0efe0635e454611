import { applyDigits, byDigit, multiply, unitTriangular } from './gf2.ts';
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

  /**
   * Scrambled direction numbers of a dimension, four at a time: the xor of those at the bits of the k-th digit to base 16
   * of an index stands at 16 k + that digit.
   */
  digits(dimension: number): Int32Array {
    const known = this.scrambled[dimension];
    if (known) return known;
    const digits = byDigit(this.directions(dimension));
    this.scrambled[dimension] = digits;
    return digits;
  }

  private directions(dimension: number): Int32Array {
    const { seed, bits } = this;
    const block = Math.floor(dimension / SOBOL_DIMENSIONS);
    let net = sobolDirections(dimension % SOBOL_DIMENSIONS).subarray(0, bits);
    if (block > 0) net = multiply(net, unitTriangular(randomWords(seed, PURPOSE.padding, block, bits)));
    const scramble = unitTriangular(randomWords(seed, PURPOSE.scramble, dimension, 32));
    return multiply(scramble, net);
  }
}

/** Points of draws 0 … 63, then the direction numbers of bits 6 … 31 of a draw's number. */
const LOW = 64;
const LOW_BITS = 6;
export const SOBOL_COLUMN = LOW + 32 - LOW_BITS;
const UNIT = 1 / 0x100000000;
const NONE = new Uint32Array(0);

/**
 * The points of one key. Its index map, a random unit triangular matrix on the bits of the draw number, makes it
 * independent of all other streams while every aligned block of 2^m draws stays a net; the shift makes every point
 * uniform.
 */
export class SobolStream {
  private readonly net: SobolNet;
  private readonly words: readonly [number, number];
  private readonly map: Int32Array;
  /** Shifts of four dimensions, those of one block of random words. */
  private shifts: Uint32Array = NONE;
  private shiftsOf = -1;
  /** Columns by dimension, as far as `fill` needs them. */
  private readonly known: Int32Array[] = [];

  constructor(net: SobolNet, words: readonly [number, number], bits: number) {
    this.net = net;
    this.words = words;
    this.map = unitTriangular(randomWords(words, PURPOSE.map, 0, bits));
  }

  /**
   * Writes what makes the points of a dimension to c = out[at …], SOBOL_COLUMN words: c[k], k = 0 … 63, are those of the
   * first draws as 32-bit words; the point of draw k is c[k & 63] xor the c[58 + j] of the set bits j ≥ 6 of k. Words of
   * draws and bits that the stream does not have are left alone.
   */
  column(dimension: number, out: Int32Array, at: number): void {
    const { map } = this;
    const digits = this.net.digits(dimension);
    out[at] = this.shift(dimension);
    for (let bit = 0; bit < map.length; bit++) {
      const direction = applyDigits(digits, map[bit] as number);
      const size = 1 << bit;
      if (bit >= LOW_BITS) out[at + LOW + bit - LOW_BITS] = direction;
      else for (let k = at; k < at + size; k++) out[k + size] = (out[k] as number) ^ direction;
    }
  }

  /** Points of draws first … first + count − 1 as (x + ½) / 2^32. */
  fill(out: Float64Array, dimension: number, first: number, count: number): void {
    const column = this.open(dimension);
    const end = first + count;
    for (let k = first, i = 0; k < end; ) {
      let base = 0;
      for (let rest = k >>> LOW_BITS, c = LOW; rest !== 0; rest >>>= 1, c++) {
        base ^= -(rest & 1) & (column[c] as number);
      }
      const from = k & (LOW - 1);
      const n = Math.min(LOW - from, end - k);
      for (let b = 0; b < n; b++) out[i + b] = (((column[from + b] as number) ^ base) >>> 0) * UNIT + UNIT / 2;
      i += n;
      k += n;
    }
  }

  private open(dimension: number): Int32Array {
    const known = this.known[dimension];
    if (known) return known;
    const column = new Int32Array(SOBOL_COLUMN);
    this.column(dimension, column, 0);
    this.known[dimension] = column;
    return column;
  }

  private shift(dimension: number): number {
    const block = dimension >>> 2;
    if (this.shiftsOf !== block) {
      this.shifts = randomWords(this.words, PURPOSE.shift, block, 4);
      this.shiftsOf = block;
    }
    return this.shifts[dimension & 3] as number;
  }
}
