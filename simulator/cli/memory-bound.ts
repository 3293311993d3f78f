import process from 'node:process';
import type { ProgramHost, ThreadHandle } from '../typescript/protocol.ts';

/** Milliseconds between two looks. A thread can take some 100 MiB meanwhile. */
const LOOK = 20;

/**
 * Threads that are all ended when the process has taken so many bytes more than at first. A limit of Node's for a thread
 * counts its objects only: neither memory that threads share nor that of typed arrays.
 */
export function boundedThreads(host: ProgramHost, bytes: number): ProgramHost {
  const most = process.memoryUsage.rss() + bytes;
  const alive = new Set<() => void>();
  let watch: ReturnType<typeof setInterval> | undefined;
  const look = () => {
    if (process.memoryUsage.rss() < most) return;
    for (const end of alive) end();
  };
  const leave = (end: () => void) => {
    alive.delete(end);
    if (alive.size === 0) clearInterval(watch);
  };
  return {
    spawn(name): ThreadHandle {
      const handle = host.spawn(name);
      let lost: (message: string) => void = () => {};
      const end = () => {
        leave(end);
        handle.terminate();
        lost(`${name} was ended: its program has taken too much memory, ${bytes / 2 ** 20} MiB`);
      };
      if (alive.size === 0) watch = setInterval(look, LOOK);
      alive.add(end);
      return {
        ...handle,
        listen(onMessage, onError) {
          lost = onError;
          handle.listen(onMessage, onError);
        },
        terminate() {
          leave(end);
          handle.terminate();
        },
      };
    },
  };
}
