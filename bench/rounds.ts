/** Several programs in turn, round after round, each round starting with another one. */

export interface Contestant {
  key: string;
  /** Seconds a draw. */
  run: () => Promise<number>;
}

/** Seconds a draw of each contestant, round by round; a first round to warm up is not counted. */
export async function rounds(contestants: readonly Contestant[], count: number): Promise<Map<string, number[]>> {
  const times = new Map(contestants.map((c) => [c.key, [] as number[]]));
  for (let round = -1; round < count; round++) {
    for (let i = 0; i < contestants.length; i++) {
      const c = contestants[(i + round + contestants.length) % contestants.length] as Contestant;
      const seconds = await c.run();
      if (round >= 0) times.get(c.key)?.push(seconds);
    }
  }
  return times;
}

/** Median of the ratios of two contestants in the same rounds: how many times faster `fast` is. */
export function timesFaster(times: ReadonlyMap<string, number[]>, fast: string, slow: string): number | undefined {
  const [a, b] = [times.get(fast), times.get(slow)];
  return a && b && middle(b.map((seconds, i) => seconds / (a[i] as number)));
}

export function middle(values: readonly number[]): number {
  const x = [...values].sort((a, b) => a - b);
  return ((x[(x.length - 1) >> 1] as number) + (x[x.length >> 1] as number)) / 2;
}
