/** Which sizes are tried: every combination of the ranges, those that do not fit an area left out. */

export interface Size {
  capacityKw: number;
  batteryKwh: number;
  dcAcRatio: number;
}

export interface SizeRanges {
  capacityKw: readonly number[];
  batteryKwh: readonly number[];
  dcAcRatio: readonly number[];
}

/** `from`, `from + step`, … up to `to`, which is the last when a step meets it. */
export function steps(from: number, to: number, step: number): number[] {
  const n = Math.floor((to - from) / step + 1e-9);
  return Array.from({ length: n + 1 }, (_, i) => Number((from + i * step).toPrecision(12)));
}

/** In order of ratio, battery, capacity. */
export function sizesOf(ranges: SizeRanges, mostKw: number): Size[] {
  const fitting = ranges.capacityKw.filter((kw) => kw <= mostKw * (1 + 1e-9));
  return ranges.dcAcRatio.flatMap((dcAcRatio) =>
    ranges.batteryKwh.flatMap((batteryKwh) => fitting.map((capacityKw) => ({ capacityKw, batteryKwh, dcAcRatio }))),
  );
}
