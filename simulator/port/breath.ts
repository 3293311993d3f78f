/** Made when the module is loaded: a closed worker has none of them any more. */
const immediate = (globalThis as { setImmediate?: (callback: () => void) => void }).setImmediate;
const channel = immediate ? null : new MessageChannel();
const waiting: (() => void)[] = [];
channel?.port1.addEventListener('message', () => waiting.shift()?.());
channel?.port1.start();

/** Lets the messages that have come in be received. A timer would take milliseconds in a browser. */
export function breath(): Promise<void> {
  return new Promise((resolve) => {
    if (immediate) return void immediate(resolve);
    waiting.push(resolve);
    channel!.port2.postMessage(null);
  });
}
