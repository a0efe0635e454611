/** The command line: commands, options, help in two languages. Each command is loaded when it is asked for. */
import yargs, { type Argv } from 'yargs';
import type { CliKey, Texts } from '../i18n/index.ts';
import { type Context, type LogLevel, UsageError, createContext } from './context.ts';

type Run = (context: Context) => Promise<number>;

/**
 * Reads the arguments.
 * @returns what to run, or nothing when help or version was printed
 * @throws UsageError on bad usage
 */
export async function readArguments(argv: readonly string[], texts: Texts, version: string): Promise<Run | undefined> {
  const t = (key: CliKey) => texts.cli(key);
  let run: Run | undefined;
  const sheet = <T>(y: Argv<T>) => y.positional('sheet', { type: 'string', demandOption: true, describe: t('arguments.sheet') });
  const shared = <T>(y: Argv<T>) =>
    sheet(y)
      .option('scenario', { alias: 's', type: 'string', describe: t('options.scenario') })
      .option('methodology-file', { alias: 'm', type: 'string', array: true, default: [] as string[], describe: t('options.methodologyFile') });
  const json = <T>(y: Argv<T>) => y.option('json', { type: 'boolean', default: false, describe: t('options.json') });
  const output = <T>(y: Argv<T>) => y.option('output', { alias: 'o', type: 'string', describe: t('options.output') });

  const parser = yargs()
    .scriptName('jcm')
    .locale(texts.lang)
    .usage(`jcm ${version}  ${t('about')}`)
    .command(
      'assess <sheet>',
      t('commands.assess'),
      (y) =>
        json(output(shared(y)))
          .option('outputs', { type: 'string', describe: t('options.outputs') })
          .option('csv', { type: 'boolean', default: false, describe: t('options.csv') })
          .option('bom', { type: 'boolean', default: false, describe: t('options.bom') })
          .option('years', { type: 'boolean', default: false, describe: t('options.years') }),
      (a) => {
        run = async (c) => (await import('./commands/assess.ts')).assess(a as never, c);
      },
    )
    .command(
      'explain <sheet>',
      t('commands.explain'),
      (y) =>
        json(output(shared(y)))
          .option('site', { type: 'string', describe: t('options.site') })
          .option('quantity', { alias: 'q', type: 'string', describe: t('options.quantity') })
          .option('all', { type: 'boolean', default: false, describe: t('options.all') }),
      (a) => {
        run = async (c) => (await import('./commands/explain.ts')).explain(a as never, c);
      },
    )
    .command('check <sheet>', t('commands.check'), (y) => json(shared(y)), (a) => {
      run = async (c) => (await import('./commands/check.ts')).check(a as never, c);
    })
    .command(
      'template',
      t('commands.template'),
      (y) =>
        output(y)
          .option('technology', { alias: 't', type: 'string', array: true, default: [] as string[], describe: t('arguments.technology') })
          .option('bom', { type: 'boolean', default: false, describe: t('options.bom') }),
      (a) => {
        run = async (c) => (await import('./commands/template.ts')).template(a as never, c);
      },
    )
    .command(
      'catalog [what] [id]',
      t('commands.catalog'),
      (y) => json(y.positional('what', { type: 'string', describe: t('arguments.topic') }).positional('id', { type: 'string', describe: t('arguments.entry') })),
      (a) => {
        run = async (c) => (await import('./commands/catalog.ts')).catalogCommand(a as never, c);
      },
    )
    .option('lang', { choices: ['en', 'ja'] as const, describe: t('options.lang') })
    .option('log-level', { choices: ['silent', 'error', 'warn', 'info'] as const, default: 'info' as LogLevel, describe: t('options.logLevel') })
    .demandCommand(1, t('commandNeeded'))
    .strict()
    .recommendCommands()
    .version(version)
    .help()
    .wrap(Math.min(110, process.stdout.columns ?? 110))
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new UsageError(message, t('seeHelp'));
    });
  const parsed = await parser.parseAsync([...argv]);
  const level = parsed['log-level'] as LogLevel;
  return run && ((_c) => (run as Run)(createContext(texts, level, process.env)));
}
