import type { Scheduler } from '../../../schedule/scheduler.ts';
import { Locations } from './access-log.ts';
import type { HiddenCode } from './hidden-code.ts';
import { HostRun } from './host-run.ts';
import type { RunOptions } from './program.ts';
import type { Recorder } from './recorder.ts';
import type { Stacks } from './run-context.ts';
import { RunObserver } from './run-observer.ts';
import { SwitchPoints } from './switch-points.ts';
import { SystemErrors } from './system-errors.ts';
import type { NativeFunction, NativeFunctions } from './native-functions.ts';

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
  readonly points: SwitchPoints;
  private readonly systemErrors: SystemErrors;
  private readonly stacks: Stacks;
  private run: HostRun;

  constructor(stacks: Stacks, natives: NativeFunctions, hidden: HiddenCode) {
    this.stacks = stacks;
    this.points = new SwitchPoints(natives, hidden, () => this.run);
    this.systemErrors = new SystemErrors(natives);
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
    this.numeric = this.numericOf();
  }

  /** Runs the program that `enter(0)` begins, to the end of all threads. Rejects when the interpreter is broken. */
  async begin(scheduler: Scheduler, options: RunOptions, recorder: Recorder | null): Promise<HostRun> {
    this.observer.begin(recorder);
    this.points.begin();
    this.run = this.runOf(scheduler, options);
    await this.run.start();
    return this.run;
  }

  /** The functions that Python calls with texts; plain closures, for they are fetched once. */
  readonly api: ReturnType<Host['apiOf']>;

  /** Those that take and give numbers only. */
  readonly numeric: Readonly<Record<string, NativeFunction>>;

  private apiOf() {
    return {
      ...this.observer.api,
      ...this.points.setup,
      ...this.systemErrors.setup,
      /** Threads that wait without a deadline, as a list with commas. */
      stuck: () => this.run.threads.stuck.join(','),
      hopeless: (threads: string, ends: boolean) => this.run.hopeless(threads, ends),
      /** Threads that may wait for futures for ever: asked when the run is over. */
      unserved: () => this.run.ended.unserved(this.observer.report),
      awaits: (thread: number, futures: string) => this.run.ended.awaits(thread, futures),
      location: (name: string) => this.locations.numberOf(name),
      alias: (label: string, name: string) => void this.locations.aliases.set(label, name),
      unseen: (name: string) => void this.locations.unseen.add(name),
    };
  }

  private numericOf(): Record<string, NativeFunction> {
    return {
      ...this.points.api,
      ...this.systemErrors.api,
      ...this.observer.numeric,
      now: () => this.run.clock.now,
      /** Seconds that a thread has kept the processor busy; -1: all of them. */
      busy: (thread) => this.run.clock.busy(thread!),
      steps: () => this.run.steps,
      suspect: () => this.run.suspect(),
      look_for_tasks: () => this.run.lookForTasks(),
      block: (me, until) => this.run.block(me!, until!),
      stall: (me) => this.run.stall(me!),
      wake: (id) => this.run.wake(id!),
      hold: (id) => this.run.threads.hold(id!),
      spawn: () => this.run.spawn(),
      began: (me) => this.run.began(me!),
      finish: (me) => this.run.finish(me!),
      alarm: (time) => {
        this.run.threads.alarm = time!;
      },
      look: (me) => this.run.stacks.writeDown(me!),
      leave: (me) => this.run.leave(me!),
      clock: () => this.run.readClock(),
      pend: (location, mode) => this.run.log?.pend(location!, mode!),
      intend: (location, mode) => this.run.log?.intend(location!, mode!),
      access: (location, mode) => this.run.log?.access(location!, mode!),
    };
  }

  /** The promise that the stack of the current thread waits for: the one place where threads are switched. */
  receive(encoded: (code: number) => number): Promise<number> {
    return this.run.stacks.receive(encoded);
  }

  private runOf(scheduler: Scheduler, options: RunOptions): HostRun {
    const context = {
      stacks: this.stacks,
      observer: this.observer,
      stopped: () => this.stopped?.() ?? false,
      done: () => {
        // Both are asked, for each begins anew.
        const done = [this.points.doneSince(), this.stacks.doneSince()];
        return done.includes(true);
      },
      taint: () => (this.tainted = true),
    };
    return new HostRun(context, scheduler, options);
  }
}
