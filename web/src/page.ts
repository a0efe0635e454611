/** What can be done on the page. Each action changes the state and has the page made anew. */

import type { Changes, FileKind } from '../../src/desk/desk.ts';
import type { CellEdit } from '../../src/desk/edits.ts';
import type { DrawnSiteView } from '../../src/desk/views.ts';
import type { Lang } from '../../src/i18n/index.ts';
import catalogUrl from '../generated/catalog.json?url';
import { DeskClient, DeskEnded, DeskFault } from './desk-client.ts';
import { save } from './download.ts';
import { wantFocus } from './focus.ts';
import type { DrawSettingsView } from './protocol.ts';
import type { Sample } from './samples.ts';
import {
  isReadable,
  type Message,
  NEW_TABLE,
  NO_HISTORY,
  type RunState,
  START,
  type State,
  type TableState,
} from './state.ts';

/** A worker that ends sooner than this after its start is not started again by itself. */
const STEADY_MS = 5_000;

export class Page {
  state: State = START;
  private desk: DeskClient;
  private deskStarted = performance.now();
  private readonly shown: () => void;
  /** Counts what is put on the desk: an answer that is older than the latest is not shown. */
  private turn = 0;
  private toTry: CellEdit | undefined;
  private trying = false;

  /** @param shown called after each change */
  constructor(lang: Lang, shown: () => void) {
    this.shown = shown;
    this.state = { ...START, lang };
    this.desk = this.startDesk();
  }

  async start(first: Sample): Promise<void> {
    await this.guarded(async () => {
      const catalog = await this.desk.call('start', { catalog: catalogUrl });
      this.set({ catalog, busy: undefined });
    });
    if (this.state.catalog && !this.state.opened) await this.openSample(first);
  }

  async openSample(sample: Sample): Promise<void> {
    await this.guarded(async () => {
      const bytes = new Uint8Array(await (await fetch(sample.url)).arrayBuffer());
      await this.open(sample.name, bytes);
    });
  }

