/** The text of a cell as middle and spread, and back; other spellings are left to the text itself. */

export interface MiddleAndSpread {
  middle: number;
  /** Half-width of the 90 % interval in per cent of the middle; 0 = none. */
  percent: number;
}

const FORM = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(?:\s*(?:±|\+\/-)\s*(\d+\.?\d*)\s*%)?$/i;

/** Nothing when the text is another spelling of a spread, or no number. */
export function readText(text: string): MiddleAndSpread | undefined {
  const m = FORM.exec(
    text
      .normalize('NFKC')
      .replaceAll(/(?<=\d),(?=\d{3})/g, '')
      .trim(),
  );
  return m ? { middle: Number(m[1]), percent: Number(m[2] ?? 0) } : undefined;
}

export function writeText({ middle, percent }: MiddleAndSpread): string {
  const number = String(Number(middle.toPrecision(12)));
  return percent > 0 ? `${number} ± ${Number(percent.toPrecision(6))}%` : number;
}
