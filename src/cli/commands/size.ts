/** `jcm size`: a site file → the best size under its limits, the curve of all sizes, a row for the sheet; for a sheet of sites the best of each. */
import path from 'node:path';
import type { Finding } from '../../assessment/findings.ts';
import { GroupTable } from '../../batch/groups.ts';
import { Simulators } from '../../batch/sizing/draws.ts';
import { readSite, type SitePlan } from '../../batch/sizing/read-site.ts';
import { SizedRows } from '../../batch/sizing/rows.ts';
import { sizeSite } from '../../batch/sizing/size-site.ts';
import { bestOf, type SizedSite } from '../../batch/sizing/sized.ts';
import { sizingFinding } from '../../decide/sizing/findings.ts';
import { SIZE_SCHEMA } from '../../report/size-json.ts';
import { type Context, EXIT, UsageError } from '../context.ts';
import { FindingsLog } from '../findings-log.ts';
import { loadCatalog, loadScenario, scenarioFindings, withUserMethodologies } from '../load.ts';
import { outFile, outFiles } from '../out-files.ts';
import { progressOf } from '../progress.ts';
import { keepRun } from '../run-record.ts';
import { checkDraws, DRAW_KEYS, type DrawArgs, drawOptions } from '../simulate-options.ts';
import { fileSink, stdoutSink } from '../sink.ts';
import { type FilesRead, SiteFiles } from '../site-series.ts';
import { rawSites } from '../size-options.ts';
import { rowLines, SizeWriter } from '../size-writers.ts';
import { spooled } from '../spool.ts';

export interface SizeArgs extends DrawArgs {
  site: string;
  /** A sheet of sites; the site file holds what they have in common. */
  all?: string | undefined;
  scenario?: string | undefined;
  methodologyFile: readonly string[];
  spreads?: 'none' | 'default' | undefined;
  output?: string | undefined;
  writeRow?: string | undefined;
  json: boolean;
  csv: boolean;
}

export async function size(args: SizeArgs, context: Context): Promise<number> {
  checkDraws(args, context);
  const inputs = { ...args, sheet: args.site };
  outFiles(inputs, { rows: true }, context);
  outFile(args.writeRow, inputs, context);
  const catalog = await withUserMethodologies(loadCatalog(), args.methodologyFile, context);
  const scenario = await loadScenario(args.scenario, catalog, context);
  const raw = await rawSites(args.site, args.all, context);
  const files = new SiteFiles(path.dirname(args.site), catalog, context);
  const plans = raw.map((r) => {
    const { site, findings } = r.faults.length > 0 ? { findings: r.faults } : readSite(r.raw, catalog, scenario);
    return { ...r, site, findings };
  });
  const dataFiles = [
    ...(args.all === undefined ? [] : [args.all]),
    ...new Set(plans.flatMap((p) => (p.site ? files.named(p.site.files) : []))),
  ];
  const known = { ...inputs, dataFiles: [...scenario.dataFiles, ...dataFiles] };
  const target = outFiles(known, { rows: true }, context);
  outFile(args.writeRow, known, context);
  const place = await spooled(args.site, context);
  const record = target.folder ? keepRun(target.folder, known, place, context) : undefined;

  const many = args.all !== undefined;
  const log = new FindingsLog(context, { file: target.findings, together: many });
  for (const f of scenarioFindings(scenario, 'size', DRAW_KEYS)) log.add(f);
  const rows = new SizedRows(catalog, scenario);
  const simulators = new Simulators(drawOptions(args, catalog, scenario, new GroupTable()));
  const progress = progressOf(plans.length, context);
  const open = () => (target.results ? fileSink(target.results, context) : stdoutSink());
  const writer = new SizeWriter({ format: target.format, many, catalog }, open, context);
  let sizings = 0;
  for (const { id, site, findings, line } of plans) {
    const read = site && (await filesOf(site, files, many));
    const sized =
      site && read?.ready ? sizeSite({ catalog, scenario, site, rows, simulators, inputs: read.inputs }) : undefined;
    const told: (readonly [string, Finding])[] = [
      ...(read?.findings ?? []),
      ...[...findings, ...(sized?.findings ?? [])].map((f) => [args.site, f] as const),
    ];
    const found = told.map(([from, f]): [string, Finding] => [from, many ? placed(f, id, line) : f]);
    for (const [from, f] of found) log.add(f, many ? undefined : from);
    if (sized?.sizing) sizings++;
    await writer.add({ id, site, sizing: sized?.sizing, findings: found.map(([, f]) => f) });
    progress.step(1, 1);
  }
  progress.end();
  await writer.end();
  const { sites } = writer;
  await log.close();
  const best = sites.filter((s) => bestOf(s.sizing)).length;
  const written = [args.writeRow, target.rows].filter((f) => f !== undefined);
  if (best === 0 && args.writeRow) throw new UsageError(context.texts.cli('size.noRow', { file: args.writeRow }));
  if (best > 0) for (const file of written) await writeRows(file, sites, context);
  await record?.finish({ command: 'size', results: SIZE_SCHEMA, catalog, options: optionsOf(args) }, [
    ...[sizings > 0 || many || target.format === 'json' ? target.results : undefined, target.findings],
    ...(best > 0 ? [target.rows] : []),
  ]);
  place.remove();
  if (target.results && !record && (sizings > 0 || many))
    context.say('info', context.texts.cli('savedTo', { file: target.results }));
  if (sizings === 0) return EXIT.unusable;
  return best === sites.length ? EXIT.done : EXIT.someRowsLeftOut;
}

const optionsOf = ({ seed, draws, sampling, spreads }: SizeArgs) => ({
  seed,
  draws,
  sampling,
  spreads: spreads ?? null,
});

/** A finding of one site among many. */
function placed(f: Finding, id: string | undefined, line: number | undefined): Finding {
  return { ...f, ...(line === undefined ? {} : { row: line }), ...(id === undefined ? {} : { site_id: id }) };
}

/** Among many sites a file that cannot be read is the fault of its site alone. */
async function filesOf(site: SitePlan, files: SiteFiles, many: boolean): Promise<FilesRead> {
  try {
    return await files.read(site.files);
  } catch (e) {
    if (!many || !(e instanceof UsageError)) throw e;
    const finding = sizingFinding('size_file', 'error', { text: e.message });
    return { inputs: { years: {}, tables: {} }, findings: [['', finding]], ready: false };
  }
}

async function writeRows(file: string, sites: readonly SizedSite[], context: Context): Promise<void> {
  const sink = fileSink(file, context);
  sink.write(rowLines(sites));
  await sink.close();
  context.say('info', context.texts.cli('savedTo', { file }));
}
