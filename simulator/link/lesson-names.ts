import { answerNow } from './answers-before.ts';

/** The names of lessons until 2026, when they began with a number. Old addresses, links and files still have them. */
export const NUMBERED: readonly string[] = [
  '01-five-parts',
  '02-the-queue-does-the-locking',
  '03-work-manager-step-by-step',
  '04-six-bugs',
  '05-using-threadpool',
  '06-how-a-pool-is-created',
  '07-the-worker-that-will-not-leave',
  '08-requests-and-their-ids',
  '09-putrequest-and-bounded-queues',
  '10-poll-and-wait',
  '11-dismissing-and-joining',
  '12-the-bug-museum',
  '13-the-gil-is-a-lock',
  '14-what-is-atomic',
  '15-ways-out-measured',
  '16-concurrent-futures',
  '17-the-same-pool-on-web-workers',
  '18-write-your-own-pool',
];

const old = new Set(NUMBERED);

/** The name of a lesson today. */
export const lessonNow = (name: string): string => (old.has(name) ? name.slice(3) : name);

/** The key of an entry of a learner's work today: the kinds that name a lesson name it first (see `store.ts`). */
export const entryNow = (key: string): string =>
  key.replace(/^(done|quiz|predict):([^:]+)/, (_, kind: string, name: string) => `${kind}:${lessonNow(name)}`);

/** Entries under today's keys. Where both the old and the new key are there, the new one counts. */
export function entriesNow(entries: Readonly<Record<string, string>>): Record<string, string> {
  const all = Object.entries(entries);
  const [today, before] = [true, false].map((now) => all.filter(([key]) => (entryNow(key) === key) === now));
  const brought = before!.map(([key, value]) => [entryNow(key), answerNow(entryNow(key), value)] as const);
  return Object.fromEntries([...brought, ...today!]);
}
