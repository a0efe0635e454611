import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SheetDecoder } from './encoding.ts';
import { SheetError } from './errors.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, little: boolean) => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), little);
  return bytes;
};
const join = (...parts: (Uint8Array | number[])[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

/** Decodes through a reused buffer, so that a decoder that keeps the caller's bytes is found out. */
function decode(bytes: Uint8Array, size = bytes.length || 1): { text: string; encoding: string } {
  const decoder = new SheetDecoder();
  const buffer = new Uint8Array(size);
  let text = '';
  for (let at = 0; at < bytes.length; at += size) {
    const part = bytes.subarray(at, at + size);
    buffer.set(part);
    text += decoder.push(buffer.subarray(0, part.length));
  }
  text += decoder.end();
  return { text, encoding: decoder.encoding };
}

function refusal(bytes: Uint8Array, size?: number) {
  try {
    decode(bytes, size);
  } catch (error) {
    if (error instanceof SheetError) return { code: error.code, ...error.params };
    throw error;
  }
  return undefined;
}

/** 設備容量 〜－①髙㈱ with a comma after each of the first two words, in CP932. */
const CP932 = Uint8Array.from([
  0x90, 0xdd, 0x94, 0xf5, 0x2c, 0x97, 0x65, 0x97, 0xca, 0x2c, 0x81, 0x60, 0x81, 0x7c, 0x87, 0x40, 0xfb, 0xfc, 0x87,
  0x8a,
]);
const CP932_TEXT = '設備,容量,～－①髙㈱';

describe('finds the encoding', () => {
  const text = 'site_id,名前\r\ns1,工場～𠮷\n';
  test.each([
    ['utf-8', utf8(text)],
    ['utf-8', join([0xef, 0xbb, 0xbf], utf8(text))],
    ['utf-16le', utf16(text, true)],
    ['utf-16be', utf16(text, false)],
    ['utf-16le', join([0xff, 0xfe], utf16(text, true))],
    ['utf-16be', join([0xfe, 0xff], utf16(text, false))],
  ])('%s', (encoding, bytes) => {
    for (const size of [1, 2, 3, 7, 1000]) expect(decode(bytes, size)).toEqual({ text, encoding });
  });

  test('Shift_JIS, whole and cut anywhere', () => {
    for (const size of [1, 2, 3, 1000]) {
      expect(decode(CP932, size)).toEqual({ text: CP932_TEXT, encoding: 'shift_jis' });
    }
  });

  test('the first other byte far behind ASCII', () => {
    const ascii = 'a,1\n'.repeat(50_000);
    expect(decode(join(utf8(ascii), CP932), 4096)).toEqual({ text: ascii + CP932_TEXT, encoding: 'shift_jis' });
    expect(decode(utf8(`${ascii}名`), 4096)).toEqual({ text: `${ascii}名`, encoding: 'utf-8' });
  });

  test('an all-ASCII file is UTF-8, an empty one too', () => {
    expect(decode(utf8('a,b\n1,2'))).toEqual({ text: 'a,b\n1,2', encoding: 'utf-8' });
    expect(decode(new Uint8Array(0))).toEqual({ text: '', encoding: 'utf-8' });
  });

  test('a look-ahead that cuts a character is no fault', () => {
    for (const shift of [0, 1, 2]) {
      const text = `${'é'.repeat(shift % 2)}${'x'.repeat(shift)},${'工場,'.repeat(20_000)}`;
      expect(decode(utf8(text), 5000)).toEqual({ text, encoding: 'utf-8' });
    }
  });

  test('U+4E00 in UTF-16 does not pass for the other order', () => {
    const text = '一,一,一二\n一,一,一\n';
    expect(decode(utf16(text, true))).toEqual({ text, encoding: 'utf-16le' });
    expect(decode(utf16(text, false))).toEqual({ text, encoding: 'utf-16be' });
  });
});

describe('refuses', () => {
  test('workbooks and other binary files', () => {
    expect(refusal(join([0x50, 0x4b, 3, 4], [0, 1]))).toEqual({ code: 'xlsx_file', kind: 'xlsx' });
    expect(refusal(join([0xd0, 0xcf, 0x11, 0xe0], [0, 1]))).toEqual({ code: 'xlsx_file', kind: 'xls' });
    expect(refusal(utf8('%PDF-1.7'))).toEqual({ code: 'binary_file', kind: 'pdf', offset: 0 });
    expect(refusal(join([0x1f, 0x8b, 8]))).toEqual({ code: 'binary_file', kind: 'gzip', offset: 0 });
    expect(refusal(join(utf8('abc'), [0, 0, 1, 2, 0, 0]))).toEqual({ code: 'binary_file', kind: 'unknown', offset: 3 });
  });

  test('bytes of no encoding, with their place', () => {
    expect(refusal(join(utf8('a,b\n'), [0xff, 0xff]))).toEqual({ code: 'undecodable', encoding: 'unknown', offset: 4 });
  });

  test('bytes that contradict what was decided, wherever the chunks end', () => {
    const good = utf8(`名前${',1\n'.repeat(40_000)}`);
    const bytes = join(good, [0x90, 0xdd, 0x2c], utf8('1,2,3\n'));
    for (const size of [1000, 65_536, 1_000_000]) {
      expect(refusal(bytes, size)).toEqual({ code: 'undecodable', encoding: 'utf-8', offset: good.length });
    }
  });

  test('half a UTF-16 unit at the end', () => {
    expect(refusal(join([0xff, 0xfe], utf16('a,b', true), [0x31]))).toMatchObject({ code: 'undecodable', offset: 9 });
  });
});

test('any text survives, in every encoding and however it is cut', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 200 }).map((t) => `id,${t.replaceAll('\0', '')}`);
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 40 }), fc.boolean(), (text, size, little) => {
      expect(decode(utf8(text), size).text).toBe(text);
      expect(decode(join(little ? [0xff, 0xfe] : [0xfe, 0xff], utf16(text, little)), size).text).toBe(text);
    }),
  );
});

test('any bytes give a text or a SheetError, the same for every cut', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 50 }), (bytes, size) => {
      const result = (size?: number) => refusal(bytes, size) ?? decode(bytes, size);
      expect(result(size)).toEqual(result());
    }),
    { numRuns: 500 },
  );
});
