import { webPort } from '../port/browser.ts';
import { closeWorld } from '../sandbox/closed.ts';
import type { CompiledModule, FromThread, ThreadSetup } from './protocol.ts';
import { serveThread } from './serve.ts';

const scope = globalThis as unknown as {
  addEventListener<E extends Event>(type: string, listener: (event: E) => void): void;
};

/** A thread of a program, in a Web Worker of its own. */
serveThread({
  ...webPort<ThreadSetup, FromThread>(),
  load: async (address) => ((await import(/* @vite-ignore */ address)) as { default: CompiledModule }).default,
  close: () => closeWorld('typescript'),
  onUncaught(on) {
    scope.addEventListener<ErrorEvent>('error', (event) => {
      event.preventDefault();
      on(event.error);
    });
    scope.addEventListener<PromiseRejectionEvent>('unhandledrejection', (event) => {
      event.preventDefault();
      on(event.reason);
    });
  },
});
