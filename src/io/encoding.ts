import { concatBytes, wholeCharacters } from './bytes.ts';
import { SheetError } from './errors.ts';
import { sniff } from './sniff.ts';
import { decodeOrThrow, decodeStrict, firstFault, mayBegin, type SheetEncoding } from './strict-decode.ts';

/** Bytes looked at before an encoding is decided: at the start of the file, and from its first non-ASCII byte. */
const LOOK_AHEAD = 65536;

const NOTHING: Uint8Array = new Uint8Array(0);

/**
 * Turns the bytes of a sheet into text, chunk by chunk, and finds the encoding by itself: UTF-8 with or without byte
 * order mark, UTF-16 of either order, Shift_JIS (CP932). The byte order mark is not part of the text.
 *
 * As long as all bytes are ASCII nothing is decided. From the first other byte, the next 64 kB decide: UTF-8 if they
 * are valid UTF-8, else Shift_JIS if they are valid Shift_JIS. The outcome never depends on how the bytes are cut.
 *
 * `push` and `end` throw SheetError `xlsx_file`, `binary_file` or `undecodable`; after that the decoder is of no use.
 */
export class SheetDecoder {
  /** Bytes received and not yet decoded, and the place of the first of them in the file. */
  private held = NOTHING;
  private offset = 0;
  private stage: 'start' | 'ascii' | 'decide' | 'known' = 'start';
  private found: SheetEncoding = 'utf-8';

  /** The encoding found so far; a file that is all ASCII is UTF-8. Final after `end`. */
  get encoding(): SheetEncoding {
    return this.found;
  }

  /** Takes the next bytes of the file; gives the text that is certain by now. `bytes` is not kept. */
  push(bytes: Uint8Array): string {
    this.held = concatBytes(this.held, bytes);
    return this.advance(false);
  }

  /** Ends the file; gives the rest of the text. */
  end(): string {
    return this.advance(true);
  }

  private advance(last: boolean): string {
    if (this.stage === 'start' && !this.start(last)) return this.wait();
    const ascii = this.stage === 'ascii' ? this.ascii() : '';
    if (this.stage === 'decide' && !this.decide(last)) return ascii + this.wait();
    return ascii + (this.stage === 'known' ? this.decode(last) : '');
  }

  /** Nothing can be said yet: keeps an own copy of what is held, as the caller may use its buffer again. */
  private wait(): string {
    this.held = this.held.slice();
    return '';
  }

  private start(last: boolean): boolean {
    if (this.held.length < LOOK_AHEAD && !last) return false;
    const { encoding, bom } = sniff(this.held.subarray(0, LOOK_AHEAD));
    this.take(bom);
    if (encoding) this.found = encoding;
    this.stage = encoding ? 'known' : 'ascii';
    return true;
  }

  /** Decodes the leading ASCII bytes of what is held. */
  private ascii(): string {
    const text = decodeStrict('utf-8', this.held);
    if (text !== undefined && text.length === this.held.length) {
      this.take(this.held.length);
      return text;
    }
    const first = this.held.findIndex((byte) => byte >= 0x80);
    this.stage = 'decide';
    return decodeOrThrow('utf-8', this.take(first), this.offset);
  }

  private decide(last: boolean): boolean {
    if (this.held.length < LOOK_AHEAD && !last) return false;
    const ahead = this.held.subarray(0, LOOK_AHEAD);
    const complete = last && this.held.length <= LOOK_AHEAD;
    const fits = (encoding: SheetEncoding) =>
      complete ? decodeStrict(encoding, ahead) !== undefined : mayBegin(encoding, ahead);
    if (fits('utf-8')) this.found = 'utf-8';
    else if (fits('shift_jis')) this.found = 'shift_jis';
    else {
      const fault = Math.max(firstFault('utf-8', ahead), firstFault('shift_jis', ahead));
      throw new SheetError('undecodable', { encoding: 'unknown', offset: this.offset + fault });
    }
    this.stage = 'known';
    return true;
  }

  private decode(last: boolean): string {
    const length = last ? this.held.length : this.decodable();
    if (this.held.length - length > LOOK_AHEAD) {
      throw new SheetError('undecodable', { encoding: this.found, offset: this.offset + length });
    }
    const start = this.offset;
    const text = decodeOrThrow(this.found, this.take(length), start);
    this.held = this.held.slice();
    return text;
  }

  /** How many of the held bytes end between two characters. */
  private decodable(): number {
    const { held } = this;
    if (this.found === 'utf-8' || this.found === 'shift_jis') return wholeCharacters(held);
    const even = held.length - (held.length % 2);
    const high = held[this.found === 'utf-16le' ? even - 1 : even - 2] ?? 0;
    return high >= 0xd8 && high <= 0xdb ? even - 2 : even;
  }

  private take(length: number): Uint8Array {
    const taken = this.held.subarray(0, length);
    this.held = this.held.subarray(length);
    this.offset += length;
    return taken;
  }
}
