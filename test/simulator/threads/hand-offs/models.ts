import { Wrong, type Doing, type Memory, type Model } from './memory.ts';

/** As the code is, or with one of its lines left out. */
export interface Variant {
  /** A wait is repeated until the word has changed. */
  readonly looksAgain: boolean;
}

export const SAFE: Variant = { looksAgain: true };

/** Waits until the word has another value: `waitFor` of steps.ts. */
export function* waitFor(memory: Memory, word: string, value: number, { looksAgain }: Variant): Doing {
  if (!looksAgain) return void (yield* memory.wait(word, value));
  while ((yield* memory.load(word)) === value) yield* memory.wait(word, value);
}

const [WAIT, GO] = [0, 1];
const [NOTHING, TURN] = [0, 1];

/** A director and its threads: `engine.ts` and `actor.ts` of engines/workers. Each thread acts only while it has the turn. */
export const turns =
  (variant: Variant, order: readonly number[]) =>
  (memory: Memory): Model => {
    let turnOf = -1;
    function* director(): Doing {
      for (const thread of order) {
        turnOf = thread;
        yield* memory.store(`waits ${thread}`, NOTHING);
        yield* memory.store(`go ${thread}`, GO);
        yield* memory.notify(`go ${thread}`);
        for (;;) {
          const before = yield* memory.load('back');
          if ((yield* memory.load(`waits ${thread}`)) === TURN) break;
          yield* memory.wait('back', before);
        }
        turnOf = -1;
      }
    }
    function* actor(me: number): Doing {
      for (let first = true; ; first = false) {
        if (!first) yield* memory.store(`waits ${me}`, TURN);
        yield* memory.add('back', 1);
        yield* memory.notify('back');
        yield* waitFor(memory, `go ${me}`, WAIT, variant);
        yield* memory.compareExchange(`go ${me}`, GO, WAIT);
        if (turnOf !== me) throw new Wrong(`thread ${me} acts out of turn`);
      }
    }
    const threads = [...new Set(order)];
    for (const thread of threads) memory.set(`waits ${thread}`, TURN);
    return {
      threads: { director: director(), ...Object.fromEntries(threads.map((me) => [`thread ${me}`, actor(me)])) },
      idle: threads.map((me) => `thread ${me}`),
    };
  };

const [FREE, HELD, CONTENDED] = [0, 1, 2];
const [NOTIFIED, WAITING] = [0, 1];

function* acquire(memory: Memory, variant: Variant): Doing {
  if ((yield* memory.compareExchange('mutex', FREE, HELD)) === FREE) return;
  while ((yield* memory.exchange('mutex', CONTENDED)) !== FREE) yield* waitFor(memory, 'mutex', CONTENDED, variant);
}

function* release(memory: Memory, chosen: readonly string[] = []): Doing {
  if ((yield* memory.exchange('mutex', FREE)) === CONTENDED) yield* memory.notify('mutex', 1);
  for (const waiter of chosen) yield* memory.notify(waiter, 1);
}

/** A queue under a mutex, and a condition whose waiters use the same word again: `monitor.ts`. */
export const condition =
  (variant: Variant, items: number) =>
  (memory: Memory): Model => {
    let queued = 0;
    let waits = false;
    function* consumer(): Doing {
      for (let got = 0; got < items; got++) {
        yield* acquire(memory, variant);
        while (queued === 0) {
          memory.set('waiter', WAITING);
          waits = true;
          yield* release(memory);
          yield* waitFor(memory, 'waiter', WAITING, variant);
          yield* acquire(memory, variant);
          if (memory.peek('waiter') !== NOTIFIED) throw new Wrong('a waiter comes back that nobody has notified');
        }
        queued--;
        yield* release(memory);
      }
    }
    function* producer(): Doing {
      for (let put = 0; put < items; put++) {
        yield* acquire(memory, variant);
        queued++;
        const chosen = waits ? ['waiter'] : [];
        if (waits) memory.set('waiter', NOTIFIED);
        waits = false;
        yield* release(memory, chosen);
      }
    }
    return { threads: { consumer: consumer(), producer: producer() } };
  };

