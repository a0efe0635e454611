import type { Out } from '../report/out.ts';

/** Text that is kept in pieces: one string of a long sheet might be too long. */
export class Pieces implements Out {
  readonly pieces: string[] = [];

  write(text: string): void {
    this.pieces.push(text);
  }
}
