import { philox4x32 } from './philox.ts';
import { PURPOSE } from './stream-key.ts';

const UNIT = 1 / 0x100000000;

/**
 * Plain independent draws of one key: draw k of a dimension is word k & 3 of the Philox block at counter
 * (k >> 2, dimension, 0, 0).
 */
export class RandomStream {
  readonly words: readonly [number, number];
  private readonly block = new Uint32Array(4);

  /** @param words 64-bit key of the stream */
  constructor(words: readonly [number, number]) {
    this.words = words;
  }

  /** Draws first … first + count − 1 as (x + 0.5) / 2^32. */
  fill(out: Float64Array, dimension: number, first: number, count: number): void {
    const { block } = this;
    const [k0, k1] = this.words;
    const end = first + count;
    for (let k = first, at = 0; k < end; ) {
      philox4x32(k >>> 2, dimension, 0, PURPOSE.draw, k0, k1, block);
      const stop = Math.min(end, (k | 3) + 1);
      for (; k < stop; k++) out[at++] = (block[k & 3] as number) * UNIT + UNIT / 2;
    }
  }
}
