/** Sums over the rows of a project or a proposal, gathered before the rows themselves are finished. */
import type { DroppedRow, SiteRow } from '../assessment/row.ts';

export type Level = 'project' | 'proposal';
export const LEVELS: readonly Level[] = ['project', 'proposal'];

interface Sum {
  total: number;
  reason?: string | undefined;
}

export const groupId = (row: Pick<SiteRow, 'projectId' | 'proposalId'>, level: Level): string =>
  level === 'project' ? row.projectId : row.proposalId;

export class GroupTable {
  private readonly sums = new Map<string, Sum>();
  /** Groups that lost a row. */
  private readonly lost = new Set<string>();
  private readonly members = new Map<string, Readonly<Record<'country' | 'programme', string>>>();
  /** Rows of each group, dropped ones included. */
  private readonly sizes: Record<Level, Map<string, number>> = { project: new Map(), proposal: new Map() };
  /** Groups whose rows differ in programme or country. */
  readonly mixed = new Map<string, string>();

  add(level: Level, slot: string, id: string, value: number, reason: string | undefined): void {
    const key = `${level}\u0000${slot}\u0000${id}`;
    const s = this.sums.get(key);
    if (!s) this.sums.set(key, { total: value, reason });
    else {
      s.total += value;
      s.reason ??= reason;
    }
  }

  /** Forgets all sums and members. */
  clear(): void {
    this.sums.clear();
    this.members.clear();
  }

  /** One more row of its group, good or dropped. */
  count(level: Level, row: SiteRow | DroppedRow): void {
    const id = groupId(row, level);
    if (id) this.sizes[level].set(id, (this.sizes[level].get(id) ?? 0) + 1);
  }

  /** Whether any row belongs to a group. */
  get any(): boolean {
    return LEVELS.some((level) => this.sizes[level].size > 0);
  }

  size(level: Level, id: string): number {
    return this.sizes[level].get(id) ?? 0;
  }

  drop(row: DroppedRow): void {
    for (const level of LEVELS) if (groupId(row, level)) this.lost.add(`${level}\u0000${groupId(row, level)}`);
  }

  /** Whether the group lost a row. */
  broken(level: Level, id: string): boolean {
    return this.lost.has(`${level}\u0000${id}`);
  }

  /** Rows of a project share programme and country: a project that mixes them has no figures. */
  note(row: SiteRow, shared: Readonly<Record<'country' | 'programme', string>>): void {
    if (!row.projectId) return;
    const known = this.members.get(row.projectId);
    if (!known) this.members.set(row.projectId, shared);
    else if (known.country !== shared.country) this.mixed.set(row.projectId, 'country');
    else if (known.programme !== shared.programme) this.mixed.set(row.projectId, 'programme');
  }

  /** The sum; NaN when the group lost a row or a member has none; undefined when the row stands alone. */
  sum(level: Level, slot: string, id: string): number | undefined {
    if (id === '') return undefined;
    if (this.broken(level, id) || (level === 'project' && this.mixed.has(id))) return Number.NaN;
    return this.sums.get(`${level}\u0000${slot}\u0000${id}`)?.total;
  }

  reason(level: Level, slot: string, id: string): string | undefined {
    if (id === '') return undefined;
    if (this.broken(level, id)) return 'row_dropped';
    if (level === 'project' && this.mixed.has(id)) return 'mixed_in_group';
    return this.sums.get(`${level}\u0000${slot}\u0000${id}`)?.reason;
  }
}
