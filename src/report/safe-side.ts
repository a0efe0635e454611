/** Numbers at which something is just met, printed so that what is printed meets it too. */
import type { Texts } from '../i18n/index.ts';

/** Digits that count below 1,000; from there on whole numbers. */
const DIGITS = 4;

/** @param side whether smaller numbers (`up_to`) or greater ones (`from`) are the safe ones */
export function safeNumber(x: number, side: 'up_to' | 'from', texts: Texts): string {
  const size = Math.abs(x);
  const decimals = size >= 999.95 || size === 0 ? 0 : Math.max(0, DIGITS - 1 - Math.floor(Math.log10(size)));
  const unit = Number(`1e${decimals}`);
  const safe = side === 'up_to' ? Math.floor(x * unit) / unit : Math.ceil(x * unit) / unit;
  const met = side === 'up_to' ? safe <= x : safe >= x;
  return texts.number(met ? safe : x, decimals);
}
