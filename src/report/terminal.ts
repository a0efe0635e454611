/** Text of others on its way to a terminal. */

/** Control characters (but line ends and tabs) and marks that turn the reading direction. */
const HARMFUL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Nothing that a terminal would obey: each such character becomes U+FFFD. */
export const harmless = (text: string): string => text.replace(HARMFUL, '\ufffd');

/** On one line. */
export const oneLine = (text: string): string => text.replace(/[\s\u0085]+/g, ' ');
