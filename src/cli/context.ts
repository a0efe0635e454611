/** What every command gets: language, texts, where to write, how talkative to be. */
import type { Texts } from '../i18n/index.ts';
import { harmless } from '../report/terminal.ts';

export type LogLevel = 'silent' | 'error' | 'warn' | 'info';
const RANK: Readonly<Record<LogLevel, number>> = { silent: 0, error: 1, warn: 2, info: 3 };

export interface Context {
  texts: Texts;
  /** A line for people, to stderr. */
  say(level: Exclude<LogLevel, 'silent'>, line: string): void;
  /** True when stderr is a terminal that may show progress. */
  progress: boolean;
}

export const EXIT = { done: 0, someRowsLeftOut: 1, unusable: 2 } as const;

/** Ends a command with a message and exit code 2: bad usage or unreadable input. */
export class UsageError extends Error {
  readonly lines: readonly string[];
  constructor(...lines: string[]) {
    super(lines.join('\n'));
    this.name = 'UsageError';
    this.lines = lines;
  }
}

export function createContext(texts: Texts, level: LogLevel): Context {
  const tty = Boolean(process.stderr.isTTY);
  return {
    texts,
    say: (l, line) => {
      if (RANK[l] <= RANK[level]) process.stderr.write(`${harmless(line)}\n`);
    },
    progress: tty && level === 'info',
  };
}
