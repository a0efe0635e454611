import { describe, expect, test } from 'vitest';
import { parseCell } from './cell.ts';
import { isCellError } from './errors.ts';
import { middle, type Spread } from './spread.ts';
import { shiftSpread, spreadText } from './spread-text.ts';

const CELLS = [
  '18 ± 20%',
  '1100 to 1300',
  'lognormal(1200, 300)',
  'uniform(1, 4)',
  'triangular(1, 2, 4)',
  'pert(1, 2, 4)',
  'discrete(1: 0.25, 2: 75%)',
  'truncated(normal(5, 1), 6, 9)',
];

function read(text: string): Spread {
  const cell = parseCell(text);
  if (isCellError(cell) || !cell.spread) throw new Error(text);
  return cell.spread;
}

const numbersOf = ({ text: _, ...shape }: Spread) => Object.values(shape).flat().filter(Number.isFinite) as number[];

describe.each(CELLS)('%s', (text) => {
  const spread = read(text);

  test('its text reads back as the same spread', () => {
    const again = read(spreadText(spread) as string);
    expect(again.kind).toBe(spread.kind);
    for (const [i, n] of numbersOf(spread).entries()) expect(numbersOf(again)[i]).toBeCloseTo(n, 9);
  });

  test('moved by 100 its middle is; a lognormal would not stay one', () => {
    const moved = shiftSpread(spread, 100);
    if (spread.kind === 'lognormal') expect(moved).toBeUndefined();
    else expect(middle(moved as Spread)).toBeCloseTo(middle(spread) + 100, 9);
  });
});

test('a column of data is in no cell', () => {
  expect(spreadText({ kind: 'empirical', values: [1, 2] })).toBeUndefined();
});
