/** The command line: commands, options, help in two languages. Each command is loaded when it is asked for. */
import yargs, { type Argv } from 'yargs';
import type { CliKey, Texts } from '../i18n/index.ts';
import { type Context, createContext, type LogLevel, UsageError } from './context.ts';

type Run = (context: Context) => Promise<number>;

/**
 * Reads the arguments.
 * @returns what to run, or nothing when help or version was printed
 * @throws UsageError on bad usage
 */
export async function readArguments(argv: readonly string[], texts: Texts, version: string): Promise<Run | undefined> {
  const t = (key: CliKey) => texts.cli(key);
  let run: Run | undefined;
  /** Given twice, the last one counts. */
  const text = (key: CliKey) => ({ type: 'string', requiresArg: true, coerce: last, describe: t(key) }) as const;
  /** One value each time, so that no file after it is taken for another. */
  const list = (key: CliKey) =>
    ({ type: 'string', array: true, nargs: 1, default: [] as string[], describe: t(key) }) as const;
  const flag = (key: CliKey) => ({ type: 'boolean', describe: t(key) }) as const;
  const sheet = <T>(y: Argv<T>) =>
    y.positional('sheet', { type: 'string', demandOption: true, describe: t('arguments.sheet') });
  const shared = <T>(y: Argv<T>) =>
    sheet(y)
      .option('scenario', { alias: 's', ...text('options.scenario') })
      .option('methodology-file', { alias: 'm', ...list('options.methodologyFile') });
  const json = <T>(y: Argv<T>) => y.option('json', flag('options.json'));
  /** What decides a draw. */
  const drawing = <T>(y: Argv<T>) =>
    y
      .option('seed', { type: 'number', default: 1, requiresArg: true, coerce: last, describe: t('options.seed') })
      .option('sampling', {
        choices: ['sobol', 'random'] as const,
        default: 'sobol' as const,
        requiresArg: true,
        coerce: last,
        describe: t('options.sampling'),
      })
      .option('spreads', {
        choices: ['none', 'default'] as const,
        requiresArg: true,
        coerce: last,
        describe: t('options.spreads'),
      });
  const draws = <T>(y: Argv<T>) =>
    y.option('draws', { type: 'number', default: 1024, requiresArg: true, coerce: last, describe: t('options.draws') });
  const output = <T>(y: Argv<T>) => y.option('output', { alias: 'o', ...text('options.output') });
  /** Single sites, or all. */
  const study = <T>(y: Argv<T>) =>
    draws(drawing(json(output(shared(y)))))
      .option('site', text('options.site'))
      .option('all', flag('options.all'))
      .option('csv', flag('options.csv'))
      .conflicts('json', 'csv');

  const parser = yargs()
    .scriptName('jcm')
    .locale(texts.lang)
    .usage(`jcm ${version}  ${t('about')}`)
    .command(
      'assess <sheet>',
      t('commands.assess'),
      (y) =>
        json(output(shared(y)))
          .option('outputs', text('options.outputs'))
          .option('csv', flag('options.csv'))
          .conflicts('json', 'csv')
          .option('bom', flag('options.bom'))
          .option('years', flag('options.years')),
      (a) => {
        run = async (c) => (await import('./commands/assess.ts')).assess(a as never, c);
      },
    )
    .command(
      'explain <sheet>',
      t('commands.explain'),
      (y) =>
        json(output(shared(y)))
          .option('site', text('options.site'))
          .option('quantity', { alias: 'q', ...text('options.quantity') })
          .option('all', flag('options.all')),
      (a) => {
        run = async (c) => (await import('./commands/explain.ts')).explain(a as never, c);
      },
    )
    .command(
      'simulate <sheet>',
      t('commands.simulate'),
      (y) =>
        draws(drawing(json(output(shared(y)))))
          .option('outputs', text('options.outputs'))
          .option('probability', list('options.probability'))
          .option('keep-draws', text('options.keepDraws'))
          .option('fan', flag('options.fan'))
          .option('site', text('options.fanSite'))
          .option('workers', { type: 'number', requiresArg: true, coerce: last, describe: t('options.workers') })
          .option('resume', { type: 'boolean', default: false, describe: t('options.resume') })
          .option('csv', flag('options.csv'))
          .conflicts('json', 'csv'),
      (a) => {
        run = async (c) => (await import('./commands/simulate.ts')).simulate(a as never, c);
      },
    )
    .command(
      'promise <sheet>',
      t('commands.promise'),
      (y) =>
        draws(drawing(json(output(shared(y)))))
          .option('confidence', text('options.confidence'))
          .option('site', text('options.promiseSite'))
          .option('promise', list('options.promise'))
          .option('csv', flag('options.csv'))
          .conflicts('json', 'csv'),
      (a) => {
        run = async (c) => (await import('./commands/promise.ts')).promise(a as never, c);
      },
    )
    .command(
      'portfolio <sheet>',
      t('commands.portfolio'),
      (y) =>
        draws(drawing(json(output(shared(y)))))
          .option('budget', list('options.budget'))
          .option('maximise', text('options.maximise'))
          .option('top', { type: 'number', requiresArg: true, coerce: last, describe: t('options.top') })
          .option('seconds', {
            type: 'number',
            default: 30,
            requiresArg: true,
            coerce: last,
            describe: t('options.seconds'),
          })
          .option('workers', { type: 'number', requiresArg: true, coerce: last, describe: t('options.workers') })
          .option('csv', flag('options.csv'))
          .conflicts('json', 'csv'),
      (a) => {
        run = async (c) => (await import('./commands/portfolio.ts')).portfolio(a as never, c);
      },
    )
    .command(
      'replay <sheet>',
      t('commands.replay'),
      (y) =>
        drawing(json(output(shared(y))))
          .option('site', text('options.site'))
          .option('draw', {
            type: 'number',
            demandOption: true,
            requiresArg: true,
            coerce: last,
            describe: t('options.draw'),
          })
          .option('quantity', { alias: 'q', ...text('options.quantity') }),
      (a) => {
        run = async (c) => (await import('./commands/replay.ts')).replay(a as never, c);
      },
    )
    .command(
      'sensitivity <sheet>',
      t('commands.sensitivity'),
      (y) =>
        study(y)
          .option('outputs', text('options.outputs'))
          .option('indices', {
            choices: ['sobol', 'regression', 'none'] as const,
            requiresArg: true,
            coerce: last,
            describe: t('options.indices'),
          })
          .option('vary', list('options.vary'))
          .option('mark', list('options.mark'))
          .option('at', text('options.at')),
      (a) => {
        run = async (c) => (await import('./commands/sensitivity.ts')).sensitivity(a as never, c);
      },
    )
    .command(
      'breakeven <sheet>',
      t('commands.breakeven'),
      (y) =>
        study(y)
          .option('target', text('options.target'))
          .option('at', text('options.at'))
          .option('quantity', { alias: 'q', ...list('options.sought') })
          .option('low', text('options.low'))
          .option('high', text('options.high'))
          .option('with', list('options.with')),
      (a) => {
        run = async (c) => (await import('./commands/breakeven.ts')).breakeven(a as never, c);
      },
    )
    .command(
      'check <sheet>',
      t('commands.check'),
      (y) => json(shared(y)),
      (a) => {
        run = async (c) => (await import('./commands/check.ts')).check(a as never, c);
      },
    )
    .command(
      'template',
      t('commands.template'),
      (y) =>
        json(output(y))
          .option('technology', { alias: 't', ...list('arguments.technology') })
          .option('bom', flag('options.bom')),
      (a) => {
        run = async (c) => (await import('./commands/template.ts')).template(a as never, c);
      },
    )
    .command(
      'series <file>',
      t('commands.series'),
      (y) =>
        json(output(y.positional('file', { type: 'string', demandOption: true, describe: t('arguments.series') })))
          .option('fill', { type: 'boolean', default: false, describe: t('options.fill') })
          .option('labels', {
            choices: ['start', 'end'] as const,
            requiresArg: true,
            coerce: last,
            describe: t('options.labels'),
          })
          .option('utc-offset', { type: 'number', requiresArg: true, coerce: last, describe: t('options.utcOffset') })
          .option('shape', text('options.shape'))
          .option('column', list('options.column'))
          .option('base-load-pct', {
            type: 'number',
            requiresArg: true,
            coerce: last,
            describe: t('options.baseLoadPct'),
          })
          .option('working-days', {
            choices: [5, 6, 7] as const,
            requiresArg: true,
            coerce: last,
            describe: t('options.workingDays'),
          })
          .option('csv', flag('options.csv'))
          .conflicts('json', 'csv'),
      (a) => {
        run = async (c) => (await import('./commands/series.ts')).series(a as never, c);
      },
    )
    .command(
      'size <site>',
      t('commands.size'),
      (y) =>
        draws(
          drawing(
            json(
              output(y.positional('site', { type: 'string', demandOption: true, describe: t('arguments.siteFile') })),
            ),
          ),
        )
          .option('all', text('options.allSites'))
          .option('scenario', { alias: 's', ...text('options.scenario') })
          .option('methodology-file', { alias: 'm', ...list('options.methodologyFile') })
          .option('write-row', text('options.writeRow'))
          .option('csv', flag('options.csv'))
          .conflicts('json', 'csv'),
      (a) => {
        run = async (c) => (await import('./commands/size.ts')).size(a as never, c);
      },
    )
    .command(
      'serve',
      t('commands.serve'),
      (y) =>
        y
          .option('host', { ...text('options.host'), default: '127.0.0.1' })
          .option('port', {
            type: 'number',
            requiresArg: true,
            coerce: last,
            default: 8080,
            describe: t('options.port'),
          })
          .option('runs', { type: 'number', requiresArg: true, coerce: last, default: 2, describe: t('options.runs') })
          .option('seconds', {
            ...{ type: 'number', requiresArg: true, coerce: last, default: 300 },
            describe: t('options.runSeconds'),
          })
          .option('body-mb', {
            ...{ type: 'number', requiresArg: true, coerce: last, default: 64 },
            describe: t('options.bodyMb'),
          }),
      (a) => {
        run = async (c) => (await import('./commands/serve.ts')).serve(a as never, c);
      },
    )
    .command(
      'catalog [what] [id]',
      t('commands.catalog'),
      (y) =>
        json(
          y
            .positional('what', { type: 'string', describe: t('arguments.topic') })
            .positional('id', { type: 'string', describe: t('arguments.entry') }),
        ),
      (a) => {
        run = async (c) => (await import('./commands/catalog.ts')).catalogCommand(a as never, c);
      },
    )
    .option('lang', { choices: ['en', 'ja'] as const, requiresArg: true, coerce: last, describe: t('options.lang') })
    .option('log-level', {
      choices: ['silent', 'error', 'warn', 'info'] as const,
      requiresArg: true,
      coerce: last,
      default: 'info' as LogLevel,
      describe: t('options.logLevel'),
    })
    .demandCommand(1, t('commandNeeded'))
    .strictCommands()
    .strict()
    .recommendCommands()
    .version(version)
    .help()
    .wrap(Math.min(110, process.stdout.columns ?? 110))
    .exitProcess(false)
    .fail((message, error) => {
      const command = /^Unknown command: (.*)/.exec(message ?? '')?.[1];
      if (command) throw new UsageError(texts.cli('unknownCommand', { command }));
      if (error && error.name !== 'YError') throw error;
      throw new UsageError(message ?? error?.message, t('seeHelp'));
    });
  const parsed = await parser.parseAsync([...argv]);
  // yargs reads a lone - as an empty word.
  if (parsed.sheet === '' && argv.includes('-')) parsed.sheet = '-';
  if (parsed.file === '' && argv.includes('-')) parsed.file = '-';
  if (parsed.site === '' && argv.includes('-')) parsed.site = '-';
  const level = parsed['log-level'] as LogLevel;
  return run && ((_c) => (run as Run)(createContext(texts, level)));
}

const last = <T>(x: T | readonly T[]): T => (Array.isArray(x) ? (x.at(-1) as T) : (x as T));
