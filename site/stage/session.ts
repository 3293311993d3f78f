import type { Readable } from 'svelte/store';
import type { EventFromLogic, SnapshotFrom } from 'xstate';
import type { Frames, sessionMachine } from '../../simulator/session/session.ts';

export type Send = (event: EventFromLogic<typeof sessionMachine>) => void;

/** What `useMachine(sessionMachine, …)` gives, as far as the stage uses it. */
export interface Session {
  snapshot: Readable<SnapshotFrom<typeof sessionMachine>>;
  send: Send;
}

/** The browser's frames, as long as it draws any. */
export const frames: Frames = (onFrame) => {
  let last = performance.now();
  let id = requestAnimationFrame(function frame(now) {
    onFrame(Math.max(0, now - last) / 1000);
    last = now;
    id = requestAnimationFrame(frame);
  });
  return () => cancelAnimationFrame(id);
};
