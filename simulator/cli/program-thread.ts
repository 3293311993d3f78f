import process from 'node:process';
import { workerData } from 'node:worker_threads';
import { nodePort } from '../port/node.ts';
import { closeWorld } from '../sandbox/closed.ts';
import { giveUp } from '../sandbox/permissions.ts';
import type { CompiledModule, FromThread, ThreadSetup } from '../typescript/protocol.ts';
import { serveThread } from '../typescript/serve.ts';

const folders = (workerData ?? []) as readonly string[];

/** A thread of a TypeScript program that is not trusted, on a thread of Node. */
serveThread({
  ...nodePort<ThreadSetup, FromThread>(),
  load: async (address) => ((await import(address)) as { default: CompiledModule }).default,
  close() {
    // A thread begins with all permissions of its process, whatever that has given up.
    giveUp(folders);
    process.permission?.drop('worker');
    closeWorld('typescript');
  },
  onUncaught(on) {
    process.on('uncaughtException', on);
    process.on('unhandledRejection', on);
  },
});
