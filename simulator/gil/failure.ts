import type { PoolHost } from '../threads/pool/protocol.ts';

/** A run could not be done to its end: a worker broke, or a task raised. */
export class LabFailure extends Error {
  override name = 'LabFailure';
  /** The name of what was raised. */
  readonly what: string;
  constructor(what: string, message: string) {
    super(message);
    this.what = what;
  }
}

/** Converts an exception to the failure of a run. */
export function failureOf(error: unknown): LabFailure {
  const { name, message } = error as Error;
  return new LabFailure(name, message);
}

/** The same workers; but one that breaks, as one whose script cannot be loaded, is known at once. */
export const watched = (host: PoolHost, fail: (error: LabFailure) => void): PoolHost => ({
  shared: host.shared,
  spawn: (name) => {
    const handle = host.spawn(name);
    return {
      ...handle,
      listen: (onMessage, onError) =>
        handle.listen(
          (message) => {
            if (message.type === 'broken') fail(new LabFailure('WorkerBroken', message.error));
            onMessage(message);
          },
          (message) => {
            fail(new LabFailure('WorkerBroken', message));
            onError(message);
          },
        ),
    };
  },
});
