import { K } from '../trace/events.ts';

/** Events after which a run goes on as before if nothing else comes: an idle pool polling. */
const IDLE = new Set([K.tick, K.wake, K.wait, K.timeout, K.raise, K.look]);

/** False for an event after which a run goes on as before. */
export const isProgress = (kind: number, a: number): boolean => !IDLE.has(kind) || (kind === K.look && a !== 0);
