import { locationOf, MODE, modeOf, type Access, type Foresight, type TracedStep } from '../../../schedule/access.ts';
import type { ThreadId } from '../../../trace/events.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
interface Taken extends Writable<TracedStep> {
  accesses: Access[];
  spawned: ThreadId[];
}

/** Memory that the steps of one run touch, and that the next step of each thread will. */
export class AccessLog implements Foresight {
  readonly steps: Taken[] = [];
  /** The clock moved though some thread could run: the order of steps then decides about deadlines, too. */
  busy = false;
  /** A thread other than main has started one: their numbers hang on which does so first. */
  nested = false;
  /** Accesses of the current thread's next step: those that are certain, and those that it is about to try. */
  private pending: Access[] = [];
  private intended: Access[] = [];
  private readonly sure: (readonly Access[])[] = [];
  private readonly likely: (readonly Access[])[] = [];
  private readonly owners = new Set<number>();
  private readonly wakers: number[] = [];
  private ticked = false;
  private over = false;

  ahead(thread: ThreadId): readonly Access[] {
    const sure = this.sure[thread] ?? [];
    return sure.length > 0 ? sure : (this.likely[thread] ?? []);
  }

  waits(thread: ThreadId): boolean {
    return (this.likely[thread] ?? []).some(
      (access) => modeOf(access) === MODE.take && this.owners.has(locationOf(access)),
    );
  }

  // --- what Python tells ------------------------------------------------------------------------------------------------

  pend(location: number, mode: number): void {
    this.pending.push(location * 8 + mode);
  }

  intend(location: number, mode: number): void {
    this.intended.push(location * 8 + mode);
  }

  access(location: number, mode: number): void {
    // Stacks that are being unwound are no part of the run.
    if (this.over) return;
    if (mode === MODE.take || mode === MODE.try || mode === MODE.begin) this.owners.add(location);
    else if (mode === MODE.give) this.owners.delete(location);
    if (mode !== MODE.begin) this.steps.at(-1)?.accesses.push(location * 8 + mode);
  }

  // --- what the run tells -----------------------------------------------------------------------------------------------

  /** A thread has come to its next switch point, or to a wait. */
  arrived(thread: ThreadId): void {
    if (thread >= 0) {
      this.sure[thread] = this.pending;
      this.likely[thread] = this.intended;
    }
    this.pending = [];
    this.intended = [];
  }

  blocks(thread: ThreadId): void {
    const last = this.steps.at(-1);
    if (last) last.blocks = true;
    this.wakers[thread] = -1;
  }

  /** The current step has ended the wait of a thread. The first counts: what comes later only makes it wait longer. */
  wakes(thread: ThreadId): void {
    if ((this.wakers[thread] ?? -1) < 0) this.wakers[thread] = this.steps.length - 1;
  }

  spawns(child: ThreadId, parent: ThreadId): void {
    this.steps.at(-1)?.spawned.push(child);
    if (parent !== 0) this.nested = true;
  }

  /** The clock moves; `busy`: though some thread could run. */
  ticks(busy: boolean): void {
    this.ticked = true;
    this.busy ||= busy;
  }

  step(thread: ThreadId): void {
    this.steps.push({
      thread,
      accesses: [...(this.sure[thread] ?? [])],
      ahead: this.ahead(thread),
      woken: this.wakers[thread] ?? -1,
      ticked: this.ticked,
      spawned: [],
      blocks: false,
    });
    this.ticked = false;
    this.wakers[thread] = -1;
    this.sure[thread] = this.likely[thread] = [];
  }

  ends(): void {
    this.over = true;
  }
}

/** Locations of one program by their names, and names of what cannot be seen in it. They last from run to run. */
export class Locations {
  readonly names: string[] = [];
  /** Names in the program that reach memory which is not seen: `globals`, `exec`, `yield`. */
  readonly unseen = new Set<string>();
  /** Names of things by their canonical names: `counts` for `('dict', 0, 3)`. */
  readonly aliases = new Map<string, string>();
  private readonly numbers = new Map<string, number>();

  numberOf(name: string): number {
    let number = this.numbers.get(name);
    if (number === undefined) {
      number = this.names.push(name) - 1;
      this.numbers.set(name, number);
    }
    return number;
  }
}
