/** The layers that compute have no clock, no randomness, no console, no process, and no power whose bits differ between engines. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '../src');
const PURE = ['formula', 'catalog', 'assessment', 'hourly', 'engine', 'simulate', 'decide', 'batch', 'desk', 'io'];
/** Objects of which no member may be used. */
const OBJECTS = new Set(['console', 'process', 'performance']);
const MEMBERS = new Set(['Date.now', 'Math.random', 'Math.pow', 'crypto.getRandomValues', 'crypto.randomUUID']);

/** Each impure use as `line: text`. Comments and strings do not count: the syntax tree is read, not the text. */
function impurities(code: string): string[] {
  const file = ts.createSourceFile('file.ts', code, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const what = impurity(node);
    if (what) found.push(`${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${what}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function impurity(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
    const callee = node.expression.getText().replace(/^globalThis\./, '');
    return callee === 'Date' ? `${ts.isNewExpression(node) ? 'new ' : ''}Date(` : undefined;
  }
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    const object = node.expression.getText().replace(/^globalThis\./, '');
    const member = ts.isPropertyAccessExpression(node) ? node.name.text : unquoted(node.argumentExpression);
    if (OBJECTS.has(object) || MEMBERS.has(`${object}.${member}`)) return `${object}.${member}`;
  }
  if (ts.isVariableDeclaration(node) && ts.isObjectBindingPattern(node.name) && node.initializer) {
    const object = node.initializer.getText();
    const members = node.name.elements.map((e) => (e.propertyName ?? e.name).getText());
    return members.map((m) => `${object}.${m}`).find((name) => OBJECTS.has(object) || MEMBERS.has(name));
  }
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind;
    if (operator === ts.SyntaxKind.AsteriskAsteriskToken) return '**';
    if (operator === ts.SyntaxKind.AsteriskAsteriskEqualsToken) return '**=';
  }
  return undefined;
}

function unquoted(node: ts.Expression): string {
  return ts.isStringLiteralLike(node) ? node.text : node.getText();
}

function sources(layer: string): string[] {
  const folder = join(SRC, layer);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(folder, file));
}

describe('the pure layers', () => {
  test.each(PURE)('%s', (layer) => {
    const found = sources(layer).flatMap((file) =>
      impurities(readFileSync(file, 'utf8')).map((use) => `${file.slice(SRC.length - 'src'.length)}:${use}`),
    );
    expect(found).toEqual([]);
  });
});

describe('the check itself', () => {
  test.each([
    ['Date.now()', 'Date.now'],
    ['globalThis.Date.now()', 'Date.now'],
    ['new Date()', 'new Date('],
    ['Date()', 'Date('],
    ['Math.random()', 'Math.random'],
    ["Math['pow'](2, 3)", 'Math.pow'],
    ['xs.map(Math.pow)', 'Math.pow'],
    ['const { pow } = Math', 'Math.pow'],
    ["console.log('x')", 'console.log'],
    ['process.env.HOME', 'process.env'],
    ['performance.now()', 'performance.now'],
    ['crypto.randomUUID()', 'crypto.randomUUID'],
    ['x ** 2', '**'],
    ['x **= 2', '**='],
  ])('finds %s', (code, use) => {
    expect(impurities(`\n${code};`)).toEqual([`2: ${use}`]);
  });

  test.each([
    '/** Date.now() and x ** 2 */',
    "'console.log'",
    'Math.exp(Math.log(x))',
    'subprocess.run()',
    'Date.parse(text)',
  ])('lets %s pass', (code) => {
    expect(impurities(code)).toEqual([]);
  });
});
