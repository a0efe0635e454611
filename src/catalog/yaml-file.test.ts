import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bookSchema, methodologySchema } from './schema.ts';
import { CatalogFileError, type FileFault, readYaml } from './yaml-file.ts';

const HEAD = ['id: test', 'title: { en: Test, ja: 試験 }'];

/** The faults of a book file. */
function faults(...lines: string[]): readonly FileFault[] {
  try {
    readYaml('finance/test.yaml', lines.join('\n'), bookSchema);
    return [];
  } catch (e) {
    if (e instanceof CatalogFileError) return e.faults;
    throw e;
  }
}

describe('a file that is right', () => {
  test('has no faults, and every key can be found again', () => {
    const text = [...HEAD, 'quantities:', '  capex:', '    unit: JPY', '    value: 5'].join('\n');
    const f = readYaml('x.yaml', text, bookSchema);
    expect(f.value.quantities?.capex).toEqual({ unit: 'JPY', value: 5 });
    expect(f.locate(['quantities', 'capex', 'value'])).toEqual({ line: 6, column: 5 });
    // A place that is not there: the nearest that is.
    expect(f.locate(['quantities', 'capex', 'nothing', 0])).toEqual({ line: 4, column: 3 });
    expect(f.locate(['nothing'])).toEqual({ line: 1, column: 1 });
  });
});

describe('an unknown key', () => {
  test('is told with file, line, column and the key that was meant', () => {
    const [f] = faults(...HEAD, 'quantities:', '  capex:', '    unit: JPY', '    formla: a + b');
    expect(f).toMatchObject({ file: 'finance/test.yaml', line: 6, column: 5, suggestion: 'formula' });
    expect(f?.message).toBe('unknown key "formla" in quantities.capex');
    expect(() => readYaml('finance/test.yaml', [...HEAD, 'chekcs: []'].join('\n'), bookSchema)).toThrow(
      'finance/test.yaml:3:1 unknown key "chekcs" in the file (did you mean "checks"?)',
    );
  });

  test('that holds a block is placed at the key', () => {
    expect(faults(...HEAD, 'quantites:', '  capex:', '    unit: JPY')[0]).toMatchObject({ line: 3, column: 1 });
  });

  test('every one is told', () => {
    expect(faults(...HEAD, 'a1: 1', 'b2: 2', 'quantities:', '  x: { unti: JPY }').map((f) => f.message)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('"a1"'),
        expect.stringContaining('"b2"'),
        expect.stringContaining('"unti"'),
      ]),
    );
  });

  test('in a list, a condition or a check', () => {
    expect(faults(...HEAD, 'checks:', '  - { when: a, code: b, severty: warning }')).toEqual(
      expect.arrayContaining([expect.objectContaining({ line: 4, suggestion: 'severity' })]),
    );
    expect(
      faults(...HEAD, 'quantities:', '  e:', '    conditions:', '      - id: x', '        formual: a')[0],
    ).toMatchObject({
      line: 7,
      suggestion: 'formula',
    });
  });
});

describe('a formula in braces that is not quoted', () => {
  const HINT = 'must be quoted';
  test.each([
    ['a comma', '  x: { unit: JPY, formula: min(a, b) }'],
    ['a comma, first in the braces', '  x: { formula: max(0, a), unit: JPY }'],
    ['a choice', '  x: { unit: JPY, formula: a > 0 ? b : c }'],
    ['a choice at the end of the line', '  x: { unit: JPY, formula: a ? b : c}'],
    ['a condition', '  x: { unit: JPY, value: 1, defined_if: a ? b : c }'],
  ])('%s', (_, line) => {
    const found = faults(...HEAD, 'quantities:', line);
    expect(found.map((f) => f.message).join('\n')).toContain(HINT);
    expect(found[0]?.line).toBe(4);
  });

  test('in a check', () => {
    const found = faults(...HEAD, 'checks:', '  - { when: min(a, b) > 0, code: c, severity: warning }');
    expect(found.map((f) => f.message).join('\n')).toContain(HINT);
  });

  test('other slips in braces do not get the hint', () => {
    for (const line of ['  x: { unit: JPY, formula: "min(a, b)", valeu: 1 }', '  x: { unit: JPY, vaule: 3 }'])
      expect(
        faults(...HEAD, 'quantities:', line)
          .map((f) => f.message)
          .join(),
      ).not.toContain(HINT);
  });

  test('quoted, it is right', () => {
    expect(faults(...HEAD, 'quantities:', '  x: { unit: JPY, formula: "a > 0 ? min(a, b) : 0" }')).toEqual([]);
  });
});

