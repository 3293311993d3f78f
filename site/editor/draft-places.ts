/** One saved state of a learner's code. Only edited files are in it, so that the others follow the site. */
export interface CodeDraft {
  /** Different for every save of every page. A page that finds another revision than its own has been overtaken. */
  revision: string;
  /** The revision it was made from. */
  after: string;
  /** `from` is the hash of the original that the learner began with. */
  files: Record<string, { text: string; from: string }>;
  /** All names in their order, where they are not those of the originals. */
  names?: readonly string[];
}

/** The fate of typed code at a reload: kept, or lost without a storage or without room in it. */
export type Kept = 'kept' | 'absent' | 'full';

/** The browser's storages; to reach for one may throw. */
export interface Stores {
  local: () => Storage;
  /** Survives a reload of this tab only. */
  session: () => Storage;
  /** Different for every page load, even of a duplicated tab. */
  page: string;
}

export const browserStores = (): Stores => ({
  local: () => localStorage,
  session: () => sessionStorage,
  page: Math.random().toString(36).slice(2, 10),
});

const PREFIX = 'lab:draft:v1:';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isFile = (value: unknown) =>
  isRecord(value) && typeof value['text'] === 'string' && typeof value['from'] === 'string';

/** A name must not lead out of the program's folder. */
const staysInside = (name: string) => name !== '' && name.split('/').every((part) => !['', '.', '..'].includes(part));

/** A draft may come from an opened file, and can then have any content. */
const isDraft = (value: unknown): value is CodeDraft =>
  isRecord(value) &&
  typeof value['revision'] === 'string' &&
  typeof value['after'] === 'string' &&
  isRecord(value['files']) &&
  Object.values(value['files']).every(isFile) &&
  (value['names'] === undefined ||
    (Array.isArray(value['names']) &&
      value['names'].every((name) => typeof name === 'string') &&
      new Set(value['names']).size === value['names'].length)) &&
  [...Object.keys(value['files']), ...((value['names'] as string[] | undefined) ?? [])].every(staysInside);

/** The places of one editor's drafts: the main one, and one aside for each page that waits for a decision. Never throws. */
export class DraftPlaces {
  readonly main: string;
  /** This page's own place. */
  readonly aside: string;
  readonly page: string;
  readonly #stores: Stores;

  constructor(id: string, stores: Stores) {
    this.main = PREFIX + id;
    this.page = stores.page;
    this.aside = `${this.main}|${stores.page}`;
    this.#stores = stores;
  }

  read(key: string): CodeDraft | null {
    try {
      const draft: unknown = JSON.parse(this.#stores.local().getItem(key) ?? 'null');
      return isDraft(draft) ? draft : null;
    } catch {
      return null;
    }
  }

  write(key: string, draft: CodeDraft): Kept {
    let storage: Storage;
    try {
      storage = this.#stores.local();
    } catch {
      return 'absent';
    }
    try {
      storage.setItem(key, JSON.stringify(draft));
      if (key === this.aside) this.#remember();
      return 'kept';
    } catch {
      return storage ? 'full' : 'absent';
    }
  }

  forget(key: string): void {
    try {
      this.#stores.local().removeItem(key);
    } catch {
      // Nothing is stored where there is no storage.
    }
  }

  /** Lists the drafts that pages have put aside; `mine` marks those of this tab before a reload. */
  asides(): { key: string; draft: CodeDraft; mine: boolean }[] {
    try {
      const storage = this.#stores.local();
      const mine = this.#remembered();
      return Array.from({ length: storage.length }, (_, i) => storage.key(i)!)
        .filter((key) => key.startsWith(`${this.main}|`))
        .flatMap((key) => {
          const draft = this.read(key);
          return draft ? [{ key, draft, mine: key === mine }] : [];
        });
    } catch {
      return [];
    }
  }

  #remember(): void {
    try {
      this.#stores.session().setItem(this.main, this.aside);
    } catch {
      // After a reload the code is then offered as another page's.
    }
  }

  #remembered(): string | null {
    try {
      return this.#stores.session().getItem(this.main);
    } catch {
      return null;
    }
  }
}
