import { SheetError } from './errors.ts';

/** The encodings a sheet may have. Shift_JIS here is Windows-31J (CP932), as the web's decoder defines it. */
export type SheetEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'shift_jis';

const decoders = new Map<SheetEncoding, TextDecoder>();

/** The text of `bytes`, which must end between two characters; undefined if they are not all of that encoding. */
export function decodeStrict(encoding: SheetEncoding, bytes: Uint8Array): string | undefined {
  let decoder = decoders.get(encoding);
  if (!decoder) {
    decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
    decoders.set(encoding, decoder);
  }
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Whether `bytes` can be the beginning of a text of that encoding; a character cut at the end is no fault. */
export function mayBegin(encoding: SheetEncoding, bytes: Uint8Array): boolean {
  try {
    new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** 0-based position of the byte at which `bytes` stop being that encoding; their length if only the end is cut. */
export function firstFault(encoding: SheetEncoding, bytes: Uint8Array): number {
  if (mayBegin(encoding, bytes)) return bytes.length;
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (mayBegin(encoding, bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

/** As decodeStrict, but throws SheetError `undecodable`; `start` is the place of `bytes` in the file. */
export function decodeOrThrow(encoding: SheetEncoding, bytes: Uint8Array, start: number): string {
  const text = decodeStrict(encoding, bytes);
  if (text !== undefined) return text;
  throw new SheetError('undecodable', { encoding, offset: start + firstFault(encoding, bytes) });
}
