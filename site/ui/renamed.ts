import { entriesNow, entryNow } from '../../simulator/link/lesson-names.ts';

const PREFIX = 'lab:';

/** Brings a learner's work to today's names of the lessons. Work that has today's name already stays. */
export function renameOld(storage: Storage): void {
  const old = Array.from({ length: storage.length }, (_, i) => storage.key(i)!)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length))
    .filter((key) => entryNow(key) !== key);
  const entries = Object.fromEntries(old.map((key) => [key, storage.getItem(PREFIX + key)!]));
  for (const [key, value] of Object.entries(entriesNow(entries)))
    if (storage.getItem(PREFIX + key) === null) storage.setItem(PREFIX + key, value);
  for (const key of old) storage.removeItem(PREFIX + key);
}
