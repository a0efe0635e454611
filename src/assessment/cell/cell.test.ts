import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCell } from './cell.ts';
import { CELL_ERROR_CODES, isCellError } from './errors.ts';

const Z = 1.6448536269514722;

/** The spread of a cell without its text, with its middle. */
function read(text: string, options = {}) {
  const cell = parseCell(text, options);
  if (isCellError(cell)) return cell;
  const { text: _, ...shape } = cell.spread ?? { text: '' };
  return { middle: cell.middle, ...shape };
}

describe('a number', () => {
  test('has no spread', () => {
    expect(parseCell('1,200')).toEqual({ middle: 1200 });
  });

  test.each([
    '5 ± 0',
    '5 ± 0%',
    '5 to 5',
    'normal(5, 0)',
    'lognormal(5, 0)',
    'uniform(5, 5)',
    'pert(5, 5, 5)',
    'triangular(5, 5, 5)',
    'discrete(5: 1)',
    'discrete(5: 0.5, 5: 0.5)',
    'truncated(normal(5, 0), 0, 10)',
    'truncated(normal(4, 1), 5, 5)',
  ])('so is a spread of zero width: %s', (text) => {
    expect(parseCell(text)).toEqual({ middle: 5 });
  });
});

describe('reads', () => {
  test('± as half of the 90 % interval of a normal', () => {
    expect(read('1200 ± 60')).toEqual({ middle: 1200, kind: 'normal', mean: 1200, sd: 60 / Z });
    for (const text of ['1200±5%', '1200 +- 5%', '1200 +/- 5 %', '１，２００ ± ５％', '1,200 ± 60']) {
      expect(read(text)).toEqual({ middle: 1200, kind: 'normal', mean: 1200, sd: 60 / Z });
    }
    expect(read('-1200 ± 5%')).toEqual({ middle: -1200, kind: 'normal', mean: -1200, sd: 60 / Z });
    expect(read('80% ± 4', { percent: true })).toEqual({ middle: 80, kind: 'normal', mean: 80, sd: 4 / Z });
    expect(read('80 ± 5%', { percent: true })).toEqual({ middle: 80, kind: 'normal', mean: 80, sd: 4 / Z });
  });

  test.each(['1100 to 1300', '1100〜1300', '1100～1300', '1100~1300', '1,100 TO 1,300', '１１００　～　１３００'])(
    '%s as the 90 %% interval of a lognormal',
    (text) => {
      const cell = parseCell(text);
      if (isCellError(cell) || cell.spread?.kind !== 'lognormal') throw new Error('not a lognormal');
      const { mu, sigma } = cell.spread;
      expect(Math.exp(mu - Z * sigma)).toBeCloseTo(1100, 9);
      expect(Math.exp(mu + Z * sigma)).toBeCloseTo(1300, 9);
      expect(cell.middle).toBeCloseTo(Math.sqrt(1100 * 1300), 9);
      expect(cell.spread.text).toBe(text);
    },
  );

  test('an interval that touches zero as a normal', () => {
    expect(read('-10 to 30')).toEqual({ middle: 10, kind: 'normal', mean: 10, sd: 20 / Z });
    expect(read('0 to 10')).toMatchObject({ kind: 'normal', mean: 5 });
  });

  test('lognormal(mean, sd) as speaking of the quantity itself', () => {
    const { mu, sigma, middle } = read('lognormal(1200, 300)') as unknown as Record<string, number>;
    const variance = (sigma as number) ** 2;
    const mean = Math.exp((mu as number) + variance / 2);
    expect(mean).toBeCloseTo(1200, 9);
    expect(mean * Math.sqrt(Math.expm1(variance))).toBeCloseTo(300, 9);
    expect(middle).toBeCloseTo(1200 / Math.sqrt(1 + 0.25 ** 2), 9);
  });

  test('the other forms', () => {
    expect(read('normal(1200, 60)')).toEqual({ middle: 1200, kind: 'normal', mean: 1200, sd: 60 });
    expect(read('uniform(1, 4)')).toEqual({ middle: 2.5, kind: 'uniform', low: 1, high: 4 });
    expect(read('triangular(1, 2, 4)')).toEqual({ middle: 2, kind: 'triangular', low: 1, mode: 2, high: 4 });
    expect(read('PERT (1, 2, 4)')).toEqual({ middle: 2, kind: 'pert', low: 1, mode: 2, high: 4 });
    expect(read('discrete(1: 0.25, 2: 75%)')).toEqual({
      middle: 1.75,
      kind: 'discrete',
      values: [1, 2],
      probabilities: [0.25, 0.75],
    });
    const truncated = { kind: 'truncated', mean: 5, sd: 1, low: 6, high: 9 };
    expect(read('truncated(normal(5, 1), 6, 9)')).toEqual({ middle: 6, ...truncated });
    expect(read('truncated（normal（５，１），６，９）')).toEqual({ middle: 6, ...truncated });
    expect(read('uniform(1,000; 1,500)')).toEqual({ middle: 1250, kind: 'uniform', low: 1000, high: 1500 });
    expect(read('triangular(70%, 80%, 90%)', { percent: true })).toMatchObject({ low: 70, mode: 80, high: 90 });
  });
});

