/** Totals of the sheet and of its groups as the rows come by; a group is handed on as soon as its last row is through. */
import type { DroppedRow, SiteRow } from '../assessment/row.ts';
import type { SiteResult } from './assess.ts';
import { type GroupTable, groupId, LEVELS, type Level } from './groups.ts';
import { Totals } from './totals.ts';

export type GroupDone = (level: Level, id: string, totals: Totals) => void;

interface Open {
  totals: Totals;
  /** Rows still to come, dropped ones included. */
  left: number;
}

export class Gathered {
  readonly total = new Totals('those_with');
  private readonly open: Record<Level, Map<string, Open>> = { project: new Map(), proposal: new Map() };
  private readonly table: GroupTable;
  private readonly done: GroupDone;

  /** @param table group sums of the whole sheet, which also say how many rows each group has */
  constructor(table: GroupTable, done: GroupDone) {
    this.table = table;
    this.done = done;
  }

  /** A chunk of rows in the order of the sheet, and the results of the good ones. */
  rows(rows: readonly (SiteRow | DroppedRow)[], results: readonly SiteResult[]): void {
    let next = 0;
    for (const row of rows) {
      const result = 'dropped' in row ? undefined : results[next++];
      for (const level of LEVELS) this.row(level, row, result);
      if (result) this.total.add(result);
    }
  }

  private row(level: Level, row: SiteRow | DroppedRow, result: SiteResult | undefined): void {
    const id = groupId(row, level);
    if (!id) return;
    const groups = this.open[level];
    let g = groups.get(id);
    if (!g) {
      g = { totals: new Totals('all', level), left: this.table.size(level, id) };
      groups.set(id, g);
    }
    if (result) g.totals.add(result);
    else g.totals.drop();
    if (--g.left > 0) return;
    groups.delete(id);
    this.done(level, id, g.totals);
  }
}
