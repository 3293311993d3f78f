import { createActor, initialTransition, setup, SimulatedClock, transition } from 'xstate';

/** XState's pure `transition()` on the smallest machine there is. */
export function rawTransition(events: number): number {
  const machine = setup({}).createMachine({
    initial: 'a',
    states: { a: { on: { go: 'b' } }, b: { on: { go: 'a' } } },
  });
  let [snapshot] = initialTransition(machine);
  for (let i = 0; i < events; i++) [snapshot] = transition(machine, snapshot, { type: 'go' });
  return events;
}

/** XState's interpreter on its simulated clock: workers that get, run for 0.1 s, and say task_done, as one actor each. Returns the transitions taken. */
export function interpreter(jobs: number, workers: number): number {
  const clock = new SimulatedClock();
  let queued = jobs;
  let events = 0;
  const machine = setup({
    guards: { some: () => queued > 0 },
    actions: { get: () => void (queued--, events++), done: () => void events++ },
  }).createMachine({
    initial: 'getting',
    states: {
      getting: { always: [{ guard: 'some', target: 'running', actions: 'get' }, { target: 'gone' }] },
      running: { after: { 100: { target: 'finishing', actions: 'done' } } },
      finishing: { on: { task_done: { target: 'getting', actions: 'done' } } },
      gone: { type: 'final' },
    },
  });
  const actors = Array.from({ length: workers }, () => createActor(machine, { clock }).start());
  while (actors.some((actor) => actor.getSnapshot().status === 'active')) {
    clock.increment(100);
    for (const actor of actors) if (actor.getSnapshot().matches('finishing')) actor.send({ type: 'task_done' });
  }
  return events;
}

interface Pool {
  readonly queued: number;
  readonly unfinished: number;
  readonly threads: readonly ('getting' | 'running' | 'finishing' | 'gone')[];
}

/** The same workers as a reducer somebody would write by hand: immutable state, a heap of deadlines, no trace. */
export function handWritten(jobs: number, workers: number): number {
  const heap: [time: number, thread: number][] = [];
  const push = (entry: [number, number]) => {
    let at = heap.push(entry) - 1;
    for (let up = (at - 1) >> 1; at > 0 && heap[up]![0] > heap[at]![0]; at = up, up = (at - 1) >> 1)
      [heap[up], heap[at]] = [heap[at]!, heap[up]!];
  };
  const pop = () => {
    const first = heap[0]!;
    const last = heap.pop()!;
    if (heap.length === 0) return first;
    heap[0] = last;
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      if (left >= heap.length) return first;
      const child = left + 1 < heap.length && heap[left + 1]![0] < heap[left]![0] ? left + 1 : left;
      if (heap[child]![0] >= heap[at]![0]) return first;
      [heap[child], heap[at]] = [heap[at]!, heap[child]!];
      at = child;
    }
  };
  const set = (pool: Pool, thread: number, to: Pool['threads'][number], change: Partial<Pool> = {}): Pool => ({
    ...pool,
    ...change,
    threads: pool.threads.with(thread, to),
  });
  let pool: Pool = { queued: jobs, unfinished: jobs, threads: Array(workers).fill('getting') };
  let events = 0;
  let now = 0;
  const ready = Array.from({ length: workers }, (_, thread) => thread);
  for (;;) {
    const thread = ready.shift();
    if (thread === undefined) {
      if (heap.length === 0) return events;
      now = heap[0]![0];
      while (heap.length > 0 && heap[0]![0] === now) ready.push(pop()[1]);
      continue;
    }
    events++;
    const state = pool.threads[thread]!;
    if (state === 'getting' && pool.queued === 0) pool = set(pool, thread, 'gone');
    else if (state === 'getting') {
      pool = set(pool, thread, 'running', { queued: pool.queued - 1 });
      push([now + 0.1, thread]);
    } else if (state === 'running') {
      pool = set(pool, thread, 'finishing');
      ready.push(thread);
    } else if (state === 'finishing') {
      pool = set(pool, thread, 'getting', { unfinished: pool.unfinished - 1 });
      ready.push(thread);
    }
  }
}
