/** The characters that may separate cells; the earlier one wins when two occur equally often. */
const DELIMITERS = [',', '\t', ';'];

/**
 * Finds the delimiter of a sheet from its header, the first record that is not blank: whichever of comma, tab and
 * semicolon occurs most often outside quotes and square brackets; comma when there is none.
 * Undefined as long as `text`, the beginning of the sheet, does not hold the whole header and its line feed.
 */
export function findDelimiter(text: string): string | undefined {
  const counts = DELIMITERS.map(() => 0);
  let quoted = false;
  let brackets = 0;
  let cellStart = true;
  let blank = true;
  for (const c of text) {
    const which = DELIMITERS.indexOf(c);
    if (c === '"' && (quoted || cellStart)) quoted = !quoted;
    else if (quoted) continue;
    else if (c === '\n' && !blank) return DELIMITERS[counts.indexOf(Math.max(...counts))];
    else if (c === '[') brackets++;
    else if (c === ']') brackets = Math.max(0, brackets - 1);
    else if (which >= 0 && brackets === 0) counts[which] = (counts[which] ?? 0) + 1;
    cellStart = which >= 0 || c === '\n' || c === '"';
    if (c.trim() !== '') blank = false;
  }
  return undefined;
}
