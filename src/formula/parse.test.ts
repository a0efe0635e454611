import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFormula } from './check.ts';
import { FormulaError } from './errors.ts';
import type { Expr } from './expr.ts';
import { FUNCTIONS } from './functions.ts';
import { parseFormula } from './parse.ts';
import { PLAIN } from './units.ts';

/** The refusal of a text, or undefined when it parses. Anything but a FormulaError fails the test. */
function refusal(text: string): FormulaError | undefined {
  try {
    parseFormula(text);
    return undefined;
  } catch (e) {
    if (e instanceof FormulaError) return e;
    throw e;
  }
}

/** Plain arithmetic of a parsed formula, for comparison with JavaScript's own reading of the same text. */
function evaluate(e: Expr, names: Readonly<Record<string, number>>): number {
  if (e.k === 'num') return e.v;
  if (e.k === 'ref') return names[e.name] as number;
  if (e.k === 'pow') return evaluate(e.arg, names) ** e.n;
  if (e.k !== 'call') throw new Error(e.k);
  const [a = 0, b = 0, c = 0] = e.args.map((x) => evaluate(x, names));
  switch (e.op) {
    case 'neg':
      return -a;
    case 'add':
      return a + b;
    case 'sub':
      return a - b;
    case 'mul':
      return a * b;
    case 'div':
      return a / b;
    case 'lt':
      return Number(a < b);
    case 'ge':
      return Number(a >= b);
    case 'cond':
      return a ? b : c;
    default:
      throw new Error(e.op);
  }
}

