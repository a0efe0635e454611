/** Reads one YAML file against its schema; every fault names file, line, column and, for an unknown key, the key that was meant. */
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { nearest } from './nearest.ts';

export interface FileFault {
  file: string;
  line: number;
  column: number;
  message: string;
  suggestion?: string | undefined;
}

export class CatalogFileError extends Error {
  readonly faults: readonly FileFault[];
  constructor(faults: readonly FileFault[]) {
    super(faults.map(faultText).join('\n'));
    this.name = 'CatalogFileError';
    this.faults = faults;
  }
}

export function faultText(f: FileFault): string {
  const hint = f.suggestion ? ` (did you mean "${f.suggestion}"?)` : '';
  return `${f.file}:${f.line}:${f.column} ${f.message}${hint}`;
}

/** Finds the place of a path of keys in the file. */
export type Locate = (path: readonly PropertyKey[]) => { line: number; column: number };

export interface LoadedFile<T> {
  value: T;
  locate: Locate;
}

/** @throws CatalogFileError with every fault of the file */
export function readYaml<T>(file: string, text: string, schema: z.ZodType<T>): LoadedFile<T> {
  const counter = new LineCounter();
  const doc = parseDocument(text, { lineCounter: counter, prettyErrors: false, schema: 'core' });
  const at = (offset: number) => {
    const p = counter.linePos(offset);
    return { line: p.line, column: p.col };
  };
  if (doc.errors.length > 0) {
    throw new CatalogFileError(
      doc.errors.map((e) => ({ file, ...at(e.pos[0]), message: `${e.message}${braceHint(text, e.pos[0])}` })),
    );
  }
  const locate: Locate = (path) => {
    for (let n = path.length; n >= 0; n--) {
      const node = doc.getIn(path.slice(0, n), true) as { range?: [number, number, number] } | undefined;
      if (node?.range) return at(node.range[0]);
    }
    return { line: 1, column: 1 };
  };
  const parsed = schema.safeParse(doc.toJS());
  if (parsed.success) return { value: parsed.data, locate };
  throw new CatalogFileError(parsed.error.issues.flatMap((issue) => issueFaults(file, issue, locate, schema)));
}

function issueFaults(file: string, issue: z.core.$ZodIssue, locate: Locate, schema: z.ZodType): FileFault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      file,
      ...locate([...issue.path, key]),
      message: `unknown key "${key}" in ${issue.path.join('.') || 'the file'}`,
      suggestion: nearest(key, knownKeys(schema)),
    }));
  }
  return [{ file, ...locate(issue.path), message: `${issue.path.join('.') || 'file'}: ${issue.message}` }];
}

/** All keys that occur anywhere in the schema: enough for "did you mean". */
function knownKeys(schema: z.ZodType): string[] {
  const keys = new Set<string>();
  const seen = new Set<unknown>();
  const visit = (s: unknown): void => {
    if (typeof s !== 'object' || s === null || seen.has(s)) return;
    seen.add(s);
    const def = (s as { def?: Record<string, unknown> }).def;
    if (!def) return;
    const shape = def.shape as Record<string, unknown> | undefined;
    if (shape)
      for (const [k, v] of Object.entries(shape)) {
        keys.add(k);
        visit(v);
      }
    for (const k of ['innerType', 'element', 'valueType', 'in', 'out']) visit(def[k]);
    for (const o of (def.options as unknown[] | undefined) ?? []) visit(o);
  };
  visit(schema);
  return [...keys];
}

/** YAML's braces end a plain text at a comma or a colon: the usual slip with formulas. */
function braceHint(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(lineStart, text.indexOf('\n', offset) === -1 ? undefined : text.indexOf('\n', offset));
  return /\{.*formula:\s*[^"']*[,?]/.test(line) ? ': a formula with a comma or "? :" inside { } must be quoted' : '';
}
