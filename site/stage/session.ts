import type { Readable } from 'svelte/store';
import type { Command, FrameSource, Notice } from '../../simulator/session/machine.ts';
import type { Execution } from '../../simulator/run/execution.ts';
import type { ThreadId } from '../../simulator/trace/events.ts';

export type Send = (command: Command) => void;

/** The result of `useMachine` for a session, as far as a stage uses it. */
export interface StageSession<T extends Execution = Execution> {
  snapshot: Readable<{
    value: string;
    context: { execution: T; position: number; speed: number; chosen: ThreadId; notice: Notice | null };
  }>;
  send: Send;
}

/** The browser's frames, as long as it draws any. */
export const frames: FrameSource = (onFrame) => {
  let last = performance.now();
  let id = requestAnimationFrame(function frame(now) {
    onFrame(Math.max(0, now - last) / 1000);
    last = now;
    id = requestAnimationFrame(frame);
  });
  return () => cancelAnimationFrame(id);
};
