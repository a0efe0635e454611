/** What dimming leaves of the energy. Power is taken to follow the level of light. */

/** Least energy that a schedule may leave: less is no lighting any more. */
const LEAST = 0.1;

const STEP = /^(\d+(?:\.\d+)?)\s*%\s*(?:at|@|を|は)\s*(\d+(?:\.\d+)?)\s*%$/i;

/**
 * `40% at 50%; 10% at 0%`: shares of the operating hours and the level of light in them; the rest is at full level.
 *
 * @returns energy over that without dimming; nothing when the text is not understood, the shares exceed 100 % or less than a tenth is left
 */
export function dimmedEnergy(text: string): number | undefined {
  let saved = 0;
  let hours = 0;
  for (const part of text.normalize('NFKC').split(/[;、]/)) {
    const [, share, level] = STEP.exec(part.trim()) ?? [];
    if (share === undefined || level === undefined || Number(level) > 100) return undefined;
    hours += Number(share) / 100;
    saved += (Number(share) / 100) * (1 - Number(level) / 100);
  }
  return hours <= 1 + 1e-9 && 1 - saved >= LEAST - 1e-9 ? 1 - saved : undefined;
}

/**
 * Constant light output: the driver begins at what will be left at the end of the life, and rises to full power.
 *
 * @param left share of the first flux left at the end of the life @returns mean power over full power, of a flux that falls evenly
 */
export const constantOutputEnergy = (left: number): number => (1 + left) / 2;
