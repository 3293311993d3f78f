import type { Output } from '../analysis/execution.ts';

/** Milliseconds in which no more than a burst of messages is sent. */
const WINDOW = 50;
const BURST = 20;
/** Steps between two checks whether it is time to send the output. */
const OFTEN = 512;

/**
 * Output on its way to the page: at once, so that nothing is lost when a program hangs after it; but who prints without
 * pause is sent in batches.
 */
export class OutputBatcher {
  private readonly send: (output: Output[], steps: number) => void;
  private pending: Output[] = [];
  private opened = -Infinity;
  private sent = 0;
  private steps = 0;

  constructor(send: (output: Output[], steps: number) => void) {
    this.send = send;
  }

  add(text: string, stderr: boolean): void {
    const last = this.pending.at(-1);
    if (last?.stderr === stderr) this.pending[this.pending.length - 1] = { text: last.text + text, stderr };
    else this.pending.push({ text, stderr });
    const now = performance.now();
    if (now - this.opened >= WINDOW) {
      this.opened = now;
      this.sent = 0;
    }
    if (this.sent < BURST) this.flush();
  }

  /** Called once a step. */
  step(): void {
    if (++this.steps % OFTEN === 0 && performance.now() - this.opened >= WINDOW) {
      this.opened = performance.now();
      this.sent = 0;
      this.flush();
    }
  }

  flush(): void {
    this.sent++;
    this.send(this.pending, this.steps);
    this.pending = [];
  }
}
