/** `jcm serve`: the page and the API on this machine, until it is told to end. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { app } from '../../server/app.ts';
import { type Listening, listen } from '../../server/listen.ts';
import { Runs } from '../../server/runs.ts';
import { type Context, EXIT, UsageError } from '../context.ts';
import { loadCatalog } from '../load.ts';

export interface ServeArgs {
  host: string;
  port: number;
  runs: number;
  seconds: number;
  bodyMb: number;
}

export async function serve(args: ServeArgs, context: Context): Promise<number> {
  checkNumbers(args, context);
  const catalog = loadCatalog();
  const runs = new Runs(catalog, { runs: args.runs, seconds: args.seconds });
  const server = app({ catalog, runs, body: args.bodyMb * 1e6, page: pageFolder(context) });
  let listening: Listening;
  try {
    listening = await listen(server, runs, args);
  } catch (e) {
    const cause = (e as NodeJS.ErrnoException).code ?? String(e);
    throw new UsageError(context.texts.cli('cannotListen', { host: args.host, port: String(args.port), cause }));
  }
  context.say('info', context.texts.cli('listening', { url: listening.url }));
  await toldToEnd();
  await listening.close();
  return EXIT.done;
}

/** @throws UsageError */
function checkNumbers({ port, runs, seconds, bodyMb }: ServeArgs, context: Context): void {
  const whole = (name: string, x: number, low: number, high: number): void => {
    if (!Number.isInteger(x) || x < low || x > high)
      throw new UsageError(context.texts.cli('badServeNumber', { name, value: String(x), low, high }));
  };
  whole('--port', port, 0, 65_535);
  whole('--runs', runs, 1, 64);
  whole('--seconds', seconds, 1, 86_400);
  whole('--body-mb', bodyMb, 1, 1_000);
}

/** The page lies beside the built command line. */
function pageFolder(context: Context): string {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const folder = ['../web', '../../../dist/web'].map((p) => path.join(here, p)).find((p) => existsSync(p));
  if (!folder) throw new UsageError(context.texts.cli('pageMissing'));
  return folder;
}

/** In place of ending at once, as other commands do. */
function toldToEnd(): Promise<void> {
  return new Promise((told) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.removeAllListeners(signal);
      process.once(signal, () => told());
    }
  });
}
