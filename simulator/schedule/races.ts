import { MODE, locationOf, modeOf, type TracedStep } from './access.ts';

type Clock = Uint32Array;

/** `part`: a write that is in the way of reads, but not of other such writes. */
type Use = 'read' | 'write' | 'part';

/** The last write of a location, and the last read of each thread since then, each with its thread's time. */
interface Known {
  write: { thread: number; time: number } | null;
  reads: Map<number, number>;
}

/**
 * Finds the memory that threads of a run touch with nothing between them: no lock, start, join or wake-up orders the accesses,
 * and one of them writes. Flanagan, Freund: FastTrack, PLDI 2009. Under the GIL that is no bug by itself.
 * `useOf`: how an access uses memory; null: the location is a lock, or the end of a thread.
 */
export function sharedWithoutLock(
  steps: readonly TracedStep[],
  useOf: (location: number, mode: number) => Use | null,
): Set<number> {
  const threads = 1 + steps.reduce((most, { thread, spawned }) => Math.max(most, thread, ...spawned), 0);
  const now = Array.from({ length: threads }, (_, t) => new Uint32Array(threads).fill(1, t, t + 1));
  const given = new Map<number, Clock>();
  const after: Clock[] = [];
  const known = new Map<number, Known>();
  const found = new Set<number>();
  for (const { thread, accesses, woken, ticked, spawned } of steps) {
    const clock = now[thread]!;
    if (woken >= 0) join(clock, after[woken]!);
    if (ticked) for (const other of now) join(clock, other);
    for (const access of accesses) {
      const [location, mode] = [locationOf(access), modeOf(access)];
      if (location < 0) continue;
      const use = useOf(location, mode);
      if (use) touch(location, use, thread, clock);
      else if (mode === MODE.take || mode === MODE.try || mode === MODE.join) {
        const lock = given.get(location);
        if (lock) join(clock, lock);
      } else if (mode === MODE.give) {
        given.set(location, clock.slice());
        clock[thread]!++;
      }
    }
    after.push(clock.slice());
    for (const child of spawned) join(now[child]!, clock);
    // What others have learnt of this thread by now is all that comes before.
    clock[thread]!++;
  }
  return found;

  function touch(location: number, use: Use, thread: number, clock: Clock): void {
    let here = known.get(location);
    if (!here) known.set(location, (here = { write: null, reads: new Map() }));
    const { write, reads } = here;
    if (write && use !== 'part' && write.thread !== thread && clock[write.thread]! < write.time) found.add(location);
    if (use === 'read') return void reads.set(thread, clock[thread]!);
    for (const [other, time] of reads) if (other !== thread && clock[other]! < time) found.add(location);
    here.write = { thread, time: clock[thread]! };
    reads.clear();
  }
}

function join(into: Clock, other: Clock): void {
  for (let t = 0; t < into.length; t++) if (other[t]! > into[t]!) into[t] = other[t]!;
}