describe('refuses', () => {
  test.each([
    ['1300 to 1100', 'low_above_high', { low: 1300, high: 1100 }],
    ['uniform(2, 1)', 'low_above_high', { low: 2, high: 1 }],
    ['triangular(3, 2, 1)', 'low_above_high', {}],
    ['truncated(normal(1, 1), 2, 1)', 'low_above_high', {}],
    ['pert(1, 5, 4)', 'mode_outside', { low: 1, mode: 5, high: 4 }],
    ['normal(1, -1)', 'negative_width', { width: -1 }],
    ['5 ± -1', 'negative_width', { width: -1 }],
    ['lognormal(0, 1)', 'mean_not_positive', { mean: 0 }],
    ['uniform(1,000, 1,500)', 'wrong_argument_count', { name: 'uniform', expected: 2, given: 4 }],
    ['pert()', 'wrong_argument_count', { given: 1 }],
    ['trangular(1, 2, 3)', 'unknown_spread', { name: 'trangular', suggestion: 'triangular' }],
    ['gaussian(1, 2)', 'unknown_spread', { suggestion: 'normal' }],
    ['import(1)', 'unknown_spread', { suggestion: '' }],
    ['constructor(1, 2)', 'unknown_spread', {}],
    ['normal(1, 2', 'unclosed_parenthesis', {}],
    ['discrete(1, 2)', 'pair_expected', { text: '1' }],
    ['discrete(1: 0.5, 2: 0.4)', 'probability_sum', { sum: 0.9 }],
    ['discrete(1: -0.5, 2: 1.5)', 'bad_probability', { probability: -0.5 }],
    ['truncated(uniform(1, 2), 0, 1)', 'normal_expected', {}],
    ['truncated(normal(0, 1), 50, 60)', 'nothing_left', { low: 50, high: 60 }],
    ['1100-1300', 'hyphen_range', { low: '1100', high: '1300' }],
    ['1100 kW to 1300 kW', 'unit_in_cell', { unit: 'kW', text: '1100 kW' }],
    ['1,5 ± 1', 'ambiguous_decimal_comma', {}],
    ['5 ±', 'not_a_number', {}],
    ['+-5', 'not_a_number', {}],
    ['to 5', 'not_a_number', {}],
    ['5 tonnes', 'unit_in_cell', { unit: 'tonnes' }],
    ['normal(1e308, 1e308) ', undefined, {}],
    ['-1e308 to 1e308', 'number_too_large', {}],
  ])('%s: %s', (text, code, params) => {
    const result = parseCell(text);
    if (code === undefined) expect(isCellError(result)).toBe(false);
    else expect(result).toMatchObject({ code, params });
  });

  test('a percentage of a percentage', () => {
    expect(parseCell('80% ± 5%', { percent: true })).toMatchObject({ code: 'ambiguous_percent' });
    expect(parseCell('80% ± 5%')).toMatchObject({ code: 'unit_in_cell' });
  });
});

test('any text gives a finite middle or a listed error, soon', () => {
  const words = [
    '1',
    '25',
    '.5',
    ',',
    ' ',
    '±',
    '+-',
    'to',
    '～',
    '%',
    '(',
    ')',
    ':',
    ';',
    '-',
    '1e308',
    '0',
    'normal(',
  ];
  const names = ['lognormal(', 'pert(', 'uniform(', 'triangular(', 'discrete(', 'truncated(', '1, ', '2)'];
  const text = fc.array(fc.constantFrom(...words, ...names), { maxLength: 14 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: 'grapheme' })), (text) => {
      const result = parseCell(text);
      if (isCellError(result)) expect(CELL_ERROR_CODES).toContain(result.code);
      else expect(Number.isFinite(result.middle)).toBe(true);
    }),
    { numRuns: 5000 },
  );
  const start = performance.now();
  for (const unit of ['1', ' ', '1 ', 'to', '1to', 'truncated(', '(', '1,', '+', '1±']) {
    parseCell(unit.repeat(1000 / unit.length));
    parseCell(`5${unit.repeat(1e6)}x`);
  }
  expect(performance.now() - start).toBeLessThan(5000);
});
