import { parentPort } from 'node:worker_threads';
import type { CompiledModule } from './protocol.ts';
import { serveThread } from './serve.ts';

/** A thread of a program, on a thread of Node. Nothing is taken away: only the tests' own programs run here. */
serveThread({
  post: (message) => parentPort!.postMessage(message, []),
  listen: (on) => parentPort!.on('message', on),
  load: async (address) => ((await import(address)) as { default: CompiledModule }).default,
  close() {},
  onUncaught(on) {
    process.on('uncaughtException', on);
    process.on('unhandledRejection', on);
  },
});
