/** Runs of `jcm simulate`: the same bytes however the work is shared out, cut off and taken up. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { ended, jcm, readRecords, scratch, sheet, start } from '../support/command.ts';

const folder = scratch();

/** Solar, lighting and cogeneration rows, some in groups, some bad; spreads of several kinds. */
function sheetOf(rows: number, groups: boolean): string {
  const head =
    'site_id,project_id,proposal_id,country,technology,capacity_kw,specific_yield_kwh_per_kw,lamps,lamp_power_before_w,lamp_power_after_w,operating_hours_per_year,capex_jpy,electricity_price_jpy_per_kwh,discount_rate_pct,legal_durable_years,similar_projects';
  const lines = Array.from({ length: rows }, (_, i) => {
    const group = groups && i % 5 === 0 ? `P${i % 3},Q${i % 2}` : ',';
    if (i % 11 === 3) return `S${i},${group},XX,solar-pv,1000,1300,,,,,1e8,10,5,17,0`;
    if (i % 3 === 1) return `S${i},${group},TH,led-lighting,,,${100 + i},40,18 ± 5%,3000 to 4000,4e6,10 to 13,6,15,0`;
    return `S${i},${group},VN,solar-pv,${500 + i},1350 ± 8%,,,,,"pert(90000000, 100000000, 130000000)","triangular(9, 11, 15)",5,17,0`;
  });
  return `${[head, ...lines].join('\n')}\n`;
}

const SHEET = join(folder, 'sheet.csv');
writeFileSync(SHEET, sheetOf(700, true));

const hash = (dir: string, names: readonly string[]): string => {
  const h = createHash('sha256');
  for (const name of names) h.update(readFileSync(join(dir, name)));
  return h.digest('hex');
};
const CSV = ['results.csv', 'groups.csv', 'findings.csv'] as const;

const run = (dir: string, ...more: string[]) =>
  jcm(['simulate', SHEET, '--draws', '64', '-o', join(folder, dir), '--log-level', 'silent', ...more]);

describe('the same bytes', () => {
  test('for 1, 2, 3 and 8 workers, and in place', async () => {
    const hashes = new Set<string>();
    for (const workers of ['1', '2', '3', '8']) {
      expect((await run(`w${workers}`, '--workers', workers)).code).toBe(1);
      hashes.add(hash(join(folder, `w${workers}`), CSV));
    }
    // 700 rows × 64 draws are few: without --workers none is started.
    expect((await run('inline')).code).toBe(1);
    hashes.add(hash(join(folder, 'inline'), CSV));
    expect(hashes.size).toBe(1);
  });

  test('as JSON too, and under plain random draws', async () => {
    for (const more of [['--json'], ['--sampling', 'random', '--draws', '100']]) {
      const outs = await Promise.all(
        ['1', '3'].map(async (w) => {
          const args = ['simulate', SHEET, '--draws', '64', '--csv', ...more, '--workers', w, '--log-level', 'silent'];
          const { out, code } = await jcm(more[0] === '--json' ? args.filter((a) => a !== '--csv') : args);
          expect(code).toBe(1);
          return out;
        }),
      );
      expect(outs[0]?.length).toBeGreaterThan(10_000);
      expect(outs[0]).toBe(outs[1]);
    }
  });
});

describe('what comes later in the sheet', () => {
  /** A project of the first rows, which lack costs; many rows with costs after them. */
  const late = join(folder, 'late.csv');
  const lines = Array.from({ length: 270 }, (_, i) => {
    const group = i < 2 ? 'P' : '';
    return `S${i},${group},VN,solar-pv,${500 + i},1350 ± 8%,${i < 70 ? '' : '1e8 ± 10%'},10,5,17,0`;
  });
  const head =
    'site_id,project_id,country,technology,capacity_kw,specific_yield_kwh_per_kw,capex_jpy,electricity_price_jpy_per_kwh,discount_rate_pct,legal_durable_years,similar_projects';
  writeFileSync(late, `${[head, ...lines].join('\n')}\n`);

  test('changes nothing in a group that is complete, with any number of workers', async () => {
    const args = ['simulate', late, '--draws', '64', '--outputs', 'all', '--json', '--log-level', 'silent'];
    const outs = await Promise.all(
      [[], ['--workers', '1'], ['--workers', '8']].map(async (w) => (await jcm([...args, ...w])).out),
    );
    expect(new Set(outs).size).toBe(1);
    const short = join(folder, 'short.csv');
    writeFileSync(short, `${[head, ...lines.slice(0, 2)].join('\n')}\n`);
    const alone = JSON.parse((await jcm(['simulate', short, ...args.slice(2)])).out);
    const { projects } = JSON.parse(outs[0] as string);
    expect(projects).toEqual(alone.projects);
    expect(projects[0].outputs.reduction_tco2_horizon.mean).toBeGreaterThan(0);
    expect(projects[0].reasons.npv_jpy).toBe('missing_input:capex_jpy');
  });

  test('thousands of dropped rows on end share out alike', async () => {
    const dropped = join(folder, 'dropped.csv');
    const bad = Array.from({ length: 9_001 }, (_, i) => `D${i},,XX,solar-pv,1,1,1,1,1,1,0`);
    writeFileSync(dropped, `${[head, ...lines.slice(0, 101), ...bad, ...lines.slice(101)].join('\n')}\n`);
    const dirs = ['1', '3'].map((w) => `dropped${w}`);
    for (const [i, dir] of dirs.entries()) {
      const args = ['simulate', dropped, '--draws', '64', '--workers', i ? '3' : '1', '-o', join(folder, dir)];
      expect((await jcm([...args, '--log-level', 'silent'])).code).toBe(1);
    }
    expect(hash(join(folder, dirs[0] as string), CSV)).toBe(hash(join(folder, dirs[1] as string), CSV));
  });
});

