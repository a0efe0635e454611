/**
 * 64-bit hash of a text as two independent unsigned 32-bit numbers. The same on every machine; it keys sets of ids and
 * random streams, so it must never change. Not for secrets.
 *
 * Over the UTF-16 code units, two at a time: two lanes in the manner of MurmurHash3 (public domain, A. Appleby), each
 * with its own multipliers and rotations and fed by the other, then the 32-bit finalizer on both.
 */
export function hash64(text: string): [number, number] {
  const n = text.length;
  let a = 0x9747b28c;
  let b = 0x3c6ef372;
  for (let i = 0; i < n; i += 2) {
    const block = text.charCodeAt(i) | (i + 1 < n ? text.charCodeAt(i + 1) << 16 : 0);
    a ^= Math.imul(rotate(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593);
    a = (Math.imul(rotate(a, 13), 5) + b + 0xe6546b64) | 0;
    b ^= Math.imul(rotate(Math.imul(block, 0x239b961b), 17), 0xab0e9789);
    b = (Math.imul(rotate(b, 19), 5) + a + 0x561ccd1b) | 0;
  }
  a = finish(a ^ n);
  b = finish((b ^ n) + a);
  a = (a + b) | 0;
  return [a >>> 0, b >>> 0];
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

function finish(x: number): number {
  let h = x;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
