import { nodePort } from '../port/node.ts';
import type { CompiledModule, FromThread, ThreadSetup } from './protocol.ts';
import { serveThread } from './serve.ts';

/** A thread of a program, on a thread of Node. Nothing is taken away: only the tests' own programs run here. */
serveThread({
  ...nodePort<ThreadSetup, FromThread>(),
  load: async (address) => ((await import(address)) as { default: CompiledModule }).default,
  close() {},
  onUncaught(on) {
    process.on('uncaughtException', on);
    process.on('unhandledRejection', on);
  },
});