describe('--resume', () => {
  const long = join(folder, 'long.csv');
  writeFileSync(long, sheetOf(4_000, true));
  const args = (dir: string, format: string, ...more: string[]) => [
    ...['simulate', long, '--draws', '64', '-o', join(folder, dir), format],
    ...['--workers', '2', '--log-level', 'silent', ...more],
  ];

  test.each([
    ['--csv', CSV],
    ['--json', ['results.json', 'findings.csv']],
  ] as const)(
    '%s: killed at ten moments, it loses and repeats nothing',
    { timeout: 240_000 },
    async (format, names) => {
      const before = performance.now();
      expect((await jcm(args(`whole${format}`, format))).code).toBe(1);
      const whole = hash(join(folder, `whole${format}`), names);
      const took = performance.now() - before;
      let taken = 0;
      for (let i = 0; i < 10; i++) {
        const dir = `cut${format}${i}`;
        const child = start(args(dir, format));
        const over = ended(child);
        // At any moment of a run, and at any moment after it has laid down where it stands.
        if (i % 2 === 0) await wait(took * (0.2 + 0.08 * i));
        else {
          await begun(join(folder, dir));
          await wait(7 * i);
        }
        child.kill('SIGKILL');
        await over;
        const there = existsSync(join(folder, dir, '.partial', 'state'));
        if (there) taken++;
        const complete = existsSync(join(folder, dir, 'run.json')) && !existsSync(join(folder, dir, '.partial'));
        const again = await jcm(args(dir, format, '--resume', '--log-level', 'info'));
        expect(again.code, again.err).toBe(complete ? 2 : 1);
        expect(again.err.includes('Taken up after')).toBe(there);
        expect(hash(join(folder, dir), names)).toBe(whole);
        expect(readdirSync(join(folder, dir))).not.toContain('.partial');
        rmSync(join(folder, dir), { recursive: true });
      }
      expect(taken).toBeGreaterThan(0);
    },
  );

  /** Waits for the first checkpoint. */
  async function begun(dir: string): Promise<void> {
    for (let n = 0; n < 4_000 && !existsSync(join(dir, '.partial', 'state')); n++) await wait(5);
  }

  test('twice cut off, twice taken up', { timeout: 60_000 }, async () => {
    const dir = join(folder, 'twice');
    for (let i = 0; i < 2; i++) {
      const child = start(args('twice', '--csv', ...(i ? ['--resume'] : [])));
      const over = ended(child);
      await begun(dir);
      child.kill('SIGKILL');
      await over;
    }
    expect((await jcm(args('twice', '--csv', '--resume'))).code).toBe(1);
    expect(hash(dir, CSV)).toBe(hash(join(folder, 'whole--csv'), CSV));
  });

  test('two runs in one directory: the second is refused, the first ends well', { timeout: 60_000 }, async () => {
    const first = start(args('both', '--csv'));
    const over = ended(first);
    for (let n = 0; n < 2_000 && !existsSync(join(folder, 'both/.partial/lock')); n++) await wait(5);
    const { code, err } = await jcm(args('both', '--csv', '--log-level', 'error'));
    expect(code).toBe(2);
    expect(err).toContain('Another run');
    expect((await over).code).toBe(1);
    expect(hash(join(folder, 'both'), CSV)).toBe(hash(join(folder, 'whole--csv'), CSV));
  });

  test('cut off while the files were moved: taken up from there', { timeout: 60_000 }, async () => {
    const dir = join(folder, 'moved');
    const child = start(args('moved', '--csv', '--draws', '2048'));
    const over = ended(child);
    await begun(dir);
    child.kill('SIGKILL');
    await over;
    renameSync(join(dir, '.partial/results.csv'), join(dir, 'results.csv'));
    const again = await jcm(args('moved', '--csv', '--draws', '2048', '--resume', '--log-level', 'info'));
    expect(again.err).toContain('Taken up after');
    expect((await jcm(args('whole-moved', '--csv', '--draws', '2048'))).code).toBe(1);
    expect(hash(dir, CSV)).toBe(hash(join(folder, 'whole-moved'), CSV));
  });

  test('killed while the inputs were copied, the folder is not blocked', async () => {
    const dir = join(folder, 'copying');
    mkdirSync(join(dir, 'input'), { recursive: true });
    mkdirSync(join(dir, '.partial'));
    writeFileSync(join(dir, '.partial/lock'), '2147483646');
    writeFileSync(join(dir, 'input/sheet.csv.part-77'), 'half');
    expect((await run('copying')).code).toBe(1);
    expect(readdirSync(join(dir, 'input'))).toEqual(['sheet.csv']);
  });

  test('another run is refused with what differs', { timeout: 60_000 }, async () => {
    const dir = join(folder, 'other');
    const child = start(args('other', '--csv', '--draws', '4096'));
    const over = ended(child);
    await begun(dir);
    child.kill('SIGKILL');
    await over;
    const { code, err } = await jcm(
      args('other', '--csv', '--draws', '4096', '--resume', '--seed', '2', '--log-level', 'error'),
    );
    expect(code).toBe(2);
    expect(err).toContain('seed');
  });

  test('needs a directory; without anything to take up it starts from the beginning', async () => {
    expect((await jcm(['simulate', SHEET, '--resume'])).code).toBe(2);
    mkdirSync(join(folder, 'fresh'));
    const { code, err } = await run('fresh', '--resume', '--log-level', 'info');
    expect(code).toBe(1);
    expect(err).toContain('no checkpoint');
    expect(hash(join(folder, 'fresh'), CSV)).toBe(hash(join(folder, 'inline'), CSV));
    // It is complete now.
    expect((await run('fresh', '--resume')).code).toBe(2);
  });
});

