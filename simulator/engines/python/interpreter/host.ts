import type { Scheduler } from '../../../schedule/scheduler.ts';
import { Locations } from './access-log.ts';
import { HostRun } from './host-run.ts';
import type { RunOptions } from './program.ts';
import type { Recorder } from './recorder.ts';
import type { Stacks } from './run-context.ts';
import { RunObserver } from './run-observer.ts';

/**
 * The other half of `lab_threads.py`: the functions that Python calls, fetched once, and the run that they are about. Each run
 * is a {@link HostRun} of its own.
 */
export class Host {
  readonly observer: RunObserver;
  /** Memory of the program that runs. */
  locations = new Locations();
  /** Some thread could not be ended: the interpreter should not be used again. */
  tainted = false;
  /** Asked at every switch point: true ends the run. */
  stopped: (() => boolean) | null = null;
  private readonly stacks: Stacks;
  private run: HostRun;

  constructor(stacks: Stacks) {
    this.stacks = stacks;
    this.observer = new RunObserver(
      {
        thread: () => Math.max(0, this.run.stacks.current),
        progressed: () => this.run.progressed(),
        end: (outcome) => this.run.stop(outcome),
      },
      (most) => stacks.callers(most),
    );
    this.run = this.runOf({ next: () => 0 }, {});
    this.api = this.apiOf();
  }

  /** Runs the program that `enter(0)` begins, to the end of all threads. Rejects when the interpreter is broken. */
  async begin(scheduler: Scheduler, options: RunOptions, recorder: Recorder | null): Promise<HostRun> {
    this.observer.begin(recorder);
    this.run = this.runOf(scheduler, options);
    await this.run.start();
    return this.run;
  }

  /** The functions that Python calls; plain closures, for they are fetched once. */
  readonly api: ReturnType<Host['apiOf']>;

  private apiOf() {
    return {
      ...this.observer.api,
      now: () => this.run.clock.now,
      /** Seconds that a thread has kept the processor busy; -1: all of them. */
      busy: (thread: number) => this.run.clock.busy(thread),
      steps: () => this.run.steps,
      decide: (me: number) => this.run.decide(me),
      suspect: () => this.run.suspect(),
      /** Threads that wait without a deadline, as a list with commas. */
      stuck: () => this.run.threads.stuck.join(','),
      hopeless: (threads: string, ends: boolean) => this.run.hopeless(threads, ends),
      /** Threads that may wait for futures for ever: asked when the run is over. */
      unserved: () => this.run.ended.unserved(this.observer.report),
      awaits: (thread: number, futures: string) => this.run.ended.awaits(thread, futures),
      block: (me: number, until: number) => this.run.block(me, until),
      stall: (me: number) => this.run.stall(me),
      wake: (id: number) => this.run.wake(id),
      hold: (id: number) => this.run.threads.hold(id),
      spawn: () => this.run.spawn(),
      began: (me: number) => this.run.began(me),
      finish: (me: number) => this.run.finish(me),
      alarm: (time: number) => (this.run.threads.alarm = time),
      look: (me: number) => this.run.stacks.writeDown(me),
      leave: (me: number) => this.run.leave(me),
      spin: (many: boolean) => this.run.spin(many),
      clock: () => this.run.readClock(),
      location: (name: string) => this.locations.numberOf(name),
      alias: (label: string, name: string) => void this.locations.aliases.set(label, name),
      unseen: (name: string) => void this.locations.unseen.add(name),
      pend: (location: number, mode: number) => this.run.log?.pend(location, mode),
      intend: (location: number, mode: number) => this.run.log?.intend(location, mode),
      access: (location: number, mode: number) => this.run.log?.access(location, mode),
    };
  }

  /** The promise that the stack of the current thread waits for: the one place where threads are switched. */
  receive(): Promise<number> {
    return this.run.stacks.receive();
  }

  private runOf(scheduler: Scheduler, options: RunOptions): HostRun {
    const context = {
      stacks: this.stacks,
      observer: this.observer,
      stopped: () => this.stopped?.() ?? false,
      taint: () => (this.tainted = true),
    };
    return new HostRun(context, scheduler, options);
  }
}
