/** The streams of a site: those of its program with the distributions that came with it. */
import type { DrawProgram } from './program.ts';
import { readShape } from './shape-code.ts';
import type { StreamKey } from './stream-key.ts';
import type { Stream } from './tile-draws.ts';

/**
 * @param shapes numbers in which, from `from` on, the distributions are written one after another
 * @param hash 64-bit key of the site's own draws
 */
export function streamsOf(
  program: DrawProgram,
  shapes: Float64Array,
  from: number,
  hash: readonly [number, number],
): readonly Stream[] {
  const own: StreamKey = { kind: 'site', hash };
  let at = from;
  return program.streams.map((s): Stream => {
    const { param, dimension, key = own } = s;
    if (s.shape) return { param, dimension, key, shape: s.shape };
    const { shape, next } = readShape(shapes, at);
    at = next;
    return { param, dimension, key, shape };
  });
}
