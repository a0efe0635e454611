import { startsWith } from './bytes.ts';
import { SheetError } from './errors.ts';

export type Utf16 = 'utf-16le' | 'utf-16be';

/**
 * What the first bytes of a file (up to 64 kB) say before any text is decoded.
 * `encoding` is undefined when it is still open (UTF-8 or Shift_JIS); `bom` is the number of bytes to skip.
 * Throws SheetError `xlsx_file` or `binary_file`.
 */
export function sniff(head: Uint8Array): { encoding: 'utf-8' | Utf16 | undefined; bom: number } {
  if (startsWith(head, [0xef, 0xbb, 0xbf])) return { encoding: 'utf-8', bom: 3 };
  if (startsWith(head, [0xff, 0xfe])) return { encoding: 'utf-16le', bom: 2 };
  if (startsWith(head, [0xfe, 0xff])) return { encoding: 'utf-16be', bom: 2 };
  refuseKnownBinary(head);
  const nul = head.indexOf(0);
  if (nul < 0) return { encoding: undefined, bom: 0 };
  const encoding = utf16ByPattern(head);
  if (!encoding) throw new SheetError('binary_file', { kind: 'unknown', offset: nul });
  return { encoding, bom: 0 };
}

function refuseKnownBinary(head: Uint8Array): void {
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) throw new SheetError('xlsx_file', { kind: 'xlsx' });
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) throw new SheetError('xlsx_file', { kind: 'xls' });
  if (startsWith(head, [0x25, 0x50, 0x44, 0x46])) throw new SheetError('binary_file', { kind: 'pdf', offset: 0 });
  if (startsWith(head, [0x1f, 0x8b])) throw new SheetError('binary_file', { kind: 'gzip', offset: 0 });
}

/**
 * UTF-16 without a byte order mark: in the right order every ASCII character is a byte and a NUL. The order that gives
 * far more ASCII wins; separators count most, since in the wrong order they would be characters no sheet has (whereas
 * U+4E00 looks like "N"). An order that gives a control character, U+0000 among them, is out.
 */
function utf16ByPattern(head: Uint8Array): Utf16 | undefined {
  let little = 0;
  let big = 0;
  for (let i = 0; i + 1 < head.length; i += 2) {
    const first = head[i] as number;
    const second = head[i + 1] as number;
    if (second === 0) little += weight(first);
    if (first === 0) big += weight(second);
  }
  const enough = Math.max(1, head.length / 100);
  if (little >= enough && little > 4 * big) return 'utf-16le';
  if (big >= enough && big > 4 * little) return 'utf-16be';
  return undefined;
}

function weight(byte: number): number {
  if (byte === 0x09 || byte === 0x0a || byte === 0x0d || byte === 0x2c || byte === 0x3b) return 100;
  return byte < 0x20 || byte === 0x7f ? Number.NEGATIVE_INFINITY : 1;
}
