/** What a Web Worker does with each message of a WebRunner. No parser, no catalog comes here. */
import { JobView } from '../batch/job.ts';
import { JobExecutor } from '../batch/job-executor.ts';
import type { DrawSettings } from '../simulate/program.ts';
import type { FromDrawer, ToDrawer } from './web-messages.ts';

/** @param moved what goes over to the other side instead of being copied */
export type SayDrawn = (message: FromDrawer, moved: ArrayBuffer[]) => void;

export class WebLoop {
  private readonly say: SayDrawn;
  private settings: DrawSettings | undefined;
  private executor: JobExecutor | undefined;
  /** Written over by the next leaf. */
  private output = new Float64Array(0);

  constructor(say: SayDrawn) {
    this.say = say;
  }

  handle(message: ToDrawer): void {
    switch (message.kind) {
      case 'settings':
        this.settings = message.settings;
        this.executor = new JobExecutor(message.settings);
        return;
      case 'program':
        this.executor?.add(message.program);
        return;
      case 'forget':
        for (const id of message.programs) this.executor?.forget(id);
        return;
      case 'leaf':
        this.leaf(message);
    }
  }

  private leaf({ id, leaf, input, length }: Extract<ToDrawer, { kind: 'leaf' }>): void {
    if (!this.settings || !this.executor) throw new Error('a leaf came before the settings');
    if (this.output.length < length) this.output = new Float64Array(length);
    const job = { input, output: this.output };
    let site = -1;
    try {
      this.executor.leaf(job, leaf, (s) => {
        site = s;
      });
    } catch (e) {
      this.say({ kind: 'failed', id, leaf, site, cause: (e as Error).message }, []);
      return;
    }
    const parts = new JobView(job, this.settings.draws)
      .spans(leaf)
      .map(([from, to]) => ({ at: from, numbers: this.output.slice(from, to) }));
    this.say(
      { kind: 'drawn', id, leaf, parts },
      parts.map((p) => p.numbers.buffer),
    );
  }
}
