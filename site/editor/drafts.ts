import { fnv1a } from '../../simulator/trace/hash.ts';
import { own } from '../../simulator/trace/own.ts';
import { DraftPlaces, type CodeDraft, type Kept, type Stores } from './draft-places.ts';
import type { CodeFile } from './types.ts';

/** The state of a draft, as far as the page shows it. */
export interface DraftState {
  kept: Kept;
  /** Another page's code, while it is undecided whose is right. Until then this page writes to a place of its own. */
  other: readonly CodeFile[] | null;
  /** The site has changed a text since the learner began to edit it. */
  originalChanged: boolean;
}

/** A short name of an original, the same in every language, to see that it is another one. */
const hashOf = ({ text, from }: Pick<CodeFile, 'text' | 'from'>): string => from ?? fnv1a(text).toString(36);

export const sameTexts = (a: readonly CodeFile[], b: readonly CodeFile[]): boolean =>
  a.length === b.length && a.every(({ name, text }, i) => b[i]!.name === name && b[i]!.text === text);

/**
 * The draft of one editor, kept on this device. Several pages may have it open. A page that saves checks whether the
 * draft is still the one it knows. If not, it saves aside and asks, so that no code is overwritten without a word.
 * Nothing here throws.
 */
export class DraftKeeper {
  readonly #places: DraftPlaces;
  readonly #originals: readonly CodeFile[];
  readonly #tell: (state: DraftState) => void;
  #state: DraftState = { kept: 'kept', other: null, originalChanged: false };
  #files: readonly CodeFile[];
  /** The revision this page's code descends from; empty: there was none. */
  #seen = '';
  #count = 0;
  /** There is code here that is nowhere else, and not an ancestor of the draft either. */
  #touched = false;
  /** Another page has removed what was kept. */
  #removed = false;
  /** The place of the code that is offered now, if it is not the main draft. */
  #offered: string | null = null;
  /** For each edited file the hash of the original it was begun with. */
  #from = new Map<string, string>();

  constructor(id: string, originals: readonly CodeFile[], stores: Stores, tell: (state: DraftState) => void) {
    this.#places = new DraftPlaces(id, stores);
    this.#originals = originals;
    this.#files = originals;
    this.#tell = tell;
  }

