/** The streams of a site: those of its program with the distributions that came with it. */
import type { DrawnShape } from './inverse.ts';
import type { DrawProgram } from './program.ts';
import { readShape } from './shape-code.ts';
import type { StreamKey } from './stream-key.ts';
import type { Stream } from './tile-draws.ts';

/**
 * @param shapes of the streams that do not have theirs from the program, in order
 * @param hash 64-bit key of the site's own draws
 */
export function streamsWith(
  program: DrawProgram,
  shapes: readonly DrawnShape[],
  hash: readonly [number, number],
): readonly Stream[] {
  const own: StreamKey = { kind: 'site', hash };
  let next = 0;
  return program.streams.map(({ param, dimension, key = own, shape }) => ({
    param,
    dimension,
    key,
    shape: shape ?? (shapes[next++] as DrawnShape),
  }));
}

/** The same from numbers in which, from `from` on, the distributions are written one after another. */
export function streamsOf(
  program: DrawProgram,
  numbers: Float64Array,
  from: number,
  hash: readonly [number, number],
): readonly Stream[] {
  const shapes: DrawnShape[] = [];
  let at = from;
  for (const s of program.streams) {
    if (s.shape) continue;
    const { shape, next } = readShape(numbers, at);
    shapes.push(shape);
    at = next;
  }
  return streamsWith(program, shapes, hash);
}
