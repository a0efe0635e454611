/** A track that is one column, or the sum of several: phases, peak and off-peak. A blank in one of them is a blank. */
import type { Finding } from '../../assessment/findings.ts';
import { TrackReader } from './numbers.ts';
import type { RawTrack, Row } from './types.ts';

export interface ReadColumn {
  column: number;
  header: string;
  /** To the unit of the track. */
  scale: number;
}

export class SumReader implements RawTrack {
  readonly values: number[] = [];
  readonly header: string;
  private readonly parts: readonly { column: number; reader: TrackReader }[];

  /** @param columns one at least */
  constructor(columns: readonly ReadColumn[]) {
    this.header = columns.map((c) => c.header).join(' + ');
    this.parts = columns.map((c) => ({ column: c.column, reader: new TrackReader(c.header, { scale: c.scale }) }));
  }

  add(row: Row): void {
    let sum = 0;
    for (const { column, reader } of this.parts) {
      reader.add(row.cells[column], row.line);
      sum += reader.values.at(-1) as number;
    }
    this.values.push(sum);
  }

  findings(): Finding[] {
    return this.parts.flatMap((p) => p.reader.findings());
  }
}