describe('refuses by name', () => {
  test.each([
    ['a b', 'formula_not_allowed', 'implicit product'],
    ['2a', 'formula_not_allowed', 'implicit product'],
    ['1_000', 'formula_not_allowed', 'implicit product'],
    ['2 (a + b)', 'formula_not_allowed', 'implicit product'],
    ['(a)(b)', 'formula_not_allowed', 'implicit product'],
    ['3 kw', 'formula_not_allowed', 'implicit product'],
    ['a\tb', 'formula_not_allowed', 'implicit product'],
    ['1 2', 'formula_syntax', ''],
    ['1,000', 'formula_syntax', ''],
    ['5%', 'formula_not_allowed', ''],
    ['a * 5%', 'formula_not_allowed', ''],
    ['5 % 2', 'formula_not_allowed', ''],
    ['5 mod 2', 'formula_not_allowed', 'operator mod'],
    ['"text"', 'formula_not_allowed', 'character'],
    ["'text'", 'formula_not_allowed', 'character'],
    ['`text`', 'formula_not_allowed', 'character'],
    ['a # comment', 'formula_not_allowed', 'character'],
    ['a; b', 'formula_not_allowed', 'character'],
    ['a\nb', 'formula_not_allowed', 'character'],
    ['[1, 2]', 'formula_not_allowed', 'character'],
    ['{ a: 1 }', 'formula_not_allowed', 'character'],
    ['a[1]', 'formula_not_allowed', 'character'],
    ['a["b"]', 'formula_not_allowed', 'character'],
    ["a'", 'formula_not_allowed', 'character'],
    ['1e400', 'formula_number', ''],
    ['-1e309', 'formula_number', ''],
    ['Infinity', 'formula_number', ''],
    ['NaN', 'formula_number', ''],
    ['0x10', 'formula_not_allowed', ''],
    ['0b11', 'formula_not_allowed', ''],
    ['0o17', 'formula_not_allowed', ''],
    ['1:3', 'formula_not_allowed', 'RangeNode'],
    ['a = 1', 'formula_not_allowed', 'AssignmentNode'],
    ['f(x) = x', 'formula_not_allowed', 'FunctionAssignmentNode'],
    ['a.b', 'formula_not_allowed', 'AccessorNode'],
    ['a?.b', 'formula_not_allowed', 'AccessorNode'],
    ['a.constructor', 'formula_not_allowed', 'AccessorNode'],
    ['a.b(1)', 'formula_not_allowed', 'function'],
    ['1 < a < 2', 'formula_not_allowed', 'RelationalNode'],
    ['a == b == c', 'formula_not_allowed', 'RelationalNode'],
    ['a!', 'formula_not_allowed', 'operator factorial'],
    ['a and b', 'formula_not_allowed', 'operator and'],
    ['not a', 'formula_not_allowed', 'operator not'],
    ['a | b', 'formula_not_allowed', 'operator bitOr'],
    ['a ?? b', 'formula_not_allowed', 'operator nullish'],
    ['a to b', 'formula_not_allowed', 'operator to'],
    ['a .* b', 'formula_not_allowed', 'operator dotMultiply'],
    ['true', 'formula_not_allowed', 'not a number'],
    ['null', 'formula_not_allowed', 'not a number'],
    ['', 'formula_not_allowed', 'not a number'],
    ['   ', 'formula_not_allowed', 'not a number'],
    ['a^b', 'formula_power', ''],
    ['a^9', 'formula_power', ''],
    ['a^-9', 'formula_power', ''],
    ['a^0.5', 'formula_power', ''],
    ['a^0', 'formula_power', ''],
    ['2^2^2', 'formula_power', ''],
    ['9^(1 + 1)', 'formula_power', ''],
    ['import(a)', 'formula_unknown_function', ''],
    ['eval(a)', 'formula_unknown_function', ''],
    ['parse(a)', 'formula_unknown_function', ''],
    ['sin(a)', 'formula_unknown_function', ''],
    ['round(a)', 'formula_unknown_function', ''],
    ['t(1)', 'formula_unknown_function', ''],
    ['unknown(1)', 'formula_unknown_function', ''],
    ['constructor(a)', 'formula_unknown_function', ''],
    ['toString(a)', 'formula_unknown_function', ''],
    ['hasOwnProperty(a)', 'formula_unknown_function', ''],
    ['__proto__(a)', 'formula_unknown_function', ''],
    ['__proto__', 'formula_not_allowed', 'name'],
    ['toString', 'formula_not_allowed', 'name'],
    ['Capacity', 'formula_not_allowed', 'name'],
    ['_a', 'formula_not_allowed', 'name'],
    ['$a', 'formula_not_allowed', 'name'],
    ['容量', 'formula_syntax', ''],
    ['a²', 'formula_syntax', ''],
    ['１２', 'formula_syntax', ''],
    ['a +', 'formula_syntax', ''],
    ['(a', 'formula_syntax', ''],
    ['a ? b', 'formula_syntax', ''],
  ])('%s', (text, code, why) => {
    const e = refusal(text);
    expect(e?.code).toBe(code);
    if (why) expect(e?.params.why).toBe(why);
  });

  test('quotes the sub-expression that is wrong', () => {
    expect(refusal('capacity * hours + f(x)')?.params.function).toBe('f');
    expect(refusal('capacity * hours_per_year + a b')?.params.part).toBe('a b');
    expect(refusal('1 + x^9')?.params.part).toBe('x ^ 9');
  });

  test.each(Object.entries(FUNCTIONS))('%s with too few or too many arguments', (name, rule) => {
    const call = (n: number) => `${name}(${Array.from({ length: n }, () => 'a').join(', ')})`;
    for (const n of [rule.min - 1, rule.max + 1]) {
      expect(refusal(call(n))).toMatchObject({ code: 'formula_argument_count', params: { function: name } });
    }
    for (let n = rule.min; n <= rule.max; n++) expect(refusal(call(n))).toBeUndefined();
  });

  test('is() and given() of anything but names', () => {
    for (const text of ['is(a)', 'is(a, b, c)', 'given(a, b)', 'given()'])
      expect(refusal(text)?.code).toBe('formula_argument_count');
    for (const text of ['is(a, 1)', 'is(1, a)', 'is(a, b + c)', 'is(a + b, c)', 'given(1)', 'given(a + b)', 'given(A)'])
      expect(refusal(text)?.code).toBe('formula_not_allowed');
  });
});

