/**
 * Stores the reader's work on this device, under names that start with `lab:`.
 * Where storage is forbidden or full, the page keeps the work in memory and says so. What is stored is read anew each time,
 * because other pages change it.
 */
const notStored = new Map<string, string>();

try {
  // Names of lessons began with a number once. What it takes to read them is only fetched where they are.
  const old = Object.keys(localStorage).some((key) => /^lab:(done|quiz|predict):\d\d-/.test(key));
  if (old) (await import('./renamed.ts')).renameOld(localStorage);
} catch {
  // Where nothing can be kept, nothing has an old name.
}

export function recall(key: string): string | undefined {
  if (notStored.has(key)) return notStored.get(key) || undefined;
  try {
    return localStorage.getItem(`lab:${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a text under a key; an empty one forgets the key. Never throws. */
export function keep(key: string, value: string): void {
  try {
    if (value) localStorage.setItem(`lab:${key}`, value);
    else localStorage.removeItem(`lab:${key}`);
    notStored.delete(key);
  } catch {
    notStored.set(key, value);
    for (const notice of document.querySelectorAll<HTMLElement>('[data-not-kept]')) notice.hidden = false;
  }
}

/** The lesson on this page, for keys that belong to it. */
export function lessonKey(kind: string, id: string): string {
  const lesson = document.querySelector<HTMLElement>('[data-lesson]')?.dataset['lesson'] ?? '';
  return `${kind}:${lesson}:${id}`;
}

/** Tells whether what is kept can be read at all. */
export function mayKeep(): boolean {
  try {
    localStorage.getItem('lab:name');
    return true;
  } catch {
    return false;
  }
}
