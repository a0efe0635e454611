/** Functions and first contents of memory → the bytes of a WebAssembly module. */
import { type Code, signed, TYPES, unsigned, type ValueType } from './asm.ts';

export interface ModuleParts {
  /** Functions f64 → f64 of module `math`, by name; they come first in the numbering. */
  imports: readonly string[];
  /** Functions of module `kernel` that neither take nor give anything; they come next. */
  kernel?: readonly string[];
  functions: readonly Code[];
  /** Name → number of the function. */
  exports: ReadonlyMap<string, number>;
  /** Of its own memory, which is exported; without it the module works in `kernel.memory`. */
  pages?: number;
  /** What memory holds at first. */
  data: readonly { at: number; bytes: Uint8Array }[];
}

export function moduleBytes(parts: ModuleParts): Uint8Array {
  const types: string[] = [];
  const typeOf = (params: readonly ValueType[], results: readonly ValueType[]): number => {
    const list = (l: readonly ValueType[]) => [...unsigned(l.length), ...l.map((t) => TYPES[t])];
    const key = [0x60, ...list(params), ...list(results)].join();
    if (!types.includes(key)) types.push(key);
    return types.indexOf(key);
  };
  const imports = parts.imports.map((n) => [...text('math'), ...text(n), 0, ...unsigned(typeOf(['f64'], ['f64']))]);
  for (const n of parts.kernel ?? []) imports.push([...text('kernel'), ...text(n), 0, ...unsigned(typeOf([], []))]);
  const functions = parts.functions.map((f) => unsigned(typeOf(f.params, f.results)));
  const exported = [...parts.exports].map(([n, f]) => [...text(n), 0, ...unsigned(f)]);
  const own = parts.pages !== undefined;
  if (own) exported.push([...text('memory'), 2, 0]);
  else imports.push([...text('kernel'), ...text('memory'), 2, 0, 0]);
  const sections: number[][] = [
    section(
      1,
      types.map((t) => t.split(',').map(Number)),
    ),
    section(2, imports),
    section(3, functions),
    section(5, own ? [[0, ...unsigned(parts.pages as number)]] : []),
    section(7, exported),
    section(
      10,
      parts.functions.map((f) => f.finish()),
    ),
  ];
  sections.push(
    section(
      11,
      parts.data.map((d) => [0, ...i32Const(d.at), 0x0b, ...unsigned(d.bytes.length), ...d.bytes]),
    ),
  );
  return Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0].concat(...sections));
}

function i32Const(n: number): number[] {
  const out = [0x41];
  signed(n, out);
  return out;
}

function text(s: string): number[] {
  const b = [...s].map((c) => c.charCodeAt(0));
  return [...unsigned(b.length), ...b];
}

function section(id: number, items: readonly (readonly number[])[]): number[] {
  if (items.length === 0) return [];
  const body = unsigned(items.length).concat(...items);
  return [id, ...unsigned(body.length)].concat(body);
}
