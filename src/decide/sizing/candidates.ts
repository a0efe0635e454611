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

/** Equal parts of an interval, both ends included. */
export function between(from: number, to: number, parts: number): number[] {
  return from === to
    ? [from]
    : Array.from({ length: parts + 1 }, (_, i) =>
        // The ends stay as they are: a limit must not be missed by its rounding.
        i === 0 ? from : i === parts ? to : Number((from + ((to - from) * i) / parts).toPrecision(6)),
      );
}

/** Numbers around one of a rising list, between its neighbours, in equal parts; those of the list left out. */
export function closer(list: readonly number[], at: number, parts: number): number[] {
  const i = list.indexOf(at);
  const [low, high] = [list[i - 1] ?? at, list[i + 1] ?? at];
  const finer = [...between(low, at, parts), ...between(at, high, parts)];
  return [...new Set(finer)].filter((x) => !list.includes(x));
}

/** In order of ratio, battery, capacity. */
export function sizesOf(ranges: SizeRanges, mostKw: number): Size[] {
  const fitting = ranges.capacityKw.filter((kw) => kw <= mostKw * (1 + 1e-9));
  return ranges.dcAcRatio.flatMap((dcAcRatio) =>
    ranges.batteryKwh.flatMap((batteryKwh) => fitting.map((capacityKw) => ({ capacityKw, batteryKwh, dcAcRatio }))),
  );
}
