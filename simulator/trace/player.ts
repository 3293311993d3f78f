import { apply } from './apply.ts';
import { cloneState, initialState, type PoolState } from './state.ts';
import type { Trace } from './trace.ts';

/** Events between two keyframes: at most this many are applied for a seek. */
const KEYFRAME = 2048;

/** Reads a trace at any position. Going on applies events; going back starts from the keyframe before. */
export class Player {
  readonly trace: Trace;
  private now: PoolState;
  private readonly keyframes: PoolState[];

  constructor(trace: Trace) {
    this.trace = trace;
    this.now = initialState(trace);
    this.keyframes = [cloneState(this.now)];
  }

  /**
   * The state after the first `position` events, clamped to the trace.
   * It belongs to the player and changes with the next call: clone what you keep.
   */
  seek(position: number): PoolState {
    const target = Math.max(0, Math.min(Math.trunc(position) || 0, this.trace.length));
    const frame = Math.min(Math.floor(target / KEYFRAME), this.keyframes.length - 1);
    if (target < this.now.position || frame * KEYFRAME > this.now.position)
      this.now = cloneState(this.keyframes[frame]!);
    while (this.now.position < target) {
      apply(this.now, this.trace);
      if (this.now.position === this.keyframes.length * KEYFRAME) this.keyframes.push(cloneState(this.now));
    }
    return this.now;
  }
}
