/** Findings on their way out: a file when there is one, else the first ones on stderr and a count. Nothing is lost where a file is written. */
import type { Finding } from '../assessment/findings.ts';
import type { DroppedRow, SiteRow } from '../assessment/row.ts';
import { findingLine, findingsHeader } from '../report/findings-csv.ts';
import type { Context } from './context.ts';
import { RepeatedFindings } from './repeated-findings.ts';
import { fileSink, type Sink } from './sink.ts';

/** Opens the file of the findings. */
type Open = (file: string) => Sink;

/** Plain data. */
export interface LogState {
  rows: number;
  dropped: number;
  count: number;
  list: readonly Finding[];
}

const SHOWN = 30;
/** Kept for JSON at most. */
const KEPT = 200_000;

export class FindingsLog {
  rows = 0;
  dropped = 0;
  count = 0;
  /** Kept for JSON: the first ones. */
  list: Finding[] = [];
  private sink: Sink | undefined;
  private readonly context: Context;
  private readonly file: string | undefined;
  private readonly keep: boolean;
  /** What is no error is told at the end, each kind once. */
  private readonly repeated: RepeatedFindings | undefined;
  private readonly open: Open;

  constructor(
    context: Context,
    options: {
      file?: string | undefined;
      keep?: boolean | undefined;
      open?: Open | undefined;
      together?: boolean | undefined;
    },
  ) {
    this.context = context;
    this.file = options.file;
    this.keep = options.keep ?? false;
    this.repeated = options.together ? new RepeatedFindings() : undefined;
    this.open = options.open ?? ((file) => fileSink(file, context));
  }

  get state(): LogState {
    const { rows, dropped, count, list } = this;
    return { rows, dropped, count, list };
  }

  /** What an earlier run has logged: its lines are in the file. */
  restore(state: LogState): void {
    Object.assign(this, state, { list: [...state.list] });
    if (this.file && state.count > 0) this.sink = this.open(this.file);
  }

  /** How many the list does not hold. */
  get leftOut(): number {
    return this.count - this.list.length;
  }

  /** The row's own findings; gives the good rows. */
  rowsIn(rows: readonly (SiteRow | DroppedRow)[]): SiteRow[] {
    const good: SiteRow[] = [];
    for (const r of rows) {
      this.rows++;
      for (const f of r.findings) this.add(f);
      if ('dropped' in r) this.dropped++;
      else good.push(r);
    }
    return good;
  }

  /** @param from file that it speaks of, where there are several */
  add(f: Finding, from?: string): void {
    this.count++;
    if (this.keep && this.list.length < KEPT) this.list.push(f);
    if (this.file) {
      if (!this.sink) {
        this.sink = this.open(this.file);
        this.sink.write(findingsHeader());
      }
      this.sink.write(findingLine(f, this.context.texts));
    }
    if (this.repeated && f.severity !== 'error') this.repeated.add(f);
    else if (this.told <= SHOWN)
      this.say(f.severity, (from === undefined ? '' : `${from}: `) + this.context.texts.finding(f));
  }

  /** One by one. */
  private get told(): number {
    return this.count - (this.repeated?.size ?? 0);
  }

  private say(severity: Finding['severity'], text: string): void {
    this.context.say(severity === 'error' ? 'error' : severity === 'warning' ? 'warn' : 'info', text);
  }

  async close(): Promise<void> {
    if (this.file && !this.sink) {
      this.sink = this.open(this.file);
      this.sink.write(findingsHeader());
    }
    await this.sink?.close();
    const { texts } = this.context;
    for (const [severity, text] of this.repeated?.texts(texts) ?? []) this.say(severity, text);
    if (this.told > SHOWN) this.context.say('warn', texts.cli('moreFindings', { n: this.told - SHOWN }));
    if (this.dropped > 0) this.context.say('error', texts.cli('dropped', { dropped: this.dropped, rows: this.rows }));
  }
}
