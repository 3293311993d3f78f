/** Tasks of the pools that are tested. */
export const square = (n: number): number => n * n;

export const later = async (n: number): Promise<number> => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  return n;
};

export function fails(what: string): never {
  throw new RangeError(`no ${what}`);
}

export const returnsAFunction = () => () => {};

export function throwsAFunction(): never {
  // eslint-disable-next-line no-throw-literal
  throw { run: () => {} };
}

/** Never comes back. */
export function forever(started: SharedArrayBuffer | null): never {
  if (started) {
    Atomics.store(new Int32Array(started), 0, 1);
    Atomics.notify(new Int32Array(started), 0);
  }
  for (;;);
}

/** Takes so many seconds, without a processor. */
export function nap(seconds: number): number {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);
  return seconds;
}

/** Waits until so many who named the same place are there at once. */
export function meet(place: string, all: number): Promise<void> {
  const [me, here] = [crypto.randomUUID(), new Set<string>()];
  const channel = new BroadcastChannel(place);
  return new Promise((resolve) => {
    const comes = (who: string) => {
      if (here.has(who)) return;
      here.add(who);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
      channel.postMessage(me);
      if (here.size < all) return;
      channel.close();
      resolve();
    };
    channel.addEventListener('message', (event) => comes((event as MessageEvent<string>).data));
    comes(me);
  });
}

export const same = (...values: unknown[]): unknown => values;

let setGoing = 0;
/** Sets something going that nobody waits for, and gives how often that has gone on before. */
export function setsGoing(): number {
  queueMicrotask(() => setGoing++);
  return setGoing;
}
