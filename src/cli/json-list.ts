/** JSON of one thing, or of a list whose members come one by one. */
import type { Sink } from './sink.ts';

export interface JsonList {
  add(member: object): void;
  end(): void;
}

/** @param many false: the only member stands alone */
export function jsonList(sink: Sink, many: boolean): JsonList {
  let first = true;
  if (many) sink.write('[');
  return {
    add: (member) => {
      if (many) sink.write(`${first ? '\n' : ',\n'}${JSON.stringify(member)}`);
      else sink.write(`${JSON.stringify(member, null, 2)}\n`);
      first = false;
    },
    end: () => {
      if (many) sink.write(first ? ']\n' : '\n]\n');
    },
  };
}