  /** The code as it was left, and the originals where nothing was. A file that the site no longer has comes last. */
  load(): readonly CodeFile[] {
    const main = this.#places.read(this.#places.main);
    const asides = this.#places.asides();
    const mine = asides.find((aside) => aside.mine);
    this.#seen = main?.revision ?? '';
    this.#adopt(mine?.draft ?? main);
    if (mine) {
      this.#touched = true;
      this.#meet(main);
      this.#write();
      this.#places.forget(mine.key);
      return this.#files;
    }
    for (const { key, draft } of asides) {
      if (sameTexts(this.#filesOf(draft), this.#files)) this.#places.forget(key);
      else if (!this.#state.other) this.#meet(draft, key);
    }
    return this.#files;
  }

  /** Keeps this code, unless another page has saved since: then it is kept aside, and the page is told. */
  save(files: readonly CodeFile[]): void {
    if (sameTexts(files, this.#files)) return;
    this.#files = files;
    this.#touched = true;
    this.#removed = false;
    this.#write();
  }

  /**
   * Keeps the code again if the storage has lost it, or had no room before. To be called from time to time. What another page
   * has removed stays removed until the learner edits on.
   */
  keepAgain(): void {
    if (this.#removed || sameTexts(this.#files, this.#originals)) return;
    const key = this.#state.other ? this.#places.aside : this.#places.main;
    if (this.#state.kept !== 'kept' || !this.#places.read(key)) this.#write();
  }

  /** Looks whether another page has saved. To be called on storage events, and when a page comes back from a cache. */
  check(): void {
    const main = this.#places.read(this.#places.main);
    if (!main) this.#removed = this.#state.kept === 'kept' && this.#seen !== '';
    if (!main || main.revision === this.#seen) return;
    const { kept, other } = this.#state;
    if (main.after === this.#seen && kept === 'kept' && !other) this.#touched = false;
    this.#seen = main.revision;
    this.#meet(main);
    if (this.#state.other && this.#touched) this.#write();
  }

  /** Takes the other page's code. */
  take(): readonly CodeFile[] {
    if (this.#state.other) this.#settle(this.#state.other);
    return this.#files;
  }

  /** Stays with this page's code. The other page will be asked in its turn. */
  keepMine(): void {
    this.#settle(this.#files);
  }

  /** The learner knows that an original has changed. */
  acknowledge(): void {
    this.#from.clear();
    this.#write();
  }

  #settle(files: readonly CodeFile[]): void {
    this.#files = files;
    this.#places.forget(this.#places.aside);
    if (this.#offered) this.#places.forget(this.#offered);
    this.#set({ other: null });
    this.#write();
    this.#touched = this.#state.kept !== 'kept';
  }

  /** There is this other code. If it is the same as here, there is nothing to ask. */
  #meet(draft: CodeDraft | null, offered: string | null = null): void {
    const other = draft ? this.#filesOf(draft) : this.#originals;
    const same = sameTexts(other, this.#files);
    this.#offered = offered;
    if (same) this.#places.forget(this.#places.aside);
    this.#set({ other: same ? null : other });
  }

  #write(): void {
    const main = this.#places.read(this.#places.main);
    if (main && main.revision !== this.#seen) {
      this.#seen = main.revision;
      this.#meet(main);
    }
    const aside = this.#state.other !== null;
    const draft = this.#draftOf();
    const kept = this.#places.write(aside ? this.#places.aside : this.#places.main, draft);
    if (kept === 'kept' && !aside) this.#seen = draft.revision;
    this.#set({ kept, originalChanged: this.#changed() });
  }

  #draftOf(): CodeDraft {
    const files = new Map<string, CodeDraft['files'][string]>();
    for (const { name, text } of this.#files) {
      const original = this.#originals.find((each) => each.name === name);
      if (text === original?.text) this.#from.delete(name);
      else {
        const from = this.#from.get(name) ?? hashOf(original ?? { text: '' });
        this.#from.set(name, from);
        files.set(name, { text, from });
      }
    }
    const names = this.#files.map(({ name }) => name);
    const isOwn = names.join('\0') !== this.#originals.map(({ name }) => name).join('\0');
    return {
      revision: `${++this.#count}.${this.#places.page}`,
      after: this.#seen,
      files: Object.fromEntries(files),
      ...(isOwn && { names }),
    };
  }

  #adopt(draft: CodeDraft | null): void {
    this.#from = new Map(Object.entries(draft?.files ?? {}).map(([name, { from }]) => [name, from]));
    this.#files = draft ? this.#filesOf(draft) : this.#originals;
    this.#set({ originalChanged: this.#changed() });
  }

  #changed(): boolean {
    return this.#originals.some((each) => this.#from.has(each.name) && this.#from.get(each.name) !== hashOf(each));
  }

  #filesOf({ files, names }: CodeDraft): CodeFile[] {
    const originalOf = (name: string) => this.#originals.find((each) => each.name === name)?.text;
    if (names)
      return names.flatMap((name) => {
        const text = own(files, name)?.text ?? originalOf(name);
        return text === undefined ? [] : [{ name, text }];
      });
    const gone = Object.entries(files).filter(([name]) => !this.#originals.some((each) => each.name === name));
    return [
      ...this.#originals.map(({ name, text }) => ({ name, text: own(files, name)?.text ?? text })),
      ...gone.map(([name, { text }]) => ({ name, text })),
    ];
  }

  #set(part: Partial<DraftState>): void {
    this.#state = { ...this.#state, ...part };
    this.#tell(this.#state);
  }
}
