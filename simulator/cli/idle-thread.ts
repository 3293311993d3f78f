import { parentPort } from 'node:worker_threads';

// A thread of Python that costs next to nothing until it is started: most searches are over before.
parentPort!.once('message', (start: unknown) => {
  void import('./thread.ts').then(() => parentPort!.emit('message', start));
});