  async openFile(file: File): Promise<void> {
    let bytes: Uint8Array;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      this.set({ message: { kind: 'cannot_read_file' } });
      return;
    }
    await this.guarded(() => this.open(file.name, bytes));
  }

  private async open(name: string, bytes: Uint8Array): Promise<void> {
    this.set({
      ...{ opened: { name, bytes }, history: NO_HISTORY, busy: 'sheet', message: undefined },
      ...{
        sheet: undefined,
        site: undefined,
        explained: undefined,
        run: undefined,
        table: { ...NEW_TABLE, height: this.state.table.height },
      },
    });
    await this.onDesk(() => this.desk.call('open', { bytes, changes: this.state.history.now }));
  }

  /** Puts other changes in place of those that hold. */
  private async change(now: Changes, history: Partial<State['history']>): Promise<void> {
    this.set({ history: { ...this.state.history, ...history, now }, busy: 'sheet', run: undefined });
    await this.guarded(() => this.onDesk(() => this.desk.call('assess', { changes: now })));
  }

  private async onDesk(ask: () => Promise<NonNullable<State['sheet']>>): Promise<void> {
    const turn = ++this.turn;
    try {
      const sheet = await ask();
      if (turn === this.turn) this.set({ sheet });
    } finally {
      if (turn === this.turn) this.set({ busy: undefined });
    }
    if (turn === this.turn) await this.lookAgain();
  }

  async edit(line: number, header: string, text: string): Promise<void> {
    const { now, past } = this.state.history;
    const edits = [...now.edits.filter((e) => e.line !== line || e.header !== header), { line, header, text }];
    await this.change({ ...now, edits }, { past: [...past, now], future: [] });
  }

  async undo(): Promise<void> {
    const { past, now, future } = this.state.history;
    const before = past.at(-1);
    if (before) await this.change(before, { past: past.slice(0, -1), future: [now, ...future] });
  }

  async redo(): Promise<void> {
    const { past, now, future } = this.state.history;
    const [next, ...later] = future;
    if (next) await this.change(next, { past: [...past, now], future: later });
  }

  setLang(lang: Lang): void {
    this.set({ lang });
  }

  setTable(table: Partial<TableState>): void {
    this.set({ table: { ...this.state.table, ...table } });
  }

  setOver(over: boolean): void {
    if (over !== this.state.over) this.set({ over });
  }

  dismiss(): void {
    this.set({ message: undefined });
  }

  /** Looks into a site, or into none. */
  async select(line: number | undefined): Promise<void> {
    if (line === undefined) {
      this.set({ site: undefined, explained: undefined });
      return;
    }
    wantFocus('looked');
    const output = this.state.site?.output ?? this.state.catalog?.simulated[0] ?? '';
    this.set({
      site: { line, inputs: [], draws: undefined, swings: [], output, input: undefined, tried: undefined, faults: [] },
      explained: undefined,
    });
    await this.lookAgain();
  }

  async setOutput(output: string): Promise<void> {
    const { site } = this.state;
    if (!site) return;
    this.set({ site: { ...site, output, draws: undefined, tried: undefined } });
    await this.lookAgain();
  }

  setInput(input: string): void {
    const { site } = this.state;
    if (site) this.set({ site: { ...site, input, tried: undefined, faults: [] } });
  }

  /** Shows the selected site's draws as they would be with this text in a cell; the newest text wins. */
  async preview(header: string, text: string): Promise<void> {
    const { site } = this.state;
    if (!site) return;
    this.set({ site: { ...site, tried: { header, text } } });
    this.toTry = { line: site.line, header, text };
    if (this.trying) return;
    this.trying = true;
    await this.guarded(async () => {
      while (this.toTry) {
        const edit: CellEdit = this.toTry;
        this.toTry = undefined;
        const tried = await this.desk.call('preview', { edit, shown: site.output, settings: this.state.settings });
        const now = this.state.site;
        if (now?.line !== edit.line || this.state.busy) continue;
        this.set({
          site: 'unreadable' in tried ? { ...now, faults: tried.unreadable } : { ...now, ...tried, faults: [] },
        });
      }
    });
    this.trying = false;
  }

  /** The selected site's numbers after anything has changed. */
  private async lookAgain(): Promise<void> {
    const { site, sheet, settings, explained } = this.state;
    if (!site) return;
    if (!isReadable(sheet) || !sheet.sites.some((s) => s.line === site.line)) {
      this.set({ site: undefined, explained: undefined });
      return;
    }
    const { line } = site;
    await this.guarded(async () => {
      const [inputs, { draws, swings }] = await Promise.all([
        this.desk.call('inputs', { line, defaults: settings.spreads === 'default' }),
        this.desk.call('look', { line, shown: site.output, settings }),
      ]);
      if (this.state.site?.line === line)
        this.set({ site: { ...this.state.site, inputs, draws, swings, tried: undefined, faults: [] } });
      if (explained?.line === line) await this.explain(line, explained.column);
    });
  }

  async explain(line: number, column: string): Promise<void> {
    const defaults = this.state.settings.spreads === 'default';
    await this.guarded(async () => {
      const figure = await this.desk.call('explain', { line, quantity: column, defaults });
      if (!this.state.explained) wantFocus('explained');
      this.set({ explained: { line, column, figure } });
    });
  }

  /** The focus goes back to the table. */
  closeExplained(): void {
    wantFocus('cell');
    this.set({ explained: undefined });
  }

  async setSettings(settings: Partial<DrawSettingsView>): Promise<void> {
    this.set({ settings: { ...this.state.settings, ...settings } });
    await this.lookAgain();
  }

  /** Draws all sites. */
  async simulate(): Promise<void> {
    const { settings } = this.state;
    const sites = new Map<string, DrawnSiteView>();
    const mine: RunState = { settings, sites, rows: 0, state: 'running', uncertain: 0 };
    const now = (change: Partial<RunState>): void => {
      // Another run, or another sheet, may have come.
      if (this.state.run?.sites === sites) this.set({ run: { ...this.state.run, ...change } });
    };
    this.set({ run: mine, message: undefined });
    try {
      const { uncertain } = await this.desk.call('simulate', { settings }, (drawn, rows) => {
        for (const s of drawn) sites.set(s.siteId, s);
        now({ rows });
      });
      now({ state: 'done', uncertain });
    } catch (e) {
      const cancelled = e instanceof DeskFault && e.fault.code === 'cancelled';
      now({ state: cancelled ? 'cancelled' : 'failed' });
      if (!cancelled) this.told(e);
    }
  }

  async cancel(): Promise<void> {
    await this.guarded(() => this.desk.call('cancel', {}));
  }

  /** Hands a file to the browser. */
  async take(kind: FileKind): Promise<void> {
    await this.guarded(async () => {
      const pieces = await this.desk.call('file', { kind });
      if (!pieces) {
        this.set({ message: { kind: 'no_run' } });
        return;
      }
      const base = (this.state.opened?.name ?? 'sheet').replace(/\.[^.]*$/, '');
      save(`${base}.${kind}`, pieces, kind.endsWith('.json') ? 'application/json' : 'text/csv');
    });
  }

  /** A worker in place of one that ended; what is on the page goes on its desk again. */
  async again(): Promise<void> {
    this.desk.close();
    this.desk = this.startDesk();
    // Nothing can be asked of it before the sheet is there again.
    this.set({ sheet: undefined, run: undefined, busy: 'start' });
    const { opened, history } = this.state;
    await this.guarded(async () => {
      const catalog = await this.desk.call('start', { catalog: catalogUrl });
      this.set({ catalog });
      if (opened) await this.onDesk(() => this.desk.call('open', { bytes: opened.bytes, changes: history.now }));
    });
  }

  private startDesk(): DeskClient {
    this.deskStarted = performance.now();
    return new DeskClient(() => {
      const steady = performance.now() - this.deskStarted > STEADY_MS;
      const run =
        this.state.run?.state === 'running' ? { ...this.state.run, state: 'failed' as const } : this.state.run;
      this.set({ message: { kind: 'desk_ended', again: !steady }, busy: undefined, run });
      if (steady) void this.again();
    });
  }

  private async guarded(action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
    } catch (e) {
      this.told(e);
    }
  }

  private told(e: unknown): void {
    // The end of the worker has told its own message.
    if (e instanceof DeskEnded) return;
    const message: Message =
      e instanceof DeskFault
        ? { kind: 'fault', fault: e.fault }
        : { kind: 'fault', fault: { code: 'other', params: { cause: e instanceof Error ? e.message : String(e) } } };
    this.set({ message, busy: undefined });
  }

  private set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    this.shown();
  }
}
