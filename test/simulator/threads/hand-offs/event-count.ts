import type { Doing, Memory, Model } from './memory.ts';
import { SAFE, waitFor } from './models.ts';

interface EventCountVariant {
  readonly looksLast: boolean;
  /** Requests are short, so one worker is enough, and another stands by, with an alarm or without. */
  readonly standsBy?: 'with an alarm' | 'without an alarm';
  /** A worker that makes room looks once more whether others are awake, when it counts as asleep. */
  readonly looksWhoIsAwake?: boolean;
}

/** The event count of a slot ring: `SlotRingMemory.wake` and `SlotRingWorker.get`. Of these requests, some go on only when all of them have begun. */
export const eventCount =
  (
    { looksLast, standsBy, looksWhoIsAwake = true }: EventCountVariant,
    requests: number,
    meet: readonly number[],
    workers: number,
  ) =>
  (memory: Memory): Model => {
    const begun = new Set<number>();
    memory.set('limit', standsBy ? 1 : 0);
    function* isServed(self: number): Doing<boolean> {
      const limit = yield* memory.load('limit');
      return limit > 0 && workers - (yield* memory.load('sleepers')) - self >= limit;
    }
    function* wake(): Doing {
      if ((yield* memory.load('tail')) === (yield* memory.load('head'))) return;
      if ((yield* memory.load('sleepers')) <= 0) return;
      if ((yield* isServed(0)) && (yield* memory.load('standby')) === 1) return;
      if ((yield* memory.compareExchange('woken', 0, 1)) !== 0) return;
      yield* memory.add('eventCount', 1);
      if ((yield* memory.notify('eventCount', 1)) === 0) yield* memory.store('woken', 0);
    }
    function* pool(): Doing {
      for (let i = 0; i < requests; i++) {
        yield* memory.add('tail', 1);
        yield* wake();
      }
    }
    function* sleep(alarm = false, mayRest?: () => Doing<boolean>): Doing<boolean> {
      const now = yield* memory.load('eventCount');
      yield* memory.add('sleepers', 1);
      const idle =
        !looksLast || (yield* memory.load('tail')) === (yield* memory.load('head')) || (mayRest && (yield* mayRest()));
      let woken = true;
      if (idle && alarm) woken = (yield* memory.nap('eventCount', now)) !== 'timed-out';
      else if (idle) yield* memory.wait('eventCount', now);
      yield* memory.add('sleepers', -1);
      yield* memory.store('woken', 0);
      return woken;
    }
    function* rests(standby: number): Doing<boolean> {
      if (!looksWhoIsAwake) return true;
      return (yield* isServed(0)) && (standby === 0 || (yield* memory.load('standby')) === 1);
    }
    function* makeRoom(): Doing<boolean> {
      let slept = false;
      while ((yield* memory.load('tail')) !== (yield* memory.load('head')) && (yield* isServed(1))) {
        slept = true;
        if ((yield* memory.compareExchange('standby', 0, 1)) !== 0) {
          yield* sleep(false, () => rests(1));
          continue;
        }
        const head = yield* memory.load('head');
        const woken = yield* sleep(standsBy === 'with an alarm', () => rests(0));
        yield* memory.store('standby', 0);
        if (!woken && (yield* memory.load('head')) === head) memory.set('limit', 2 * memory.peek('limit'));
      }
      return slept;
    }
    function* worker(): Doing {
      for (let slept = false; ;) {
        if (standsBy && (yield* makeRoom())) slept = true;
        const head = yield* memory.load('head');
        if (head !== (yield* memory.load('tail'))) {
          if ((yield* memory.compareExchange('head', head, head + 1)) !== head) continue;
          if (slept) yield* wake();
          slept = false;
          begun.add(head);
          if (!meet.includes(head)) continue;
          if (meet.every((one) => begun.has(one))) memory.set('met', 1);
          else yield* waitFor(memory, 'met', 0, SAFE);
          continue;
        }
        yield* sleep();
        slept = true;
      }
    }
    const group = Array.from({ length: workers }, (_, i) => [`worker ${i}`, worker()] as const);
    return {
      threads: { pool: pool(), ...Object.fromEntries(group) },
      idle: group.map(([name]) => name),
      missing: () => (begun.size < requests ? 'a request waits although a worker is free' : null),
    };
  };
