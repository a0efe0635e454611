/** `jcm breakeven`: the capex, subsidy rate, price or size at which a target is just met. */
import { isCellError, parseNumber } from '../../assessment/cell/index.ts';
import { BreakEvenRun, type SiteBreakEven } from '../../batch/break-evens.ts';
import {
  type Asked,
  BREAK_EVEN_SCHEMA,
  breakEvenCsvHeader,
  breakEvenCsvLine,
  breakEvenJson,
  breakEvenTable,
} from '../../report/break-even-text.ts';
import { SHOWN_SITES } from '../../report/table.ts';
import { harmless } from '../../report/terminal.ts';
import { type Context, UsageError } from '../context.ts';
import { jsonList } from '../json-list.ts';
import type { Format } from '../out-files.ts';
import { checkPlanQuantity, shareOf, targetOf } from '../plan-options.ts';
import { DRAW_KEYS } from '../simulate-options.ts';
import type { Sink } from '../sink.ts';
import { openStudy, type StudyArgs } from '../study.ts';

export interface BreakEvenArgs extends StudyArgs {
  target?: string | undefined;
  /** Such as p80; undefined = with every quantity at its middle. */
  at?: string | undefined;
  quantity: readonly string[];
  low?: string | undefined;
  high?: string | undefined;
  with: readonly string[];
}

export async function breakeven(args: BreakEvenArgs, context: Context): Promise<number> {
  const study = await openStudy(args, 'breakeven', DRAW_KEYS, context);
  const { catalog, options, sink, target: place } = study;
  const target = targetOf(args.target ?? catalog.choices.breakEven?.target ?? '', catalog, context);
  const share = args.at === undefined ? undefined : shareOf(args.at, context);
  const [low, high] = limitsOf(args, context);
  for (const name of [...args.quantity, ...args.with]) checkPlanQuantity(name, catalog, context);
  const quantities = args.quantity.length > 0 ? args.quantity : undefined;
  const run = new BreakEvenRun(options, { target, share, quantities, low, high, along: args.with });
  const asked: Asked = {
    target: target.text,
    at: share === undefined ? 'middle' : `p${Number((100 * share).toFixed(6))}`,
  };
  const many = args.all || args.quantity.length !== 1;
  const writer = writerOf(place.format, sink, many, asked, context);
  let spread = options.defaultSpreads || Object.values(options.scenario?.numbers ?? {}).some((n) => n?.spread);
  for await (const rows of study.rows()) {
    for (const row of rows) {
      if (row.spreads) spread = true;
      for (const b of run.site(row)) writer.add(b);
    }
    await sink.drain();
  }
  writer.end();
  if (share !== undefined && !spread) context.say('warn', context.texts.cli('noSpreads'));
  const { seed, draws, sampling } = args;
  const spreads = options.defaultSpreads ? 'default' : 'none';
  const site = args.all ? null : (args.site ?? '');
  return study.finish({
    command: 'breakeven',
    results: BREAK_EVEN_SCHEMA,
    options: {
      ...asked,
      quantities: args.quantity,
      low: low ?? null,
      high: high ?? null,
      with: args.with,
      site,
      seed,
      draws,
      sampling,
      spreads,
    },
  });
}

function limitsOf(args: BreakEvenArgs, context: Context): (number | undefined)[] {
  const limits = [args.low, args.high].map((text) => {
    if (text === undefined) return undefined;
    const x = parseNumber(text);
    if (isCellError(x)) throw new UsageError(context.texts.cli('badLimit', { text }));
    return x;
  });
  const [low, high] = limits;
  if (limits.some((x) => x !== undefined) && args.quantity.length !== 1)
    throw new UsageError(context.texts.cli('limitsNeedQuantity'));
  if (low !== undefined && high !== undefined && low >= high)
    throw new UsageError(context.texts.cli('badInterval', { low, high }));
  return limits;
}

interface Writer {
  add(b: SiteBreakEven): void;
  end(): void;
}

function writerOf(format: Format, sink: Sink, many: boolean, asked: Asked, context: Context): Writer {
  if (format === 'csv') {
    sink.write(breakEvenCsvHeader());
    return { add: (b) => sink.write(breakEvenCsvLine(b, asked)), end: () => undefined };
  }
  if (format === 'json') {
    const list = jsonList(sink, many);
    return { add: (b) => list.add(breakEvenJson(b, asked)), end: () => list.end() };
  }
  const shown: SiteBreakEven[] = [];
  let left = 0;
  return {
    add: (b) => {
      if (shown.length < SHOWN_SITES) shown.push(b);
      else left++;
    },
    end: () => {
      sink.write(harmless(breakEvenTable(shown, asked, context.texts)));
      if (left > 0) sink.write(`${context.texts.cli('moreLines', { n: left })}\n`);
    },
  };
}
