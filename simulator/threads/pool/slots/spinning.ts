/** Milliseconds that falling asleep and being woken take, about. */
export const MOMENT = 0.1;
/** Milliseconds within which what is waited for comes soon, so that spinning may be worth it next time. */
const SOON = 5 * MOMENT;
/** With one processor, a thread that spins keeps away the one that it waits for. */
const canSpin = (globalThis.navigator?.hardwareConcurrency ?? 1) > 1;

/**
 * Decides whether a thread spins before it sleeps, as locks do. It does so if what it waited for last came soon. On a busy
 * machine, the other thread may need this one's processor. So after it has spun in vain, it may rest for some waits.
 */
export class Spinning {
  private soon: boolean;
  private readonly rests: number;
  private left = 0;

  /** @param rests Number of waits that it does not spin for, after it has spun in vain. */
  constructor(soon: boolean, rests: number) {
    this.soon = soon;
    this.rests = rests;
  }

  /** Asked once for each wait. */
  isWorthIt(): boolean {
    if (!canSpin || !this.soon) return false;
    if (this.left === 0) return true;
    this.left--;
    return false;
  }

  /** @param found Whether it came while the thread was spinning. */
  spun(found: boolean): boolean {
    this.left = found ? 0 : this.rests;
    return found;
  }

  /** @param milliseconds How long it has slept for what it waited for. */
  slept(milliseconds: number): void {
    this.soon = milliseconds < SOON;
  }
}