describe('long and deep texts', () => {
  test('a very long text is refused before it is parsed, and quoted only in part', () => {
    for (const text of ['1'.repeat(1_000_000), `${'('.repeat(10_000)}1${')'.repeat(10_000)}`, 'a+'.repeat(10_000)]) {
      const e = refusal(text);
      expect(e?.params.why).toBe('too long');
      expect(e?.message.length).toBeLessThan(120);
    }
  });

  test.each([
    ['parentheses', `${'('.repeat(999)}1${')'.repeat(999)}`],
    ['signs', `${'-'.repeat(1999)}1`],
    ['signs before a fault', `${'-'.repeat(1990)}a b`],
    ['a fault after signs', `(${'-'.repeat(1990)}a) b`],
    ['factorials', `a${'!'.repeat(1990)}`],
    ['sums', `${'1+'.repeat(999)}1`],
    ['powers', `${'a^'.repeat(990)}2`],
    ['choices', `${'a?'.repeat(400)}1${':2'.repeat(400)}`],
    ['choices, the other way', `${'a?1:'.repeat(400)}2`],
    ['calls', `${'abs('.repeat(390)}1${')'.repeat(390)}`],
    ['comparisons', `${'1<('.repeat(390)}1${')'.repeat(390)}`],
  ])('nested %s parse and pass the checker, or are refused', (_, text) => {
    expect(text.length).toBeLessThanOrEqual(2000);
    try {
      const e = checkFormula(parseFormula(text), PLAIN, () => PLAIN);
      expect(JSON.stringify(e).length).toBeGreaterThan(0);
    } catch (e) {
      expect(e).toBeInstanceOf(FormulaError);
    }
  });
});

describe('any text parses or is refused', () => {
  const PIECES = [
    ...['a', 'b_1', 't', '1', '2.5', '1e3', '1e400', '0x1', '+', '-', '*', '/', '^', '<', '<=', '==', '!=', '?', ':'],
    ...[
      '(',
      ')',
      '(',
      ')',
      ',',
      '%',
      '!',
      '.',
      '=',
      ' ',
      ' ',
      '"',
      '[',
      ']',
      '{',
      '}',
      ';',
      '#',
      '\\',
      '\n',
      '__proto__',
    ],
    ...[
      'min(',
      'sum(',
      'is(',
      'given(',
      'prev(',
      'import(',
      'constructor',
      'unknown',
      ' mod ',
      ' to ',
      ' in ',
      ' and ',
    ],
    ...[
      'end',
      'true',
      'null',
      'undefined',
      'NaN',
      'Infinity',
      'i',
      'pi',
      'kW',
      '°',
      'π',
      '∞',
      '２',
      '\u0000',
      '\ud800',
    ],
  ];
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }).map((p) => p.join('')),
  );

  test('and nothing else', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const e = refusal(text);
        if (e) return;
        // What parsed holds only finite numbers and plain names.
        const json = JSON.stringify(parseFormula(text));
        expect(json).not.toMatch(/"v":null/);
        expect(json).not.toMatch(/"name":"(?![a-z][a-z0-9_]*")/);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('reads arithmetic as everyone does', () => {
  const names = { a: 3, b: -0.7, c: 11 };
  const operator = fc.constantFrom('+', '-', '*', '/', '<', '>=');
  const { text } = fc.letrec<{ text: string; infix: string }>((tie) => ({
    text: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('a', 'b', 'c', '2', '0.5', '1e-3', '4e2'),
      tie('infix'),
      tie('infix').map((s) => `(${s})`),
      tie('infix').map((s) => `-(${s})`),
      fc.tuple(tie('infix'), tie('infix'), tie('infix')).map(([x, y, z]) => `((${x}) ? (${y}) : (${z}))`),
    ),
    infix: fc
      .tuple(tie('text'), operator, tie('text'))
      // Chained comparisons are refused: brackets.
      .map(([x, o, y]) => (o === '<' || o === '>=' ? `((${x}) ${o} (${y}))` : `${x} ${o} ${y}`)),
  }));

  test('precedence and order agree with JavaScript', () => {
    fc.assert(
      fc.property(text, (formula) => {
        const js = Number(new Function(...Object.keys(names), `return ${formula}`)(...Object.values(names)));
        expect(Object.is(evaluate(parseFormula(formula), names) + 0, js + 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['-a^2', -9],
    ['(-a)^2', 9],
    ['2 * a^-2', 2 / 9],
    ['a^2 * a', 27],
    ['a - b - c', 3 + 0.7 - 11],
    ['c / a / 2', 11 / 6],
    ['+a', 3],
    ['a < c ? b : c', -0.7],
  ])('%s', (formula, value) => {
    expect(evaluate(parseFormula(formula), names)).toBeCloseTo(value, 12);
  });

  test('labels may hold hyphens', () => {
    expect(parseFormula('is(country_status, former-candidate)')).toEqual({
      k: 'is',
      name: 'country_status',
      label: 'former-candidate',
    });
  });

  test('min and max of many fold into pairs', () => {
    expect(parseFormula('min(a, b, c)')).toEqual(parseFormula('min(min(a, b), c)'));
  });
});
