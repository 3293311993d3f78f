import { MODE, type Access, type Foresight, type TracedStep } from '../../../simulator/schedule/access.ts';
import { classOf } from '../../../simulator/schedule/order.ts';
import { Redundant, type Runnable, type Scheduler } from '../../../simulator/schedule/scheduler.ts';
import { SourceSets, useful } from '../../../simulator/schedule/dpor.ts';

/** Each thread as a list of what its steps touch. */
export type Threads = readonly (readonly Access[])[];
export const touch = (location: number, mode: keyof typeof MODE): Access => location * 8 + MODE[mode];

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Runs such threads under a scheduler, as the Python engine does: a step that takes a lock which is not free only waits. */
export function runToy(threads: Threads, scheduler: Scheduler): { steps: TracedStep[]; finished: boolean } {
  const steps: Writable<TracedStep>[] = [];
  const at = threads.map(() => 0);
  const owner = new Map<number, number>();
  const blocked = new Map<number, number>();
  const wakers = new Map<number, number>();
  const nextOf = (thread: number) => threads[thread]![at[thread]!];
  const ended = (thread: number) => at[thread]! >= threads[thread]!.length;
  const isTaken = (access: Access | undefined) =>
    access !== undefined && (access & 7) === MODE.take && owner.has(access >> 3);
  const foresight: Foresight = {
    steps,
    ahead: (thread) => (ended(thread) ? [] : [nextOf(thread)!]),
    waits: (thread) => isTaken(nextOf(thread)),
  };
  let current = -1;
  for (;;) {
    const able = threads.flatMap((_, thread) => (ended(thread) || blocked.has(thread) ? [] : [thread]));
    if (able.length === 0) return { steps, finished: threads.every((_, thread) => ended(thread)) };
    const runnable: Runnable = {
      size: able.length,
      has: (thread) => able.includes(thread),
      nth: (n) => able[n]!,
      after: (thread) => able.find((other) => other > thread) ?? able[0]!,
    };
    current = scheduler.next(runnable, current, steps.length, foresight);
    const access = nextOf(current)!;
    const taken = isTaken(access);
    steps.push({
      thread: current,
      accesses: taken ? [] : [access],
      ahead: [access],
      woken: wakers.get(current) ?? -1,
      ticked: false,
      spawned: [],
      blocks: taken,
    });
    wakers.delete(current);
    if (taken) {
      blocked.set(current, access >> 3);
      continue;
    }
    at[current]!++;
    if ((access & 7) === MODE.take) owner.set(access >> 3, current);
    if ((access & 7) === MODE.give) {
      owner.delete(access >> 3);
      for (const [thread, lock] of blocked)
        if (lock === access >> 3) {
          blocked.delete(thread);
          wakers.set(thread, steps.length - 1);
        }
    }
  }
}

/** Classes of all schedules, each step that would only wait left out while another can be taken. */
export function bruteForce(threads: Threads, most: number): Set<string> | null {
  const classes = new Set<string>();
  const path: { options: readonly number[]; at: number }[] = [];
  for (let runs = 0; ; runs++) {
    if (runs === most) return null;
    let depth = 0;
    const { steps } = runToy(threads, {
      next(runnable, _current, _step, foresight) {
        const known = path[depth++];
        if (known) return known.options[known.at]!;
        const options = useful(runnable, foresight!);
        path.push({ options, at: 0 });
        return options[0]!;
      },
    });
    classes.add(classOf(steps));
    while (path.length > 0 && ++path.at(-1)!.at === path.at(-1)!.options.length) path.pop();
    if (path.length === 0) return classes;
  }
}

/** The runs of a search that leaves out what is known: the steps of each; null: it was left, since the rest is known. */
export function* runsOf(threads: Threads, options: ConstructorParameters<typeof SourceSets>[0] = {}) {
  const search = new SourceSets(options);
  while (search.begin()) {
    let steps: readonly TracedStep[] = [];
    let whole = true;
    try {
      ({ steps } = runToy(threads, {
        next(runnable, current, step, foresight) {
          steps = foresight!.steps;
          return search.next(runnable, current, step, foresight);
        },
      }));
    } catch (error) {
      if (!(error instanceof Redundant)) throw error;
      whole = false;
    }
    yield whole ? steps : null;
    search.end(steps, false);
  }
}

/** Classes of the runs of such a search. */
export function reduced(threads: Threads, options: ConstructorParameters<typeof SourceSets>[0] = {}, most = Infinity) {
  const classes = new Set<string>();
  let runs = 0;
  let whole = 0;
  for (const steps of runsOf(threads, options)) {
    if (++runs > most) throw new Error('too many');
    if (steps === null) continue;
    classes.add(classOf(steps));
    whole++;
  }
  return { classes, runs, whole };
}
