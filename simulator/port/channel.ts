import type { Port } from './port.ts';

/** An end of a channel between two threads that did not start each other, in a browser and in Node. */
export const channelEnd = <In, Out>(port: MessagePort): Port<In, Out> => ({
  post: (message, transfer = []) => port.postMessage(message, transfer),
  listen: (onMessage) => {
    port.addEventListener('message', ({ data }: MessageEvent<In>) => onMessage(data));
    port.start();
  },
});
