/** Entry of the command line. */
import { langFrom, texts } from '../i18n/index.ts';
import { EXIT, UsageError, createContext } from './context.ts';
import { loadVersion } from './load.ts';
import { readArguments } from './program.ts';
import { BrokenPipe } from './sink.ts';

async function main(argv: readonly string[]): Promise<number> {
  const t = texts(languageOf(argv));
  const context = createContext(t, 'info', process.env);
  try {
    const run = await readArguments(argv, t, loadVersion());
    return run ? await run(context) : EXIT.done;
  } catch (e) {
    if (e instanceof BrokenPipe) return EXIT.done;
    if (e instanceof UsageError) {
      for (const line of e.lines) context.say('error', line);
      return EXIT.unusable;
    }
    throw e;
  }
}

function languageOf(argv: readonly string[]): 'en' | 'ja' {
  const i = argv.findIndex((a) => a === '--lang' || a.startsWith('--lang='));
  const asked = i < 0 ? undefined : argv[i] === '--lang' ? argv[i + 1] : (argv[i] as string).slice('--lang='.length);
  return asked === 'ja' || asked === 'en' ? asked : langFrom(process.env);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(signal === 'SIGINT' ? 130 : 143));
process.exitCode = await main(process.argv.slice(2));
