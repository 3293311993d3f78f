import { closeWorld } from '../sandbox/closed.ts';
import type { ThreadSetup, CompiledModule, FromThread } from './protocol.ts';
import { serveThread } from './serve.ts';

const scope = globalThis as unknown as {
  postMessage(message: FromThread): void;
  addEventListener<E extends Event>(type: string, listener: (event: E) => void): void;
};
// Kept, because the world is closed later on.
const post = scope.postMessage.bind(scope);

/** A thread of a program, in a Web Worker of its own. */
serveThread({
  post: (message) => post(message),
  listen: (on) => scope.addEventListener<MessageEvent<ThreadSetup>>('message', ({ data }) => on(data)),
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
