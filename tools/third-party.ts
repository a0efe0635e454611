/** The licence texts of all packages bundled into dist/, as their licences ask. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Metafile } from 'esbuild';
import { packageFolder } from './bundle-contents.ts';

/**
 * One text, packages in order of name. Only files that left something in the bundle count.
 * @param files of bundles that have no metafile
 */
export async function thirdPartyLicences(metas: readonly Metafile[], files: readonly string[]): Promise<string> {
  const folders = new Set<string>();
  for (const meta of metas) {
    for (const output of Object.values(meta.outputs)) {
      for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
        const folder = packageFolder(input);
        if (folder && bytesInOutput > 0) folders.add(folder);
      }
    }
  }
  for (const file of files) {
    const folder = packageFolder(file);
    if (folder) folders.add(relative(process.cwd(), folder));
  }
  const parts = await Promise.all([...folders].sort().map(section));
  return ['Packages bundled into this distribution, with their licences.', ...parts].join('\n\n');
}

async function section(folder: string): Promise<string> {
  const { name, version, license, author } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const holder = typeof author === 'string' ? author : author?.name;
  const fallback = holder ? [`Copyright ${holder}`] : [];
  return [
    `---- ${name} ${version} (${license}) ----`,
    ...(texts.length > 0 ? texts.map((t) => t.trim()) : fallback),
  ].join('\n\n');
}
