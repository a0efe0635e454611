/** Names in a sentence. */

/** Names that differ in one number alone, such as shares at several levels, stand together: `own_use_at_40…200_pct`. */
export function namesText(names: Iterable<string>): string {
  const families = new Map<string, string[]>();
  for (const name of names) {
    const key = name.replace(LEVEL, '_at_#');
    families.set(key, [...(families.get(key) ?? []), name]);
  }
  return [...families.values()].map(familyText).join(', ');
}
const LEVEL = /_at_(\d+)/;

function familyText(names: readonly string[]): string {
  const levels = names.map((name) => Number(LEVEL.exec(name)?.[1])).sort((a, b) => a - b);
  return names.length < 2 ? names.join('') : (names[0] as string).replace(LEVEL, `_at_${levels[0]}…${levels.at(-1)}`);
}
