import type { ThreadId } from '../../../trace/events.ts';

/** Steps until some thread looks for the first time; then after twice as many, and so on. */
const FIRST_LOOK = 256;
/** Steps that the others still take when some threads are found to wait for ever: what they print belongs to the run. */
const GRACE = 200;
/** The same when those are daemons, which do not keep the program from ending. */
const LONG_GRACE = 20_000;

/** Threads of a run that wait for ever: when to look for them, and when the run ends because of them. */
export class HopelessThreads {
  ids: readonly ThreadId[] = [];
  /** Some thread has tasks, which may wait for ever while it goes on. */
  tasks = false;
  private nextLook = FIRST_LOOK;
  /** The step at which the run ends for it. */
  private lastStep = Infinity;
  /** They have been looked for since the run was found to go round. */
  private roundLooked = false;

  /** True at a step before which some thread is to look for them. */
  isLookDue(step: number): boolean {
    return step >= this.nextLook && step + GRACE < this.lastStep;
  }

  /** Some thread looks at this step, so the next look comes later. */
  looked(step: number): void {
    this.nextLook = Math.max(FIRST_LOOK, step * 2);
  }

  /** Makes a look due at this step. */
  suspect(step: number): void {
    this.nextLook = Math.min(this.nextLook, step);
  }

  /** Makes a look due because the run goes round. False: there was one already. */
  suspectRound(step: number): boolean {
    if (this.roundLooked) return false;
    this.roundLooked = true;
    this.nextLook = step;
    return true;
  }

  /** They are found. `endless`: the program cannot end because of them. */
  found(ids: readonly ThreadId[], step: number, endless: boolean): void {
    this.ids = ids;
    this.lastStep = Math.min(this.lastStep, step + (endless ? GRACE : LONG_GRACE));
  }

  /** Some of them have gone on, so they were not without hope. */
  refuted(step: number): void {
    this.ids = [];
    this.lastStep = Infinity;
    this.looked(step);
  }

  /** The others have taken the steps that were left to them. */
  endsAt(step: number): boolean {
    return step >= this.lastStep;
  }
}
