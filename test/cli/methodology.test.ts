/** A methodology file of the user's own: it works, and its formulas can do nothing but arithmetic. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assessJson, jcm, scratch, sheet } from '../support/command.ts';

const folder = scratch();
const ORIGINAL = readFileSync(join(import.meta.dirname, '../../methodologies/jcm/TH_AM001.yaml'), 'utf8');
const STDIN =
  'site_id,country,technology,methodology,capacity_kw,annual_electricity_mwh\nS1,TH,solar-pv,MY_SOLAR,1000,1500\n';

/** A copy of TH_AM001 with another id and changes. */
function own(name: string, ...changes: [string | RegExp, string][]): string {
  let text = ORIGINAL.replace('id: TH_AM001', 'id: MY_SOLAR');
  for (const [from, to] of changes) {
    const changed = text.replace(from, () => to);
    if (changed === text) throw new Error(`nothing was changed by ${from}`);
    text = changed;
  }
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

test('a copy with another factor', async () => {
  const file = own('factor.yaml', ['value: 0.319', 'value: 0.5']);
  const [site] = (await assessJson(['-', '-m', file], { stdin: STDIN })).sites;
  expect(site?.methodology).toBe('MY_SOLAR@3.0');
  expect(site?.outputs.reduction_tco2_year1).toBe(750);
});

test('-m before the sheet takes only its own file; it may be repeated', async () => {
  const file = own('one.yaml');
  const other = own('two.yaml', ['id: MY_SOLAR', 'id: MY_OTHER']);
  expect((await jcm(['assess', '-m', file, sheet('three-sites.csv')])).code).toBe(0);
  const stdin = `${STDIN}S2,TH,solar-pv,MY_OTHER,1000,1500\n`;
  const { sites } = await assessJson(['-m', file, '-m', other, '-'], { stdin });
  expect(sites.map((s) => s.methodology)).toEqual(['MY_SOLAR@3.0', 'MY_OTHER@3.0']);
});

test('explain shows its values; check and the run directory take it too', async () => {
  const file = own('own.yaml', ['value: 0.319', 'value: 0.5']);
  const { out } = await jcm(['explain', '-', '-m', file, '-q', 'reduction_tco2_year1', '--json'], { stdin: STDIN });
  expect(JSON.parse(out).quantities.find((q: { name: string }) => q.name === 'reference_factor_grid').value).toBe(0.5);
  expect((await jcm(['check', '-', '-m', file], { stdin: STDIN })).out).toContain('1 good');
  const run = join(folder, 'run');
  await jcm(['assess', '-', '-m', file, '-o', run], { stdin: STDIN });
  expect(JSON.parse(readFileSync(join(run, 'run.json'), 'utf8')).input.methodologies).toEqual([
    { file: 'own.yaml', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
  expect(readFileSync(join(run, 'input/own.yaml'))).toEqual(readFileSync(file));
});

describe('a formula that is more than arithmetic is refused with its place, exit code 2', () => {
  test.each([
    ['import', 'import({ reference_factor_grid: 1 })'],
    ['import of a module', 'import("node:fs")'],
    ['evaluate', 'evaluate("1 + 1")'],
    ['a property', 'reference_factor_grid.constructor'],
    ['a property by name', 'reference_factor_grid["constructor"]'],
    ['a constructor', 'constructor'],
    ['the constructor of a function', 'cos.constructor("return process")()'],
    ['__proto__', '__proto__'],
    ['a function definition', 'f(x) = x'],
    ['an assignment', 'reference_factor_grid = 3'],
    ['a huge power', '2 ^ 1e9 * reference_factor_grid'],
    ['a power of powers', 'reference_factor_grid * 9 ^ (9 ^ 9)'],
    ['a matrix', '[1, 2, 3]'],
    ['a range', '1:1000000000'],
    ['an object', '{ a: 1 }'],
    ['a factorial', '170! * reference_factor_grid'],
    ['a text', '"0.5"'],
    ['a number too large', '1e400 * reference_factor_grid'],
    ['an unknown function', 'random() * reference_factor_grid'],
    ['several statements', '1; reference_factor_grid'],
    ['deep nesting', `${'('.repeat(5000)}reference_factor_grid${')'.repeat(5000)}`],
    ['an unknown name', 'process * reference_factor_grid'],
    ['another unit', 'electricity'],
  ])('%s', async (_what, formula) => {
    const filler = `reference_factor: { formula: ${JSON.stringify(formula)}, evidence: recalled, source: recalled }`;
    const file = own('bad.yaml', [/reference_factor:\n( {4}.*\n)+/, `${filler}\n`]);
    const { code, out, err } = await jcm(['assess', '-', '-m', file], { stdin: STDIN });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    const line =
      readFileSync(file, 'utf8')
        .split('\n')
        .findIndex((l) => l.includes(filler)) + 1;
    expect(err).toContain(`${file}:${line}:3 `);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});

describe('a file that cannot be used', () => {
  test.each([
    ['an unknown key', [['\nversions:', '\nverions:']], /verions.*(did you mean|"?versions)/i],
    ['an unknown family', [['family: grid-electricity-displacement', 'family: grid-magic']], /grid-magic/],
    ['an unknown technology', [['technologies: [solar-pv,', 'technologies: [solar-pw,']], /solar-pw/],
    ['a number that is text', [['value: 0.319', 'value: a lot']], /value/],
    ['an unknown slot', [['reference_factor_grid: {', 'no_such_slot: {']], /no_such_slot|reference_factor_grid/],
    ['bad YAML', [['technologies: [', 'technologies: [[']], /:\d+:\d+ /],
  ] as [string, [string, string][], RegExp][])('%s', async (_what, changes, message) => {
    const file = own('wrong.yaml', ...changes);
    const { code, out, err } = await jcm(['assess', '-', '-m', file], { stdin: STDIN });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(file);
    expect(err).toMatch(message);
  });

  test('a missing file', async () => {
    const { code, err } = await jcm(['assess', '-', '-m', 'none.yaml'], { stdin: STDIN });
    expect(code).toBe(2);
    expect(err).toContain('"none.yaml" was not found');
  });
});
