/**
 * The pages for people are followed word for word: files shown are written, commands shown are run, and what they print is
 * compared with the page. `UPDATE_DOCS=1 npx vitest run test/docs` writes the output of now into the pages; read the difference.
 *
 * Fences: `file=NAME` a file to be written; `sh` commands, with `exit=N` or `skip`; `text output` and `text stderr` what the
 * commands before it print; `console` commands after `$ ` with some of the lines they print, `…` for those left out;
 * `append=PATH` a piece to be added to a file of methodologies/.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assembleCatalog } from '../../src/catalog/assemble.ts';
import { checkCatalog } from '../../src/catalog/check.ts';
import type { CatalogFiles } from '../../src/catalog/files.ts';
import type { Catalog } from '../../src/catalog/index.ts';
import { readFiles } from '../../tools/build-catalog.ts';
import { assess, assessRow } from '../support/assess.ts';

const ROOT = join(import.meta.dirname, '../..');
const CLI = join(ROOT, 'dist/cli/jcm.js');
const UPDATE = process.env.UPDATE_DOCS === '1';
const RECIPE = 'methodologies/README.md';
/** Commands that a page may show and that leave nothing behind; others (npm, git) are for the reader. */
const COMMAND = /^(jcm|sed|cat|printf|echo) /;

interface Fence {
  /** Line of the page where the text begins, from 0, and where it ends. */
  from: number;
  to: number;
  lang: string;
  flags: ReadonlySet<string>;
  options: Readonly<Record<string, string>>;
  text: string;
}

interface Step {
  name: string;
  commands: readonly string[];
  exit: number;
  shown: readonly { fence: Fence; stream: 'stdout' | 'stderr' }[];
  /** Lines of a console that must be printed, in this order. */
  lines: readonly string[];
}

function fencesOf(page: string): Fence[] {
  const lines = page.split('\n');
  const list: Fence[] = [];
  for (let i = 0; i < lines.length; i++) {
    const open = /^```(\w+)\s*(.*)$/.exec(lines[i] as string);
    if (!open) continue;
    const from = i + 1;
    let to = from;
    while (lines[to] !== '```') if (to++ > lines.length) throw new Error(`line ${from}: the fence is not closed`);
    const words = (open[2] as string).split(/\s+/).filter(Boolean);
    const options = Object.fromEntries(
      words.filter((w) => w.includes('=')).map((w) => w.split('=') as [string, string]),
    );
    list.push({
      from,
      to,
      lang: open[1] as string,
      flags: new Set(words.filter((w) => !w.includes('='))),
      options,
      text: lines.slice(from, to).join('\n'),
    });
    i = to;
  }
  return list;
}

/** Fences with commands to run, each with the output shown after it. */
function stepsOf(fences: readonly Fence[]): Step[] {
  const steps: (Step & { shown: { fence: Fence; stream: 'stdout' | 'stderr' }[] })[] = [];
  for (const f of fences) {
    if (f.lang === 'sh' || f.lang === 'console') {
      const all = f.text.replaceAll('\\\n', ' ').split('\n');
      const typed = f.lang === 'sh' ? all : all.filter((l) => l.startsWith('$ ')).map((l) => l.slice(2));
      const commands = typed.map((l) => l.trim().replace(/^npx (?=jcm )/, '')).filter((l) => COMMAND.test(l));
      const wanted = !f.flags.has('skip') && commands.some((c) => /(^|\| *)jcm /.test(c));
      steps.push({
        name: commands.at(-1) ?? '',
        commands: wanted ? commands : [],
        exit: Number(f.options.exit ?? 0),
        shown: [],
        lines: f.lang === 'sh' ? [] : all.filter((l) => !l.startsWith('$ ') && l !== '…' && l.trim() !== ''),
      });
    } else if (f.flags.has('output')) steps.at(-1)?.shown.push({ fence: f, stream: 'stdout' });
    else if (f.flags.has('stderr')) steps.at(-1)?.shown.push({ fence: f, stream: 'stderr' });
  }
  return steps.filter((s) => s.commands.length > 0);
}

const tidy = (text: string): string =>
  text
    .split('\n')
    .map((l) => l.trimEnd())
    .join('\n')
    .trim();

/** Every line shown is printed, in the order shown. */
function inOrder(shown: readonly string[], printed: readonly string[]): void {
  const rest = printed.map((l) => l.trimEnd());
  for (const line of shown) {
    expect(rest).toContain(line.trimEnd());
    rest.splice(0, rest.indexOf(line.trimEnd()) + 1);
  }
}

class Page {
  readonly fences: readonly Fence[];
  readonly steps: readonly Step[];
  readonly name: string;
  private folder = '';
  private readonly path: string;
  private readonly updates = new Map<Fence, string>();

  constructor(name: string) {
    this.name = name;
    this.path = join(ROOT, name);
    this.fences = fencesOf(readFileSync(this.path, 'utf8'));
    this.steps = stepsOf(this.fences);
  }

  /** Writes the files of the page into an empty folder that has the project's data, and a `jcm` to be found. */
  prepare(): void {
    this.folder = mkdtempSync(join(tmpdir(), 'jcm-docs-'));
    for (const name of ['fixtures', 'methodologies']) symlinkSync(join(ROOT, name), join(this.folder, name));
    for (const f of this.fences) if (f.options.file) writeFileSync(join(this.folder, f.options.file), `${f.text}\n`);
    mkdirSync(join(this.folder, 'bin'));
    writeFileSync(join(this.folder, 'bin/jcm'), `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`, {
      mode: 0o755,
    });
  }

