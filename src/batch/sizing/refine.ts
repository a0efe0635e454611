/** The best of what was tried, and where any number may be taken sizes closer and closer to it. */

import type { Finding } from '../../assessment/findings.ts';
import { closer } from '../../decide/sizing/candidates.ts';
import { type Choice, choose } from '../../decide/sizing/choose.ts';
import { assessedPoints } from './assessed-points.ts';
import type { SizedPoint, SizeOptions } from './sized.ts';
import type { Candidate, Candidates } from './sizer.ts';

interface Chosen {
  points: readonly SizedPoint[];
  choice: Choice;
  /** Why finer sizes could not be assessed. */
  findings: readonly Finding[];
}

/** Where any number may be taken, sizes closer and closer to the best; the best so far is never lost. */
export function refined(options: SizeOptions, made: Candidates, first: readonly SizedPoint[]): Chosen {
  const { sizer, file } = options.site;
  const { finer = [] } = options.catalog.choices.sizing ?? {};
  const [tie] = Object.values(options.catalog.choices.sizing?.aims ?? {});
  const chosen = (points: readonly SizedPoint[], findings: readonly Finding[]): Chosen => ({
    points,
    findings,
    choice: choose(
      points.map((p) => p.figures),
      file.aim,
      file.limits,
      tie,
    ),
  });
  let now = chosen(first, []);
  if (!made.more || !made.open?.length) return now;
  for (const parts of finer) {
    const best = now.points[now.choice.best ?? -1]?.size;
    if (!best) return now;
    const values = valuesNear(best, now.points, sizer.axes, made.open, parts);
    const tried = new Set(now.points.map((p) => keyOf(p, sizer.axes)));
    const untried = made.more(values).filter((c) => !tried.has(keyOf(c, sizer.axes)));
    const more = assessedPoints(options, untried);
    if (!more.points) return { ...now, findings: more.findings };
    now = chosen(
      [...now.points, ...more.points].sort((a, b) => bySize(a, b, sizer.axes)),
      [],
    );
  }
  return now;
}

/** On the open axes the numbers between the neighbours of the best, itself included; on the others the best's. */
function valuesNear(
  best: Candidate['size'],
  points: readonly SizedPoint[],
  axes: readonly string[],
  open: readonly string[],
  parts: number,
): Record<string, (number | string)[]> {
  const near = (axis: string): (number | string)[] => {
    const at = best[axis] as number | string;
    if (typeof at !== 'number' || !open.includes(axis)) return [at];
    const along = points.filter((p) => axes.every((a) => a === axis || p.size[a] === best[a]));
    return [
      ...closer(
        along.map((p) => p.size[axis] as number),
        at,
        parts,
      ),
      at,
    ];
  };
  return Object.fromEntries(axes.map((axis) => [axis, near(axis)]));
}

const keyOf = ({ size }: Candidate, axes: readonly string[]): string => axes.map((a) => size[a]).join(' ');

function bySize(a: Candidate, b: Candidate, axes: readonly string[]): number {
  for (const axis of [...axes].reverse()) {
    const [x, y] = [a.size[axis], b.size[axis]];
    if (typeof x === 'number' && typeof y === 'number' && x !== y) return x - y;
  }
  return 0;
}
