/** A function tabulated at even steps and taken on straight lines between: powers and roots are slow in a loop over hours. */
export class Curve {
  private readonly values: Float64Array;
  private readonly perUnit: number;

  /** @param from first argument tabulated @param to last; beyond either it stays as it is there @param steps number of straight lines */
  constructor(
    private readonly from: number,
    to: number,
    private readonly steps: number,
    f: (x: number) => number,
  ) {
    this.perUnit = steps / (to - from);
    // One value more, for a place right at the end.
    this.values = Float64Array.from({ length: steps + 2 }, (_, i) => f(Math.min(to, from + i / this.perUnit)));
  }

  at(x: number): number {
    const place = Math.min(this.steps, Math.max(0, (x - this.from) * this.perUnit));
    const i = place | 0;
    const low = this.values[i] as number;
    return low + ((this.values[i + 1] as number) - low) * (place - i);
  }
}
