/** A peer at work: a process that stays alive and answers each command with the processor time it took. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { PeerFiles } from './peer-files.ts';

export type Mode = 'kernel' | 'full';

export class Peer {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: AsyncIterator<string>;
  private readonly scratch: string;

  constructor(command: readonly string[], files: PeerFiles, draws: number) {
    const [program = '', ...args] = command;
    const threads = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' };
    this.child = spawn(program, [...args, files.sites, files.sampler, String(draws)], {
      env: { ...process.env, ...threads },
    });
    this.child.stderr.pipe(process.stderr);
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    this.scratch = `${files.sites}.answer`;
  }

  /** Seconds that the first `sites` sites take. */
  run(sites: number, mode: Mode): Promise<number> {
    return this.command(`run ${sites} ${mode}`);
  }

  /** Statistics of the last full run: site by site, output by output. */
  async stats(): Promise<Float64Array> {
    await this.command(`stats ${this.scratch}`);
    return this.answer();
  }

  /** Outputs of one site, draw by draw. */
  async values(site: number): Promise<Float64Array> {
    await this.command(`values ${site} ${this.scratch}`);
    return this.answer();
  }

  end(): void {
    this.child.stdin.end();
  }

  private async command(line: string): Promise<number> {
    this.child.stdin.write(`${line}\n`);
    const { value, done } = await this.lines.next();
    if (done) throw new Error(`${this.child.spawnargs.join(' ')} ended at: ${line}`);
    return Number(value);
  }

  private answer(): Float64Array {
    const bytes = readFileSync(this.scratch);
    return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  }
}