  run(step: Step): void {
    const env = {
      PATH: `${join(this.folder, 'bin')}${delimiter}${process.env.PATH}`,
      LANG: 'en_US.UTF-8',
      NO_COLOR: '1',
    };
    for (const [i, command] of step.commands.entries()) {
      const last = i === step.commands.length - 1;
      const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: this.folder, env, encoding: 'utf8' });
      expect(status, `exit code (mark the fence with exit=N where it is not 0): ${command}\n${stderr}`).toBe(
        last ? step.exit : 0,
      );
      if (!last) continue;
      for (const { fence, stream } of step.shown) this.compare(fence, tidy(stream === 'stdout' ? stdout : stderr));
      inOrder(step.lines, `${stderr}\n${stdout}`.split('\n'));
    }
  }

  private compare(fence: Fence, printed: string): void {
    if (UPDATE) this.updates.set(fence, printed);
    else expect(printed).toBe(tidy(fence.text));
  }

  end(): void {
    rmSync(this.folder, { recursive: true });
    if (this.updates.size === 0) return;
    const lines = readFileSync(this.path, 'utf8').split('\n');
    const fromBelow = [...this.updates].sort(([a], [b]) => b.from - a.from);
    for (const [f, text] of fromBelow) lines.splice(f.from, f.to - f.from, ...text.split('\n'));
    writeFileSync(this.path, lines.join('\n'));
  }
}

const PAGES = [RECIPE, 'README.md'].filter((name) => existsSync(join(ROOT, name))).map((name) => new Page(name));

describe.each(PAGES.filter((p) => p.steps.length > 0).map((p) => [p.name, p] as const))('%s', (_, page) => {
  beforeAll(() => {
    expect(existsSync(CLI), 'run npm run build first').toBe(true);
    page.prepare();
  });
  afterAll(() => page.end());

  test.each(page.steps.map((s) => [s.name, s] as const))('%s', (_line, step) => page.run(step));
});

describe('what the recipe adds for good', () => {
  const fences = fencesOf(readFileSync(join(ROOT, RECIPE), 'utf8'));
  const file = (name: string): string => fences.find((f) => f.options.file === name)?.text ?? '';
  const [, from, to] = /^cp (\S+) methodologies\/(\S+)$/m.exec(fences.map((f) => f.text).join('\n')) ?? [];

  async function withAdded(): Promise<Catalog> {
    const files = await readFiles();
    const yaml: Record<string, string> = { ...files.yaml, [to as string]: file(from as string) };
    const csv: Record<string, CatalogFiles['csv'][string]> = { ...files.csv };
    for (const f of fences) {
      const path = f.options.append;
      if (path?.endsWith('.yaml')) yaml[path] = yaml[path] ? `${yaml[path]}\n${f.text}\n` : f.text;
      else if (path) {
        const table = csv[path] as CatalogFiles['csv'][string];
        csv[path] = { ...table, rows: [...table.rows, ...Papa.parse<string[]>(f.text).data] };
      }
    }
    return assembleCatalog({ ...files, yaml, csv });
  }

  test('passes the checks of the build', async () => {
    expect(dirname(to as string)).toBe('jcm');
    expect(checkCatalog(await withAdded())).toEqual([]);
  });

  test('a site gets the methodology by itself, and the example comes out', async () => {
    const catalog = await withAdded();
    const sites = assess(new TextEncoder().encode(`${file('my-site.csv')}\n`), { catalog });
    expect(sites.dropped).toEqual([]);
    expect(sites.sites.map((s) => [s.methodology, s.number('reduction_tco2_year1')])).toEqual([
      ['LK_DRAFT1', 750],
      ['LK_DRAFT1', 240],
    ]);
    const [example] = catalog.methodologies['LK_DRAFT1@1.0']?.examples ?? [];
    const site = assessRow({ country: 'LK', technology: 'solar-pv', ...example?.inputs }, { catalog });
    for (const [output, value] of Object.entries(example?.expect ?? {})) {
      expect(Math.abs(site.number(output) - value), output).toBeLessThanOrEqual(example?.within as number);
    }
  });

  test('the call, the factor row, the unit and the technology work', async () => {
    const catalog = await withAdded();
    const newest = catalog.calls.find((c) => c.programme === 'jcm-model-project');
    expect(newest?.call).toBe('2026');
    const wind = (more: Record<string, string | number>) =>
      assessRow({ technology: 'wind', capacity_kw: 1000, annual_electricity_mwh: 2000, ...more }, { catalog });
    expect(wind({ country: 'LK' }).methodology).toBe('generic-wind');
    expect(wind({ country: 'LK' }).number('reduction_tco2_year1')).toBeCloseTo(2000 * 0.6466, 9);
    expect(wind({ country: 'LK', electricity_price_jpy_per_kwh: 10 }).number('annual_saving_jpy')).toBeCloseTo(20e6, 6);
    expect(wind({ country: 'LK', power_use: 'grid' }).number('legal_durable_years')).toBe(17);
    const heat = { country: 'TH', technology: 'gas-cogeneration', 'heat [kcal]': 1e9, annual_electricity_mwh: 1000 };
    expect(assessRow(heat, { catalog }).result.row.values).toContain(4184);
    expect(catalog.tables.grid_combined_margin?.rows.some((r) => r.keys.includes('example-grid'))).toBe(true);
  });
});
