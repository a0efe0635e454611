/**
 * Before all tests: builds dist/ if a source is newer, and hands the tests a copy, so that another build does not pull the
 * files away from under them.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';

const ROOT = join(import.meta.dirname, '../..');
/** Written last by the build. */
const LAST = join(ROOT, 'dist/THIRD-PARTY-LICENSES.txt');
const SOURCES = ['src', 'web', 'methodologies', 'tools', 'package.json'];

declare module 'vitest' {
  interface ProvidedContext {
    /** The built dist/ of this run. */
    dist: string;
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const cache = join(ROOT, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const copy = mkdtempSync(join(cache, 'jcm-test-'));
  writeFileSync(join(copy, 'package.json'), '{ "type": "module" }\n');
  for (let tries = 1; ; tries++) {
    try {
      buildInto(join(copy, 'dist'));
      break;
    } catch (e) {
      // Another build may be at work in the same place.
      if (tries === 3) {
        rmSync(copy, { recursive: true, force: true });
        throw e;
      }
      await wait(3_000);
    }
  }
  project.provide('dist', join(copy, 'dist'));
  return () => rmSync(copy, { recursive: true, force: true });
}

function buildInto(folder: string): void {
  if (isStale()) execFileSync(process.execPath, ['--import', 'tsx', 'tools/build.ts'], { cwd: ROOT, stdio: 'pipe' });
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(ROOT, 'dist'), folder, { recursive: true });
}

function isStale(): boolean {
  if (!existsSync(LAST)) return true;
  const built = statSync(LAST).mtimeMs;
  return SOURCES.some((s) => newest(join(ROOT, s)) > built);
}

/** Latest change of the files below; tests and written schemas do not go into the build. */
function newest(place: string): number {
  if (!statSync(place).isDirectory()) return statSync(place).mtimeMs;
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter(
      (e) =>
        e.isFile() &&
        !e.name.endsWith('.test.ts') &&
        !e.name.endsWith('.schema.json') &&
        !e.parentPath.includes('generated'),
    )
    .reduce((latest, e) => Math.max(latest, statSync(join(e.parentPath, e.name)).mtimeMs), 0);
}
