/** All that the page knows; a change makes the page anew from it. */
import type { Changes } from '../../src/desk/desk.ts';
import type { ExplainedFigure } from '../../src/desk/explained.ts';
import type {
  CatalogView,
  DrawnSiteView,
  FindingView,
  InputView,
  SheetView,
  SiteDrawsView,
  SwingsView,
  UnreadableView,
} from '../../src/desk/views.ts';
import type { Lang } from '../../src/i18n/index.ts';
import type { DrawSettingsView, Fault } from './protocol.ts';

export interface Opened {
  name: string;
  bytes: Uint8Array;
}

/** What a person has changed, and what undo and redo go back and forth to. */
export interface History {
  past: readonly Changes[];
  now: Changes;
  future: readonly Changes[];
}

export interface TableState {
  /** Column sorted by: `site`, `country`, `technology`, `unverified` or an output. */
  sort: string | undefined;
  down: boolean;
  filter: string;
  /** Pixels scrolled, and pixels seen. */
  top: number;
  height: number;
  /** Cell that the keyboard is at. */
  row: number;
  column: number;
}

/** A simulation of the whole sheet. */
export interface RunState {
  settings: DrawSettingsView;
  sites: ReadonlyMap<string, DrawnSiteView>;
  rows: number;
  state: 'running' | 'done' | 'cancelled' | 'failed';
  /** Numbers that vary, over all sites. */
  uncertain: number;
}

/** The site that is looked into. */
export interface SiteState {
  line: number;
  inputs: readonly InputView[];
  draws: SiteDrawsView | undefined;
  swings: readonly SwingsView[];
  /** Number that is being changed, by name. */
  input: string | undefined;
  /** Text that is being tried in a cell, before it is kept. */
  tried: { header: string; text: string } | undefined;
  /** What is wrong with it. */
  faults: readonly FindingView[];
  /** Output whose distribution is shown. */
  output: string;
}

export type Message =
  | { kind: 'fault'; fault: Fault }
  | { kind: 'desk_ended'; again: boolean }
  | { kind: 'cannot_read_file' }
  | { kind: 'no_run' };

export interface State {
  lang: Lang;
  catalog: CatalogView | undefined;
  opened: Opened | undefined;
  history: History;
  sheet: SheetView | UnreadableView | undefined;
  /** What is being waited for. */
  busy: 'start' | 'sheet' | undefined;
  table: TableState;
  settings: DrawSettingsView;
  run: RunState | undefined;
  site: SiteState | undefined;
  explained: { line: number; column: string; figure: ExplainedFigure } | undefined;
  message: Message | undefined;
  /** Whether a file is held over the page. */
  over: boolean;
}

const NO_CHANGES: Changes = { edits: [], scenario: {} };
export const NO_HISTORY: History = { past: [], now: NO_CHANGES, future: [] };
export const NEW_TABLE: TableState = {
  sort: undefined,
  down: true,
  filter: '',
  top: 0,
  height: 480,
  row: 0,
  column: 0,
};

export const START: State = {
  lang: 'en',
  catalog: undefined,
  opened: undefined,
  history: NO_HISTORY,
  sheet: undefined,
  busy: 'start',
  table: NEW_TABLE,
  settings: { draws: 1024, seed: 1, spreads: 'default', probabilities: [] },
  run: undefined,
  site: undefined,
  explained: undefined,
  message: undefined,
  over: false,
};

export const isReadable = (s: State['sheet']): s is SheetView => s !== undefined && !('unreadable' in s);
