/**
 * Draws made in Web Workers. Browsers share memory only with pages that a server isolates by special headers, which a plain
 * web server does not send: so each leaf of a job goes to one worker by message and its numbers come back moved.
 */
import { type Job, JobView } from '../batch/job.ts';
import { JobFailed, type JobRunner, WorkersFailed } from '../batch/runner.ts';
import type { DrawProgram, DrawSettings } from '../simulate/program.ts';
import type { FromDrawer, ToDrawer } from './web-messages.ts';

/** A worker at the other end of a line. */
export interface Drawer {
  post(message: ToDrawer): void;
  terminate(): void;
}

/** Starts a worker. `died` is called once when it ends by itself, with the cause as far as it is known. */
export type StartDrawer = (heard: (message: FromDrawer) => void, died: (cause: string) => void) => Drawer;

export interface WebRunnerOptions {
  settings: DrawSettings;
  workers: number;
  start: StartDrawer;
}

/** Leaves that a worker has at once, so that it never waits for the next. */
const IN_HAND = 2;
/** Times each worker may end with nothing in hand in succession. */
const IDLE_DEATHS = 3;

/** A leaf to be drawn. */
interface Leaf {
  id: number;
  leaf: number;
}

interface Open {
  job: Job;
  programs: readonly DrawProgram[];
  /** Leaves not drawn so far. */
  left: number;
  /** Leaves that have failed once. */
  failed: Set<number>;
  done: () => void;
  fail: (e: Error) => void;
}

interface Hand {
  drawer: Drawer;
  /** Programs it has. */
  known: Set<number>;
  /** Leaves it has, oldest first. */
  leaves: Leaf[];
  dead: boolean;
}

export class WebRunner implements JobRunner {
  readonly ahead: number;
  private readonly options: WebRunnerOptions;
  private readonly hands: Hand[];
  private readonly open = new Map<number, Open>();
  private waiting: Leaf[] = [];
  private jobs = 0;
  private idleDeaths = 0;
  private broken: Error | undefined;

  constructor(options: WebRunnerOptions) {
    this.options = options;
    this.ahead = options.workers + 1;
    this.hands = Array.from({ length: options.workers }, () => this.started());
  }

  allocate(length: number): Float64Array {
    return new Float64Array(length);
  }

  release(): void {}

  run(job: Job, programs: readonly DrawProgram[]): Promise<void> {
    const { leaves } = new JobView(job, this.options.settings.draws);
    if (leaves === 0) return Promise.resolve();
    if (this.broken) return Promise.reject(this.broken);
    const id = this.jobs++;
    return new Promise<void>((done, fail) => {
      this.open.set(id, { job, programs, left: leaves, failed: new Set(), done, fail });
      for (let leaf = 0; leaf < leaves; leaf++) this.waiting.push({ id, leaf });
      this.handOut();
    });
  }

  forget(programs: readonly number[]): void {
    if (programs.length === 0) return;
    for (const h of this.hands) {
      for (const id of programs) h.known.delete(id);
      h.drawer.post({ kind: 'forget', programs });
    }
  }

  /** Ends all workers, whatever they are at; jobs that are not done fail. */
  async close(): Promise<void> {
    for (const h of this.hands) {
      h.dead = true;
      h.drawer.terminate();
    }
    this.failAll(new WorkersFailed('closed'));
  }

  private started(): Hand {
    const hand: Hand = {
      drawer: this.options.start(
        (message) => {
          if (!hand.dead) this.heard(hand, message);
        },
        (cause) => {
          if (!hand.dead) this.died(hand, cause);
        },
      ),
      known: new Set(),
      leaves: [],
      dead: false,
    };
    hand.drawer.post({ kind: 'settings', settings: this.options.settings });
    return hand;
  }

  /** Each worker gets leaves until it has enough, the one with the fewest first. */
  private handOut(): void {
    for (let most = 1; most <= IN_HAND; most++) {
      for (const hand of this.hands) {
        while (hand.leaves.length < most) {
          const next = this.waiting.shift();
          if (!next) return;
          this.give(hand, next);
        }
      }
    }
  }

  private give(hand: Hand, leaf: Leaf): void {
    const open = this.open.get(leaf.id);
    if (!open) return;
    for (const program of open.programs) {
      if (hand.known.has(program.id)) continue;
      hand.known.add(program.id);
      hand.drawer.post({ kind: 'program', program });
    }
    hand.leaves.push(leaf);
    const { input, output } = open.job;
    hand.drawer.post({ kind: 'leaf', ...leaf, input, length: output.length });
  }

  private heard(hand: Hand, message: FromDrawer): void {
    hand.leaves = hand.leaves.filter((l) => l.id !== message.id || l.leaf !== message.leaf);
    const open = this.open.get(message.id);
    if (open && message.kind === 'drawn') {
      this.idleDeaths = 0;
      for (const { at, numbers } of message.parts) open.job.output.set(numbers, at);
      if (--open.left === 0) {
        this.open.delete(message.id);
        open.done();
      }
    } else if (message.kind === 'failed') this.again(message, new JobFailed(message.site, message.cause));
    this.handOut();
  }

  /** Another takes its place; what it had in hand is done once more. */
  private died(hand: Hand, cause: string): void {
    hand.dead = true;
    hand.drawer.terminate();
    const e = new WorkersFailed(cause);
    if (hand.leaves.length === 0 && this.idleDeaths++ > IDLE_DEATHS * this.options.workers) {
      this.failAll(e);
      return;
    }
    // The oldest is what it was at; the others it had not begun.
    for (const [i, leaf] of hand.leaves.entries()) {
      if (i === 0) this.again(leaf, e);
      else this.waiting.unshift(leaf);
    }
    this.hands[this.hands.indexOf(hand)] = this.started();
    this.handOut();
  }

  private again({ id, leaf }: Leaf, e: Error): void {
    const open = this.open.get(id);
    if (!open) return;
    if (open.failed.has(leaf)) {
      this.open.delete(id);
      this.waiting = this.waiting.filter((l) => l.id !== id);
      open.fail(e);
      return;
    }
    open.failed.add(leaf);
    this.waiting.unshift({ id, leaf });
  }

  private failAll(e: Error): void {
    this.broken = e;
    for (const o of this.open.values()) o.fail(e);
    this.open.clear();
    this.waiting = [];
  }
}
