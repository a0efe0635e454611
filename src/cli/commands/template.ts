/** `jcm template`: an empty sheet with the columns of the technologies asked for. */
import { IDENTITY, inputColumns, japaneseKey, KEYS } from '../../assessment/columns.ts';
import type { Quantity } from '../../catalog/index.ts';
import { csvLine } from '../../io/csv-write.ts';
import { type Context, EXIT, UsageError } from '../context.ts';
import { loadCatalog } from '../load.ts';
import { outFile } from '../out-files.ts';
import { fileSink, stdoutSink } from '../sink.ts';

export interface TemplateArgs {
  technology: readonly string[];
  output?: string | undefined;
  bom: boolean;
  json: boolean;
}

export async function template(args: TemplateArgs, context: Context): Promise<number> {
  outFile(args.output, undefined, context);
  const catalog = loadCatalog();
  const inputs = inputColumns(catalog);
  const known = [...inputs.ofTechnology.keys()];
  const chosen = args.technology.length > 0 ? args.technology : known;
  for (const t of chosen)
    if (!known.includes(t))
      throw new UsageError(context.texts.cli('unknownTechnology', { technology: t }), `  ${known.join(', ')}`);
  const columns = new Map<string, Quantity>();
  for (const t of chosen) {
    for (const q of inputs.ofTechnology.get(t)?.values() ?? [])
      if (!q.scenarioOnly && !q.fromHours && !columns.has(q.column)) columns.set(q.column, q);
  }
  const quantities = [...columns.values()];
  const { lang } = context.texts;
  const keys = [...IDENTITY, ...KEYS].map((key) => (lang === 'ja' ? japaneseKey(key) : key));
  const header = [...keys, ...quantities.map((q) => (lang === 'ja' ? japaneseHeader(q) : q.column)), 'note'];
  const sink = args.output ? fileSink(args.output, context) : stdoutSink();
  if (args.json) sink.write(`${JSON.stringify({ schema: 'jcm.template/1', columns: header }, null, 2)}\n`);
  else sink.write((args.bom ? '\ufeff' : '') + csvLine(header));
  context.say('info', context.texts.cli('templateHelp'));
  await sink.close();
  if (args.output) context.say('info', context.texts.cli('savedTo', { file: args.output }));
  return EXIT.done;
}

function japaneseHeader(q: Quantity): string {
  if (q.kind !== 'number' || q.writtenUnit === '1') return q.label.ja;
  const unit = q.perYearImplied ? q.writtenUnit.replace(/\/year$/, '') : q.writtenUnit;
  return `${q.label.ja} [${unit.replaceAll('JPY', '円').replaceAll('year', '年')}]`;
}