describe('one way of getting a value', () => {
  const WAYS = 'needs one of formula, value, lookup, by, step, interp, first_of';
  test.each<[string, string[], [number, number, string]]>([
    ['two ways', ['  x:', '    formula: a', '    value: 1'], [6, 5, 'value: formula stands there already']],
    ['none', ['  x: { unit: JPY }'], [4, 3, WAYS]],
    ['grounds alone', ['  x: { evidence: recalled, source: s }'], [4, 3, WAYS]],
    ['a code beside a value', ['  x: { value: 1, code: a }'], [4, 18, 'code: value stands there already']],
    ['conditions beside a formula', ['  x: { formula: a, conditions: [] }'], [4, 20, 'formula stands there already']],
    ['a condition without a formula', ['  x:', '    conditions:', '      - id: c'], [6, 9, 'needs one of formula, of']],
    [
      'two ways in first_of',
      ['  x:', '    first_of:', '      - a', '      - { value: 1, lookup: b }'],
      [7, 21, 'lookup: value stands there already'],
    ],
    ['grounds alone in first_of', ['  x:', '    first_of:', '      - { source: s }'], [6, 9, 'needs one of']],
    [
      'two ways in values',
      ['  x:', '    by: a', '    values:', '      b: { value: 1, formula: c }'],
      [7, 12, 'value: formula stands there already'],
    ],
    ['nothing in first_of', ['  x: { first_of: [] }'], [4, 8, 'is empty']],
    ['nothing in values', ['  x: { by: a, values: {} }'], [4, 15, 'is empty']],
    ['by without values', ['  x: { by: a }'], [4, 8, 'needs values']],
    ['values without by', ['  x: { value: 1, values: { a: 1 } }'], [4, 18, 'belongs to by']],
    ['a step without edges', ['  x: { step: a }'], [4, 8, 'needs from or up_to']],
    ['a step with both edges', ['  x: { step: a, from: [[1, 1]], up_to: [[1, 1]] }'], [4, 33, 'only one of']],
    ['edges without a step', ['  x: { value: 1, from: [[1, 1]] }'], [4, 18, 'belongs to step']],
    ['points without interp', ['  x: { value: 1, points: [[1, 1], [2, 1]] }'], [4, 18, 'belongs to interp']],
    ['a text beyond the steps', ['  x: { step: a, from: [[1, 1]], else: many }'], [4, 33, 'must be a number']],
    [
      'a reason beside a step',
      ['  x: { step: a, from: [[1, 1]], defined_if: b, else: many }'],
      [4, 48, 'must be a number'],
    ],
    ['else of nothing', ['  x: { value: 1, else: 0 }'], [4, 18, 'belongs to step']],
    ['a number as a reason', ['  x: { value: 1, defined_if: a, else: 0 }'], [4, 33, 'must be the code']],
    ['a point that is no number', ['  x: { step: a, from: [[.nan, 1]] }'], [4, 25, 'expected number']],
    ['a point without end', ['  x: { interp: a, points: [[1, 1], [.inf, 1]] }'], [4, 37, 'expected number']],
  ])('%s', (_, lines, [line, column, message]) => {
    expect(faults(...HEAD, 'quantities:', ...lines)).toEqual([
      expect.objectContaining({ line, column, message: expect.stringContaining(message) }),
    ]);
  });

  test.each([
    ['a default behind it', '  x: { lookup: a, default: 0 }'],
    ['a default alone', '  x: { default: 0 }'],
    ['an input', '  x: { input: true, evidence: recalled, source: s }'],
    ['a slot', '  x: { slot: call }'],
    ['a reason', '  x: { value: 1, defined_if: a, else: no_reduction }'],
    ['steps', '  x: { step: a, from: [[1, 1]], else: 2 }'],
  ])('but %s', (_, line) => {
    expect(faults(...HEAD, 'quantities:', line)).toEqual([]);
  });
});

describe('other faults have their place', () => {
  test.each<[string, string[], number]>([
    ['a wrong type', ['quantities:', '  x:', '    value: many'], 5],
    ['a wrong word', ['quantities:', '  x:', '    slot: everything'], 5],
    ['a name with a capital', ['quantities:', '  Capex: { value: 1 }'], 4],
    ['a name that objects have', ['quantities:', '  __proto__: { value: 1 }'], 4],
    ['a key twice', ['quantities:', '  x: { value: 1 }', '  x: { value: 2 }'], 5],
    ['a broken bracket', ['quantities:', '  x: { value: 1'], 4],
    ['a tab', ['quantities:', '\tx: 1'], 4],
    ['an anchor that is not there', ['quantities: *nowhere'], 3],
  ])('%s', (_, lines, line) => {
    const found = faults(...HEAD, ...lines);
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]?.file).toBe('finance/test.yaml');
    expect(Math.abs((found[0]?.line ?? 0) - line)).toBeLessThanOrEqual(1);
  });

  test('a missing key', () => {
    expect(faults('id: test')[0]).toMatchObject({ line: 1, message: expect.stringContaining('title') });
  });

  test.each([[''], ['just a text'], ['- a\n- list'], ['42'], ['null'], ['---\nid: a\n---\nid: b']])(
    '%j is no book',
    (text) => {
      expect(faults(text).length).toBeGreaterThan(0);
    },
  );

  test('aliases that multiply without end', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]'];
    for (const [i, c] of [...'bcdefgh'].entries()) {
      const before = 'abcdefg'[i];
      bomb.push(`${c}: &${c} [${Array(10).fill(`*${before}`).join(',')}]`);
    }
    expect(faults(...HEAD, ...bomb).length).toBeGreaterThan(0);
  });
});

test('any text is read or refused, with a place', () => {
  const piece = fc.constantFrom(
    ...[
      'id: a\n',
      'title: ',
      '{ en: a, ja: b }',
      '\n',
      '  ',
      '- ',
      'quantities:\n',
      '  x: ',
      'formula: a, b',
      '{',
      '}',
      '[',
    ],
    ...[
      ']',
      ': ',
      '? ',
      '&a ',
      '*a ',
      '!!js ',
      '!!binary "AA"',
      '"',
      "'",
      '|',
      '>',
      '#',
      '%',
      '@',
      '`',
      '---\n',
      '\t',
      '<<: ',
    ],
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece, { maxLength: 20 }).map((p) => p.join('')),
      ),
      (text) => {
        try {
          readYaml('jcm/x.yaml', text, methodologySchema);
        } catch (e) {
          expect(e).toBeInstanceOf(CatalogFileError);
          for (const f of (e as CatalogFileError).faults) expect(f.line >= 1 && f.column >= 1).toBe(true);
        }
      },
    ),
    { numRuns: 800 },
  );
});
