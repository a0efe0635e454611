/** Shapes of factories are flat within their shifts and nothing outside; a base load and other working days change them, the year's energy stays. */
import type { Finding } from '../../assessment/findings.ts';
import { seriesFinding } from '../findings.ts';
import type { LoadShape } from './load-shape.ts';

export interface ShiftChange {
  /** Share of the load of the shifts that runs in all hours, %. */
  baseLoadPct?: number | undefined;
  /** Days a week from Monday on: 5, 6, 7. */
  workingDays?: number | undefined;
}

const NO_HOURS: readonly number[] = new Array<number>(24).fill(0);

/** Whether all hours have the load of the shifts or none. */
const isShifts = (shape: LoadShape): boolean =>
  levels(shape).size <= 2 && (levels(shape).size === 1 || levels(shape).has(0));

const levels = (shape: LoadShape): Set<number> => new Set(shape.hours.flat(2));

/** @returns nothing when the shape has no shifts to change */
export function withShifts(shape: LoadShape, { baseLoadPct, workingDays }: ShiftChange): LoadShape | undefined {
  if (baseLoadPct === undefined && workingDays === undefined) return shape;
  if (!isShifts(shape)) return undefined;
  const most = Math.max(...levels(shape));
  const base = (baseLoadPct ?? 0) / 100;
  const raised = (hours: readonly number[]) => hours.map((v) => base * most + (1 - base) * v);
  const changes = [
    ...(baseLoadPct === undefined ? [] : [`base_load_pct: ${baseLoadPct}`]),
    ...(workingDays === undefined ? [] : [`working_days: ${workingDays}`]),
  ];
  return {
    ...shape,
    id: `${shape.id}, ${changes.join(', ')}`,
    workingDays,
    hours: shape.hours.map(
      ([work, off]) => [raised(work), raised(workingDays === undefined ? off : NO_HOURS)] as const,
    ),
  };
}

/** A typical shape is always said; of shifts without a base load it is known which way it errs. */
export function shapeFinding(shape: LoadShape): Finding {
  const bare = isShifts(shape) && levels(shape).has(0);
  return seriesFinding(bare ? 'series_shape_without_base' : 'series_shape_assumed', 'warning', { shape: shape.id });
}
