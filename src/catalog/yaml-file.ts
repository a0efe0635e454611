/** Reads one YAML file against its schema; every fault names file, line, column and, for an unknown key, the key that was meant. */
import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
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
      doc.errors.map((e) => ({ file, ...at(e.pos[0]), message: `${e.message}${braceHint(lineAt(text, e.pos[0]))}` })),
    );
  }
  const locate: Locate = (path) => {
    for (let n = path.length; n > 0; n--) {
      const start = startOf(doc, path.slice(0, n));
      if (start !== undefined) return at(start);
    }
    return at(doc.contents?.range?.[0] ?? 0);
  };
  const { content, fault } = contentOf(doc);
  if (fault) throw new CatalogFileError([{ file, ...at(fault.offset), message: fault.message }]);
  const parsed = schema.safeParse(content);
  if (parsed.success) return { value: parsed.data, locate };
  const unknownKey = (path: readonly PropertyKey[], key: string): FileFault => {
    const place = locate([...path, key]);
    const line = text.split('\n')[place.line - 1] ?? '';
    return {
      file,
      ...place,
      message: `unknown key "${key}" in ${path.join('.') || 'the file'}${/^\w*$/.test(key) ? '' : braceHint(line)}`,
      suggestion: nearest(key, knownKeys(schema)),
    };
  };
  throw new CatalogFileError(
    parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownKey(issue.path, key))
        : [{ file, ...locate(issue.path), message: `${issue.path.join('.') || 'file'}: ${issue.message}` }],
    ),
  );
}

/** Where the key of a map, or the item of a list, starts. */
function startOf(doc: Document, path: readonly PropertyKey[]): number | undefined {
  const last = path[path.length - 1];
  const holder = path.length === 1 ? doc.contents : doc.getIn(path.slice(0, -1), true);
  if (isMap(holder)) {
    const key = holder.items.find((p) => isScalar(p.key) && String(p.key.value) === String(last))?.key;
    return isScalar(key) ? key.range?.[0] : undefined;
  }
  const item = isSeq(holder) ? holder.items[Number(last)] : undefined;
  return (item as { range?: [number, number, number] } | undefined)?.range?.[0];
}

/** Plain data; or the fault of an alias without anchor, of aliases that multiply, of a key that plain objects cannot hold. */
function contentOf(doc: Document): { content?: unknown; fault?: { offset: number; message: string } } {
  let offset: number | undefined;
  let message = '';
  visit(doc, {
    Alias: (_, node) => {
      if (!node.resolve(doc)) offset ??= node.range?.[0];
    },
    Pair: (_, pair) => {
      if (!isScalar(pair.key) || pair.key.value !== '__proto__') return;
      offset = pair.key.range?.[0];
      message = 'unknown key "__proto__"';
      return visit.BREAK;
    },
  });
  if (message) return { fault: { offset: offset ?? 0, message } };
  try {
    return { content: doc.toJS() };
  } catch (e) {
    return { fault: { offset: offset ?? 0, message: (e as Error).message } };
  }
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

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end === -1 ? undefined : end);
}

/** YAML's braces end a plain text at a comma or a colon: the usual slip with formulas. */
function braceHint(line: string): string {
  const unquoted = /\{.*\b(?:formula|when|defined_if|code):\s*[^"'\s][^"']*[,?]/.test(line);
  return unquoted ? ': a formula with a comma or "? :" inside { } must be quoted' : '';
}
