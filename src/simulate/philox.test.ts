import { expect, test } from 'vitest';
import { philox4x32 } from './philox.ts';

// Known answers of the Random123 library (kat_vectors, philox4x32, 10 rounds): counter, key, output.
test.each([
  ['00000000 00000000 00000000 00000000', '00000000 00000000', '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
  ['ffffffff ffffffff ffffffff ffffffff', 'ffffffff ffffffff', '408f276d 41c83b0e a20bc7c6 6d5451fd'],
  ['243f6a88 85a308d3 13198a2e 03707344', 'a4093822 299f31d0', 'd16cfe09 94fdcceb 5001e420 24126ea1'],
])('counter %s, key %s', (counter, key, output) => {
  const [c0, c1, c2, c3, k0, k1] = `${counter} ${key}`.split(' ').map((word) => Number.parseInt(word, 16)) as number[];
  const out = new Uint32Array(6);
  philox4x32(c0!, c1!, c2!, c3!, k0!, k1!, out, 1);
  expect([...out.subarray(1, 5)].map((word) => word.toString(16).padStart(8, '0')).join(' ')).toBe(output);
  expect([out[0], out[5]]).toEqual([0, 0]);
});

test('the high halves are exact: as with BigInt, at a million products', () => {
  const rounds = (x: bigint[], k: bigint[]): bigint[] => {
    const mask = 0xffffffffn;
    let [a, b, c, d] = x as [bigint, bigint, bigint, bigint];
    for (let r = 0n; r < 10n; r++) {
      const [p, q] = [a * 0xd2511f53n, c * 0xcd9e8d57n];
      [a, b, c, d] = [
        (q >> 32n) ^ b ^ ((k[0]! + r * 0x9e3779b9n) & mask),
        q & mask,
        (p >> 32n) ^ d ^ ((k[1]! + r * 0xbb67ae85n) & mask),
        p & mask,
      ];
    }
    return [a, b, c, d];
  };
  const out = new Uint32Array(4);
  for (let i = 0; i < 50_000; i++) {
    const next = rounds([...out].map(BigInt), [BigInt(i), 7n]);
    philox4x32(out[0]!, out[1]!, out[2]!, out[3]!, i, 7, out);
    if (out.some((word, j) => BigInt(word) !== next[j])) expect([...out].map(BigInt)).toEqual(next);
  }
});