describe('replay', () => {
  test.each([
    ['fixed', []],
    ['redraw', []],
    ['redraw', ['--sampling', 'random', '--seed', '9']],
  ])('subsidy %s %s: draw by draw what the run had', async (subsidy, more) => {
    const scenario = join(folder, 'replay.yaml');
    const own = readFileSync(sheet('uncertain-scenario.yaml'), 'utf8');
    writeFileSync(scenario, `${own}subsidy: ${subsidy}\n`);
    const common = [sheet('uncertain-sites.csv'), '-s', scenario, '--log-level', 'error', ...more];
    const dir = join(folder, `replay-${subsidy}${more.length}`);
    const columns = ['npv_jpy', 'subsidy_jpy', 'reduction_tco2_horizon', 'irr'];
    const run = ['--draws', '64', '--outputs', columns.join(','), '--keep-draws', 'U01,U03,U06', '-o', dir];
    expect((await jcm(['simulate', ...common, ...run])).code).toBe(0);
    const drawn = readRecords(join(dir, 'draws.csv'));
    for (const [site, draw] of [
      ['U01', 5],
      ['U03', 0],
      ['U06', 63],
    ] as const) {
      const row = drawn.find((r) => r.site_id === site && Number(r.draw) === draw) ?? {};
      const { out } = await jcm(['replay', ...common, '--site', site, '--draw', String(draw), '--json']);
      const { quantities } = JSON.parse(out) as { quantities: { column: string; value: number | null }[] };
      for (const column of columns) {
        const value = quantities.find((q) => q.column === column)?.value ?? null;
        if (row[column] === '') expect(value).toBeNull();
        // As many digits as the file has.
        else expect(Math.abs(Number(row[column]) - (value as number))).toBeLessThan(1e-6);
      }
    }
  });
});

describe('bad usage', () => {
  test.each([
    [['--draws', '1000'], '1,048,576'],
    [['--draws', '0'], 'power of two'],
    [['--draws', '-8'], 'power of two'],
    [['--probability', 'profit >= 0'], 'profit'],
    [['--workers', '0'], 'workers'],
    [['--workers', '1.5'], 'workers'],
    [['--seed', '1.5'], 'seed'],
    [['--site', 'S1'], '--fan'],
  ])('%s', async (more, said) => {
    const { code, err, out } = await jcm(['simulate', SHEET, ...more]);
    expect(code).toBe(2);
    expect(err).toContain(said);
    expect(out).toBe('');
  });
});
