/** Two ways to give the results of `simulate` to programs: CSV and JSON. Each takes sites as they come. */
import type { SumFigures } from '../batch/draw-sums.ts';
import type { FanSeries } from '../batch/open-site.ts';
import type { SimulatedGroup } from '../batch/simulated-groups.ts';
import type { SimulatedSite } from '../batch/simulated-site.ts';
import type { KeptFindings } from './findings-json.ts';
import type { Out } from './out.ts';
import {
  type SimulateColumn,
  simulateCsvHeader,
  simulateCsvRow,
  simulateGroupLine,
  simulateGroupsHeader,
} from './simulate-csv.ts';
import { drawsHeader, drawsLines, fanHeader, fanLines } from './simulate-extras.ts';
import {
  type SimulateHead,
  simulatedGroupJson,
  simulatedSiteJson,
  simulateHeadJson,
  simulateTailJson,
} from './simulate-json.ts';

export interface SimulateWriter {
  /** @param fan the spread of each year, where it is asked for */
  site(s: SimulatedSite, fan?: readonly FanSeries[]): void;
  /** A project or proposal that is complete. */
  group(g: SimulatedGroup): void;
  end(total: SumFigures, findings: KeptFindings): void;
  /** Plain data; with it a later run goes on. */
  readonly state: WriterState;
}

export interface WriterState {
  begun: boolean;
  first: boolean;
  groups: Record<'project' | 'proposal', string[]>;
}

export const NEW_WRITER: WriterState = { begun: false, first: true, groups: { project: [], proposal: [] } };

export interface SimulateWriterOptions {
  sink: Out;
  /** Tables beside the results of a CSV. */
  groups?: Out | undefined;
  draws?: Out | undefined;
  fan?: Out | undefined;
  wanted: { columns: readonly SimulateColumn[]; thresholds: readonly { readonly text: string }[] };
  head: SimulateHead;
  state: WriterState;
}

export function simulateCsvWriter({ sink, groups, draws, fan, wanted, state }: SimulateWriterOptions): SimulateWriter {
  const { columns } = wanted;
  const names = columns.map((c) => c.column);
  const chances = wanted.thresholds.map((t) => t.text);
  if (!state.begun) {
    sink.write(simulateCsvHeader(columns, chances));
    groups?.write(simulateGroupsHeader(columns, chances));
    draws?.write(drawsHeader(names));
    fan?.write(fanHeader());
  }
  return {
    site: (s, years) => {
      sink.write(simulateCsvRow(s, columns, chances));
      if (draws) for (const lines of drawsLines(s, names)) draws.write(lines);
      if (years) fan?.write(fanLines(s.row.siteId, years));
    },
    group: (g) => groups?.write(simulateGroupLine(g.level, g.id, g, columns, chances)),
    end: (total) => groups?.write(simulateGroupLine('total', '', total, columns, chances)),
    state: { ...state, begun: true },
  };
}

export function simulateJsonWriter({ sink, head, state }: SimulateWriterOptions): SimulateWriter {
  const own: WriterState = { ...state, begun: true };
  if (!state.begun) sink.write(simulateHeadJson(head));
  return {
    site: (s, fan) => {
      sink.write(own.first ? '\n' : ',\n');
      for (const piece of simulatedSiteJson(s, fan)) sink.write(piece);
      own.first = false;
    },
    group: (g) => {
      own.groups[g.level].push(simulatedGroupJson(g));
    },
    end: (total, findings) => sink.write(simulateTailJson(own.groups, total, findings)),
    state: own,
  };
}
