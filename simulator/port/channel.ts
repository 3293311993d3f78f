import type { Port } from './port.ts';

/** An end of a channel between two threads that did not start each other, in a browser and in Node. */
export const channelEnd = <In, Out>(port: MessagePort): Port<In, Out> => ({
  post: (message, transfer = []) => port.postMessage(message, transfer),
  listen: (onMessage) => {
    // A closed worker has no addEventListener any more.
    // oxlint-disable-next-line unicorn/prefer-add-event-listener
    port.onmessage = ({ data }: MessageEvent<In>) => onMessage(data);
  },
});
