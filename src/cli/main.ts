/** Entry of the command line. */
import { langFrom, texts } from '../i18n/index.ts';
import { createContext, EXIT, type LogLevel, UsageError } from './context.ts';
import { loadVersion } from './load.ts';
import { readArguments } from './program.ts';
import { BrokenPipe, StdoutProblem } from './sink.ts';

async function main(argv: readonly string[]): Promise<number> {
  const lang = optionOf(argv, 'lang');
  const level = optionOf(argv, 'log-level');
  const t = texts(lang === 'ja' || lang === 'en' ? lang : langFrom(process.env));
  const context = createContext(t, isLevel(level) ? level : 'info');
  try {
    const run = await readArguments(argv, t, loadVersion());
    return run ? await run(context) : EXIT.done;
  } catch (e) {
    if (e instanceof BrokenPipe) return EXIT.done;
    if (e instanceof UsageError) {
      for (const line of e.lines) context.say('error', line);
      return EXIT.unusable;
    }
    if (e instanceof StdoutProblem) context.say('error', t.cli('cannotWrite', { file: 'stdout', cause: e.message }));
    else process.stderr.write(`${(e as Error)?.stack ?? e}\n`);
    return EXIT.unusable;
  }
}

/** Read before the arguments are parsed, because faults in them are told too; the last one counts. */
function optionOf(argv: readonly string[], name: string): string | undefined {
  const i = argv.findLastIndex((a) => a === `--${name}` || a.startsWith(`--${name}=`));
  return argv[i] === `--${name}` ? argv[i + 1] : argv[i]?.slice(name.length + 3);
}

const isLevel = (s: string | undefined): s is LogLevel =>
  s !== undefined && ['silent', 'error', 'warn', 'info'].includes(s);

// Who reads the messages or the help may go away too: that is no fault. Results are watched by their sink.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => process.exit(signal === 'SIGINT' ? 130 : 143));
process.exitCode = await main(process.argv.slice(2));
