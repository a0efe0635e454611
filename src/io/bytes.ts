/** Joins two byte arrays; neither is copied when the other is empty. */
export function concatBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

/** Whether `bytes` begin with `signature`. */
export function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

/**
 * Length of the longest prefix that surely ends between two characters of UTF-8 or Shift_JIS: it ends after the last
 * byte below 0x40, which is a whole character in both (a second byte of Shift_JIS is 0x40 or more). 0 if there is none.
 */
export function wholeCharacters(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] as number) >= 0x40) end--;
  return end;
}
