/** A number that is to be reached, so printed that what is read reaches it: rounded away from the number as it is. */
import type { Texts } from '../i18n/index.ts';

/** How far beyond the number itself rounding may go, as a share of the way there. */
const BEYOND = 0.01;
const MOST_DIGITS = 12;

/**
 * Both numbers with the same decimals, as many as it takes to tell them apart and not to ask for much more than is needed.
 * @returns the number as it is, and the one needed
 */
export function neededText(now: number, needed: number, texts: Texts): readonly [string, string] {
  const least = Math.max(Math.abs(now), Math.abs(needed)) < 999.95 ? 1 : 0;
  let digits = least;
  while (digits < MOST_DIGITS && !good(now, needed, digits)) digits++;
  return [texts.number(now, digits), texts.number(awayFrom(now, needed, digits), digits)];
}

function good(now: number, needed: number, digits: number): boolean {
  const shown = awayFrom(now, needed, digits);
  return rounded(now, digits) !== shown && Math.abs(shown - needed) <= BEYOND * Math.abs(needed - now);
}

const rounded = (x: number, digits: number): number => Number(x.toFixed(digits));

/** The next number with so many decimals on the far side. */
function awayFrom(now: number, needed: number, digits: number): number {
  const near = rounded(needed, digits);
  const step = Number(`1e-${digits}`);
  if (needed > now) return near >= needed ? near : rounded(near + step, digits);
  return near <= needed ? near : rounded(near - step, digits);
}

/** Digits that count below 1,000; from there on whole numbers. */
const DIGITS = 4;

/**
 * One number at which something is just met.
 * @param side whether smaller numbers (`up_to`) or greater ones (`from`) meet it too
 */
export function safeText(x: number, side: 'up_to' | 'from', texts: Texts): string {
  const size = Math.abs(x);
  const digits = size >= 999.95 || size === 0 ? 0 : Math.max(0, DIGITS - 1 - Math.floor(Math.log10(size)));
  const unsafe = side === 'up_to' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return texts.number(awayFrom(unsafe, x, digits), digits);
}

/** A change in per cent, rounded away from none, so that what is read gains what is said. */
export const changeText = (factor: number, texts: Texts): string =>
  signed(awayFrom(0, settled(100 * (factor - 1)), 1), texts);

/** A change that was tried: rounded towards none. */
export function triedText(factor: number, texts: Texts): string {
  const change = settled(100 * (factor - 1));
  return signed((Math.sign(change) * Math.floor(Math.abs(change) * 10 + 1e-6)) / 10, texts);
}

/** Without the last digits of a factor. */
const settled = (percent: number): number => Number(percent.toFixed(7));

function signed(percent: number, texts: Texts): string {
  const sign = percent > 0 ? '+' : percent < 0 ? '−' : '';
  return `${sign}${texts.number(Math.abs(percent), 1)} %`;
}