/** Answers are a list; the pool says that it listens, and sleeps while it is empty: `SlotRingWorker.post`, `SlotRing.fetch` and `listen`. */
export const answers =
  ({ says }: { readonly says: boolean }, workers: number, each: number) =>
  (memory: Memory): Model => {
    let got = 0;
    const before: number[] = [];
    function* worker(me: number): Doing {
      for (let nth = 0; nth < each; nth++) {
        const slot = 1 + me * each + nth;
        for (;;) {
          const last = yield* memory.load('answers');
          before[slot] = last;
          if ((yield* memory.compareExchange('answers', last, slot)) !== last) continue;
          if (last === 0 && (yield* memory.load('listening')) === 1) yield* memory.notify('answers', 1);
          break;
        }
      }
    }
    function* pool(): Doing {
      while (got < workers * each) {
        for (let slot = yield* memory.exchange('answers', 0); slot !== 0; slot = before[slot]!) got++;
        if (got === workers * each) return;
        if (says) yield* memory.store('listening', 1);
        yield* memory.wait('answers', 0);
        yield* memory.store('listening', 0);
      }
    }
    const group = Array.from({ length: workers }, (_, i) => [`worker ${i}`, worker(i)] as const);
    return { threads: { pool: pool(), ...Object.fromEntries(group) } };
  };

/** Threads of the GIL lab at the start of a run, which is stopped: `serve` of gil/tasks.ts and `stop` of gil/memory.ts. */
export const start =
  ({ changesGo }: { readonly changesGo: boolean }) =>
  (memory: Memory): Model => {
    function* thread(): Doing {
      for (let begun; (begun = yield* memory.load('go')) !== 1;) {
        if ((yield* memory.load('stop')) === 1) return;
        yield* memory.wait('go', begun);
      }
    }
    function* stop(): Doing {
      yield* memory.store('stop', 1);
      if (changesGo) yield* memory.store('go', -1);
      yield* memory.notify('go');
    }
    return { threads: { one: thread(), two: thread(), stop: stop() } };
  };

/** `Event` of the programs: one thread sets and clears it, another waits after that, and nobody sets it again. */
export const event =
  ({ counts }: { readonly counts: boolean }) =>
  (memory: Memory): Model => {
    let cleared = false;
    function* setter(): Doing {
      yield* memory.store('event', 1);
      yield* memory.notify('event');
    }
    function* waiter(): Doing {
      while ((yield* memory.load('event')) === 0) yield* memory.wait('event', 0);
      yield* memory.store('event', counts ? 2 : 0);
      cleared = true;
      const value = yield* memory.load('event');
      if (counts) yield* waitFor(memory, 'event', value, SAFE);
      else yield* memory.wait('event', 0);
      if (cleared) throw new Wrong('an event that was cleared, and not set since, has let a thread go on');
    }
    return { threads: { setter: setter(), waiter: waiter() }, idle: ['waiter'] };
  };

/** Workers that leave when there is nothing more, while the pool holds one request back: `get(false)` of `SlotRingWorker`, `Requests.flush`. */
export const leaving =
  ({ looksLast }: { readonly looksLast: boolean }, workers: number) =>
  (memory: Memory): Model => {
    memory.set('tail', 1);
    memory.set('more', 1);
    function* pool(): Doing {
      yield* memory.store('tail', 2);
      yield* memory.store('more', 0);
      yield* memory.add('eventCount', 1);
      yield* memory.notify('eventCount');
    }
    function* worker(): Doing {
      for (;;) {
        const more = yield* memory.load('more');
        const head = yield* memory.load('head');
        if (head !== (yield* memory.load('tail'))) {
          yield* memory.compareExchange('head', head, head + 1);
          continue;
        }
        if (more === 0) return;
        const now = yield* memory.load('eventCount');
        if ((yield* memory.load('tail')) !== (yield* memory.load('head'))) continue;
        if (!looksLast || (yield* memory.load('more')) === 1) yield* memory.wait('eventCount', now);
      }
    }
    const group = Array.from({ length: workers }, (_, i) => [`worker ${i}`, worker()] as const);
    return { threads: { pool: pool(), ...Object.fromEntries(group) } };
  };
