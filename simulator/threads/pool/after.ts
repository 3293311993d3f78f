/** Milliseconds between two checks, and their number: a browser lets a worker run on for two seconds after its end. */
const PAUSE = 20;
const LOOKS = 150;

/**
 * Checks again and again after a worker was ended. It may run on, and be gone at any instruction: in between a store and
 * the notify that others wait for.
 */
export async function checkRepeatedly(look: () => void): Promise<void> {
  for (let looks = 0; looks < LOOKS; looks++) {
    await new Promise<void>((resolve) => {
      const timer: unknown = setTimeout(resolve, PAUSE);
      // In Node, a timer would keep the process from its end.
      (timer as { unref?(): void }).unref?.();
    });
    look();
  }
}
