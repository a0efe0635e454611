/** What the page asks its worker, and what it gets. */
import type { Changes, FileKind } from '../../src/desk/desk.ts';
import type { CellEdit } from '../../src/desk/edits.ts';
import type { ExplainedFigure } from '../../src/desk/explained.ts';
import type {
  CatalogView,
  DrawnSiteView,
  InputView,
  SheetView,
  SiteDrawsView,
  SwingsView,
  UnreadableView,
} from '../../src/desk/views.ts';

/** What decides the draws; the same words as on the command line. */
export interface DrawSettingsView {
  draws: number;
  seed: number;
  spreads: 'none' | 'default';
  /** Such as `npv_jpy >= 0`. */
  probabilities: readonly string[];
}

/** Name of a call → what it takes and gives. */
export interface Calls {
  start: [{ catalog: string }, CatalogView];
  open: [{ bytes: Uint8Array; changes: Changes }, SheetView | UnreadableView];
  assess: [{ changes: Changes }, SheetView | UnreadableView];
  explain: [{ line: number; quantity?: string | undefined; defaults: boolean }, ExplainedFigure];
  inputs: [{ line: number; defaults: boolean }, InputView[]];
  look: [{ line: number; shown: string; settings: DrawSettingsView }, { draws: SiteDrawsView; swings: SwingsView[] }];
  preview: [
    { edit: CellEdit; shown: string; settings: DrawSettingsView },
    { draws: SiteDrawsView; swings: SwingsView[] } | UnreadableView,
  ];
  simulate: [{ settings: DrawSettingsView }, { uncertain: number }];
  cancel: [object, null];
  file: [{ kind: FileKind }, readonly string[] | null];
}

export type CallName = keyof Calls;

export type Ask = { [N in CallName]: { id: number; call: N; args: Calls[N][0] } }[CallName];

export type Tell =
  | { kind: 'alive' }
  | { kind: 'done'; id: number; value: unknown }
  /** A fault of the program or of its workers; faults of the sheet are findings. */
  | { kind: 'failed'; id: number; fault: Fault }
  | { kind: 'progress'; id: number; sites: readonly DrawnSiteView[]; rows: number };

export interface Fault {
  code: 'cancelled' | 'siteFailed' | 'workersFailed' | 'badProbability' | 'other';
  params: Readonly<Record<string, string>>;
}

/** First message to a worker that is to keep the desk. */
export interface DeskRole {
  role: 'desk';
  life: string;
}
