/** What a bundle holds, read from esbuild's metafile. */
import type { Metafile } from 'esbuild';

/** Folder of the package that a bundled file belongs to, such as node_modules/yargs; undefined for our own files. */
export function packageFolder(input: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

/** Bytes and packages that are loaded before the entry's first line runs: everything but `import()`. */
export function startup(meta: Metafile, entry: string): { bytes: number; packages: string[] } {
  const seen = new Set<string>();
  const packages = new Set<string>();
  let bytes = 0;
  const visit = (file: string): void => {
    const output = meta.outputs[file];
    if (!output || seen.has(file)) return;
    seen.add(file);
    bytes += output.bytes;
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const name = packageFolder(input)?.replace(/^.*node_modules\//, '');
      if (name && bytesInOutput > 0) packages.add(name);
    }
    for (const { path, kind } of output.imports) if (kind !== 'dynamic-import') visit(path);
  };
  visit(entry);
  return { bytes, packages: [...packages].sort() };
}

/** @throws Error when one of these packages is loaded at start: reach it by `import()` instead. */
export function assertLazy(meta: Metafile, entry: string, lazy: readonly string[]): void {
  const wrong = startup(meta, entry).packages.filter((name) => lazy.includes(name));
  if (wrong.length > 0) throw new Error(`${entry} loads ${wrong.join(', ')} at start: import it lazily`);
}
