import type { Port } from './port.ts';

// Node loads the class of a port's events at the first event, from globals that a closed thread has lost.
void globalThis.MessageEvent;

/** An end of a channel between two threads that did not start each other, in a browser and in Node. */
export const channelEnd = <In, Out>(port: MessagePort): Port<In, Out> => ({
  post: (message, transfer = []) => port.postMessage(message, transfer),
  listen: (onMessage) => {
    // A closed worker has no addEventListener any more.
    // oxlint-disable-next-line unicorn/prefer-add-event-listener
    port.onmessage = ({ data }: MessageEvent<In>) => onMessage(data);
  },
});
