import { createMachine, type setup as setupOfXState } from 'xstate';

/**
 * XState's `setup`, typed as it is, for `createMachine` alone. The original also returns `sendTo`, `emit`, `log` and
 * `enqueueActions`. No machine here uses them, and every reader of a lesson would download them.
 */
export const setup = (({ actors, actions, guards, delays }: Parameters<typeof setupOfXState>[0]) => ({
  createMachine: (config: object) => createMachine(config as never, { actors, actions, guards, delays } as never),
})) as unknown as typeof setupOfXState;
