import { philox4x32 } from './philox.ts';

/**
 * Whose uniforms: a site's own (hash of its id) or those of a quantity that many sites share (hash of grid, country or
 * "all"). The kind keeps a site and a country of the same name apart.
 */
export interface StreamKey {
  readonly kind: 'site' | 'shared';
  /** 64 bits as two unsigned 32-bit words, see `hash64`. */
  readonly hash: readonly [number, number];
}

/**
 * What a block of random bits is for: word 3 of its Philox counter, so that no two uses share bits. Plain draws and all
 * but `key`, `scramble` and `padding` are keyed by the stream, these three by the seed.
 */
export const PURPOSE = { draw: 0, key: 1, scramble: 2, padding: 3, map: 4, shift: 5 } as const;

/** The two words of a seed. @throws RangeError unless it is a safe integer (it may be negative) */
export function seedWords(seed: number): readonly [number, number] {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed must be a safe integer: ${seed}`);
  return [seed >>> 0, Math.floor(seed / 0x100000000) >>> 0];
}

const block = new Uint32Array(4);

/** The 64-bit Philox key of one stream under one seed. */
export function streamWords(seed: readonly [number, number], key: StreamKey): readonly [number, number] {
  philox4x32(key.hash[0], key.hash[1], key.kind === 'site' ? 0 : 1, PURPOSE.key, seed[0], seed[1], block);
  return [block[0] as number, block[1] as number];
}

/**
 * Random words for one purpose, as many as `out` holds, a multiple of four: block by block at counters (0, index, 0,
 * purpose), (1, index, 0, purpose), …
 */
function fillWords(key: readonly [number, number], purpose: number, index: number, out: Uint32Array): void {
  for (let at = 0; at < out.length; at += 4) philox4x32(at >>> 2, index, 0, purpose, key[0], key[1], out, at);
}

/** The first `count` of them. */
export function randomWords(
  key: readonly [number, number],
  purpose: number,
  index: number,
  count: number,
): Uint32Array {
  const words = new Uint32Array(Math.ceil(count / 4) * 4);
  fillWords(key, purpose, index, words);
  return count === words.length ? words : words.subarray(0, count);
}
