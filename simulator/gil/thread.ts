import { clock, waitFor } from '../threads/steps.ts';
import { Stopped, type Gil } from './gil.ts';
import { STOP } from './memory.ts';
import type { JobThread } from './jobs.ts';
import type { LaneState, LaneRecorder } from './recorder.ts';

export interface LabThreadOptions {
  /** It needs the lock to compute. Without, there is none. */
  readonly locked: boolean;
  /** It keeps the lock while it waits for I/O, as no Python does. */
  readonly keepsInIO: boolean;
}

/** A thread of the interpreter: computes only while it may, and says what it is doing. */
export class LabThread implements JobThread {
  private readonly gil: Gil;
  private readonly recorder: LaneRecorder;
  private readonly control: Int32Array<SharedArrayBuffer>;
  private readonly options: LabThreadOptions;

  constructor(gil: Gil, recorder: LaneRecorder, control: Int32Array<SharedArrayBuffer>, options: LabThreadOptions) {
    this.gil = gil;
    this.recorder = recorder;
    this.control = control;
    this.options = options;
  }

  /** Begins to run: `PyEval_RestoreThread`. @throws Stopped */
  resume(): void {
    if (this.options.locked) {
      this.recorder.enter('waiting');
      this.gil.take();
      this.recorder.enter('holding');
    } else this.recorder.enter('running');
  }

  /** Lets others run: `PyEval_SaveThread`. @throws Stopped */
  suspend(state: LaneState): void {
    this.recorder.enter(state);
    if (this.options.locked) this.gil.drop();
  }

  /** A look at the eval breaker, which a kernel takes every few microseconds. @throws Stopped */
  readonly tick = (): void => {
    if (this.gil.broken) this.serve();
  };

  /** Sleeps, without the lock. @param ms Milliseconds. @throws Stopped */
  sleep(ms: number): void {
    this.leave();
    if (waitFor({ words: this.control, at: STOP, value: 0, deadline: clock() + ms / 1000 })) throw new Stopped();
    this.comeBack();
  }

  /** Waits for an answer, without the lock. @throws Stopped, and what the call throws. */
  async awaitIO<T>(call: () => Promise<T>): Promise<T> {
    this.leave();
    const answer = await call();
    this.comeBack();
    return answer;
  }

  /** Copies to or from another process. */
  copy<T>(call: () => T): T {
    this.recorder.enter('copying');
    const value = call();
    this.recorder.enter('running');
    return value;
  }

  private serve(): void {
    if (this.gil.stopped) throw new Stopped();
    if (!this.options.locked || !this.gil.dropRequested) return;
    this.suspend('waiting');
    this.resume();
  }

  private leave(): void {
    if (this.options.locked && this.options.keepsInIO) this.recorder.enter('held-io');
    else this.suspend('io');
  }

  private comeBack(): void {
    if (this.options.locked && this.options.keepsInIO) this.recorder.enter('holding');
    else this.resume();
  }
}
