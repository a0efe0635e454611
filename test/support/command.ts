/** Runs the built command line as a user does: a process of its own, arguments, standard input and output. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, inject } from 'vitest';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
export const sheet = (name: string): string => join(FIXTURES, name);

export interface Ran {
  /** Exit code; null when a signal ended it. */
  code: number | null;
  out: string;
  err: string;
}

export interface How {
  stdin?: string | Uint8Array;
  env?: Readonly<Record<string, string>>;
  cwd?: string;
}

/** Nothing of the tester's language or terminal. */
const ENV = Object.fromEntries(
  Object.entries(process.env).filter(([k]) => !/^(LANG|LANGUAGE|LC_|NO_COLOR|FORCE_COLOR|NODE_)/.test(k)),
);

export function start(args: readonly string[], how: How = {}): ChildProcess {
  const options: SpawnOptions = { env: { ...ENV, LANG: 'C.UTF-8', ...how.env }, cwd: how.cwd, stdio: 'pipe' };
  return spawn(process.execPath, [join(inject('dist'), 'cli/jcm.js'), ...args], options);
}

/** @throws when it crashes: no message may be a stack trace */
export async function jcm(args: readonly string[], how: How = {}): Promise<Ran> {
  const child = start(args, how);
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(how.stdin ?? '');
  return ended(child);
}

export async function ended(child: ChildProcess): Promise<Ran> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (b: Buffer) => out.push(b));
  child.stderr?.on('data', (b: Buffer) => err.push(b));
  const code = await new Promise<number | null>((done) => child.on('close', done));
  const ran = { code, out: Buffer.concat(out).toString('utf8'), err: Buffer.concat(err).toString('utf8') };
  if (/^ {4}at /m.test(ran.err)) throw new Error(`crashed: ${ran.err}`);
  return ran;
}

export interface SiteJson {
  site_id: string;
  technology: string;
  methodology: string | null;
  programme: string | null;
  outputs: Record<string, number | string | null>;
  reasons: Record<string, string>;
  unverified: string[];
  warnings: string[];
  years?: Record<string, (number | null)[]>;
}

export interface GroupJson {
  project_id?: string;
  proposal_id?: string;
  sites: number;
  outputs: Record<string, number | string | null>;
  reasons: Record<string, string>;
}

export interface AssessJson {
  schema: string;
  engine: string;
  catalog: { version: string; hash: string };
  sites: SiteJson[];
  projects: GroupJson[];
  proposals: GroupJson[];
  total: GroupJson;
  findings: { code: string; severity: string; site_id?: string; row?: number; column?: string; params: object }[];
}

export async function assessJson(args: readonly string[], how?: How): Promise<AssessJson> {
  return JSON.parse((await jcm(['assess', ...args, '--json'], how)).out) as AssessJson;
}

export function records(csv: string): Record<string, string>[] {
  return Papa.parse<Record<string, string>>(csv.replace(/^\ufeff/, ''), { header: true, skipEmptyLines: true }).data;
}

export const readRecords = (file: string): Record<string, string>[] => records(readFileSync(file, 'utf8'));

/** A folder for this test file, gone afterwards. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jcm-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
