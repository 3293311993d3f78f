import { beforeEach, describe, expect, test } from 'vitest';
import type { CodeDraft, Stores } from '../../../site/editor/draft-places.ts';
import { DraftKeeper, type DraftState } from '../../../site/editor/drafts.ts';
import type { CodeFile } from '../../../site/editor/types.ts';

class FakeStorage {
  readonly #data = new Map<string, string>();
  room = Infinity;
  get length() {
    return this.#data.size;
  }
  key(at: number) {
    return [...this.#data.keys()][at] ?? null;
  }
  getItem(key: string) {
    return this.#data.get(key) ?? null;
  }
  setItem(key: string, value: string) {
    if (value.length > this.room) throw new DOMException('no room', 'QuotaExceededError');
    this.#data.set(key, value);
  }
  removeItem(key: string) {
    this.#data.delete(key);
  }
}

const original: CodeFile[] = [
  { name: 'pool.py', text: 'a = 1\n' },
  { name: 'main.py', text: 'b = 2\n' },
];
const withPool = (text: string, files = original) =>
  files.map((file) => (file.name === 'pool.py' ? { ...file, text } : file));

let local: FakeStorage;
let pages: number;
beforeEach(() => {
  local = new FakeStorage();
  pages = 0;
});

/** A page with the editor `x`; pages with the same `session` are one tab before and after a reload. */
function open(options: { session?: FakeStorage; originals?: CodeFile[]; stores?: Partial<Stores> } = {}) {
  const session = options.session ?? new FakeStorage();
  const states: DraftState[] = [];
  const stores: Stores = {
    local: () => local as unknown as Storage,
    session: () => session as unknown as Storage,
    page: `p${++pages}`,
    ...options.stores,
  };
  const keeper = new DraftKeeper('x', options.originals ?? original, stores, (state) => states.push(state));
  const files = keeper.load();
  return { keeper, files, session, state: () => states.at(-1)! };
}

describe('one page', () => {
  test('finds the originals where nothing was kept', () => {
    expect(open().files).toEqual(original);
    expect(local.length).toBe(0);
  });

  test('finds after a reload what was typed', () => {
    open().keeper.save(withPool('a = 2\n'));
    expect(open().files).toEqual(withPool('a = 2\n'));
  });

  test('keeps only what was edited: a file left alone follows the site', () => {
    open().keeper.save(withPool('a = 2\n'));
    const newer = [original[0]!, { name: 'main.py', text: 'b = 3\n' }];
    const { files, state } = open({ originals: newer });
    expect(files).toEqual(withPool('a = 2\n', newer));
    expect(state().originalChanged).toBe(false);
  });

  test('knows its original in another language, by the hash of the English one', () => {
    open().keeper.save(withPool('a = 2\n'));
    // FNV-1a of 'a = 1\n', as open() has kept it.
    const { from } = (JSON.parse(local.getItem('lab:draft:v1:x')!) as CodeDraft).files['pool.py']!;
    const chinese = original.map((file) => ({
      ...file,
      text: `# 中文\n${file.text}`,
      ...(file.name === 'pool.py' && { from }),
    }));
    const { files, state, keeper } = open({ originals: chinese });
    expect(files.map(({ text }) => text)).toEqual(['a = 2\n', '# 中文\nb = 2\n']);
    expect(state().originalChanged).toBe(false);
    keeper.save([{ name: 'pool.py', text: 'a = 3\n' }, chinese[1]!]);
    expect(open().state().originalChanged).toBe(false);
    expect(open({ originals: withPool('a = 9\n') }).state().originalChanged).toBe(true);
  });

  test('says that an edited original has changed, keeps the draft, and says it no more once it is known', () => {
    open().keeper.save(withPool('a = 2\n'));
    const newer = withPool('a = 9\n');
    const { files, state, keeper } = open({ originals: newer });
    expect([files, state().originalChanged]).toEqual([withPool('a = 2\n'), true]);
    keeper.acknowledge();
    expect(state().originalChanged).toBe(false);
    expect(open({ originals: newer }).state().originalChanged).toBe(false);
  });

  test('shows a drafted file that the site no longer has, after the others', () => {
    open().keeper.save(withPool('a = 2\n'));
    expect(open({ originals: [original[1]!] }).files).toEqual([original[1], { name: 'pool.py', text: 'a = 2\n' }]);
  });

  test('says that nothing is kept where storage is forbidden, and never throws', () => {
    const forbidden = () => {
      throw new DOMException('no', 'SecurityError');
    };
    const { keeper, files, state } = open({ stores: { local: forbidden, session: forbidden } });
    expect(files).toEqual(original);
    keeper.save(withPool('a = 2\n'));
    keeper.check();
    expect(state().kept).toBe('absent');
  });

  test('says that storage is full, and keeps everything as soon as there is room', () => {
    const { keeper, state } = open();
    local.room = 10;
    keeper.save(withPool('a = 2\n'));
    expect(state().kept).toBe('full');
    local.room = Infinity;
    keeper.save(withPool('a = 23\n'));
    expect(state().kept).toBe('kept');
    expect(open().files).toEqual(withPool('a = 23\n'));
  });

  test('keeps the code again, without a new edit, when its storage was emptied or has come back', () => {
    let storage: FakeStorage | null = local;
    const there = (): Storage => {
      if (!storage) throw new DOMException('no storage', 'SecurityError');
      return storage as unknown as Storage;
    };
    const page = open({ stores: { local: there } });
    page.keeper.save(withPool('a = 2\n'));
    local.removeItem('lab:draft:v1:x');
    page.keeper.keepAgain();
    expect(open().files).toEqual(withPool('a = 2\n'));
    storage = null;
    page.keeper.save(withPool('a = 3\n'));
    page.keeper.keepAgain();
    expect(page.state().kept).toBe('absent');
    storage = local = new FakeStorage();
    page.keeper.keepAgain();
    expect(page.state().kept).toBe('kept');
    expect(open().files).toEqual(withPool('a = 3\n'));
  });

  test('writes nothing again that is there, that was never edited, or that another page has removed', () => {
    const page = open();
    page.keeper.keepAgain();
    expect(local.length).toBe(0);
    page.keeper.save(withPool('a = 2\n'));
    const kept = local.getItem('lab:draft:v1:x');
    page.keeper.keepAgain();
    expect(local.getItem('lab:draft:v1:x')).toBe(kept);
    local.removeItem('lab:draft:v1:x');
    page.keeper.check();
    page.keeper.keepAgain();
    expect(local.length).toBe(0);
    page.keeper.save(withPool('a = 3\n'));
    expect(local.length).toBe(1);
  });

  test('takes a damaged draft for none', () => {
    local.setItem('lab:draft:v1:x', '{"revision": 1');
    expect(open().files).toEqual(original);
  });
});

describe('two pages', () => {
  test('the one that is overtaken is told, and its own code stays as it is', () => {
    const [a, b] = [open(), open()];
    a.keeper.save(withPool('a = "A"\n'));
    b.keeper.check();
    expect(b.state().other).toEqual(withPool('a = "A"\n'));
    expect(a.state().other).toBeNull();
  });

  test('neither overwrites the other, even if it typed before it could know', () => {
    const [a, b] = [open(), open()];
    a.keeper.save(withPool('a = "A"\n'));
    b.keeper.save(withPool('a = "B"\n'));
    expect(b.state().other).toEqual(withPool('a = "A"\n'));
    const fresh = open();
    expect(fresh.files).toEqual(withPool('a = "A"\n'));
    expect(fresh.state().other).toEqual(withPool('a = "B"\n'));
  });

  test('one that took the other’s code goes on from there', () => {
    const [a, b] = [open(), open()];
    a.keeper.save(withPool('a = "A"\n'));
    b.keeper.save(withPool('a = "B"\n'));
    expect(b.keeper.take()).toEqual(withPool('a = "A"\n'));
    b.keeper.save(withPool('a = "AB"\n'));
    expect(b.state().other).toBeNull();
    expect(open().files).toEqual(withPool('a = "AB"\n'));
  });

  test('where one keeps its own, the other is asked in its turn', () => {
    const [a, b] = [open(), open()];
    a.keeper.save(withPool('a = "A"\n'));
    b.keeper.save(withPool('a = "B"\n'));
    b.keeper.keepMine();
    a.keeper.check();
    expect(a.state().other).toEqual(withPool('a = "B"\n'));
    expect(open().files).toEqual(withPool('a = "B"\n'));
  });

  test('a page that is reloaded while it is undecided has its own code and the same question', () => {
    const [a, b] = [open(), open()];
    a.keeper.save(withPool('a = "A"\n'));
    b.keeper.save(withPool('a = "B"\n'));
    b.keeper.save(withPool('a = "BB"\n'));
    const again = open({ session: b.session });
    expect(again.files).toEqual(withPool('a = "BB"\n'));
    expect(again.state().other).toEqual(withPool('a = "A"\n'));
    again.keeper.keepMine();
    expect(open().files).toEqual(withPool('a = "BB"\n'));
  });

  test('the code of a page that was closed undecided is offered to the next, one by one', () => {
    const [a, b, c] = [open(), open(), open()];
    a.keeper.save(withPool('a = "A"\n'));
    b.keeper.save(withPool('a = "B"\n'));
    c.keeper.save(withPool('a = "C"\n'));
    const first = open();
    expect(first.state().other).toEqual(withPool('a = "B"\n'));
    first.keeper.keepMine();
    const second = open();
    expect(second.state().other).toEqual(withPool('a = "C"\n'));
    expect(second.keeper.take()).toEqual(withPool('a = "C"\n'));
    expect(open().state().other).toBeNull();
  });

  test('who has the same code is not asked', () => {
    const [a, b] = [open(), open()];
    a.keeper.save(withPool('a = "A"\n'));
    b.keeper.save(withPool('a = "A"\n'));
    expect(b.state().other).toBeNull();
    b.keeper.save(withPool('a = "AB"\n'));
    expect(open().files).toEqual(withPool('a = "AB"\n'));
  });

  test('code that the other page went on from is not kept a second time', () => {
    const a = open();
    a.keeper.save(withPool('a = "A"\n'));
    const b = open();
    b.keeper.save(withPool('a = "AB"\n'));
    a.keeper.check();
    expect(a.state().other).toEqual(withPool('a = "AB"\n'));
    expect(open().state().other).toBeNull();
  });

  test('a reset in one is no order to the other', () => {
    const a = open();
    a.keeper.save(withPool('a = "A"\n'));
    const b = open();
    b.keeper.save(original);
    a.keeper.check();
    expect(a.state().other).toEqual(original);
    a.keeper.keepMine();
    expect(open().files).toEqual(withPool('a = "A"\n'));
  });
});
