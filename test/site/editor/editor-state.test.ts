import { beforeEach, expect, test, vi } from 'vitest';
import type { EditorOptions } from '../../../site/editor/editor-page.ts';
import { EditorState } from '../../../site/editor/editor-state.svelte.ts';
import type { CodeFile, Cursor, Mark } from '../../../site/editor/types.ts';
import { words } from '../../../site/i18n/words.ts';

const m = words('en', 'editor');
const originals = [
  { name: 'main.py', text: 'print(1)\r\n' },
  { name: 'helper.py', text: 'x = 1\n' },
];
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';

/** A storage in memory. */
function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (n) => [...kept.keys()][n] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

let local = storage();
beforeEach(() => (local = storage()));

/** An editor on a page; `set` changes what the page gives it. */
function editor(more: Partial<EditorOptions> = {}, choice?: string, stored = local) {
  let options: EditorOptions = {
    id: 'e',
    label: 'Code',
    originals,
    files: undefined,
    stepped: false,
    locked: '',
    problems: [],
    marks: undefined,
    presses: false,
    m,
    ...more,
  };
  const plain = { goTo: vi.fn(), cursor: vi.fn((): Cursor | undefined => [2, 3, 40, [1, 2]]) };
  const monaco = { goTo: vi.fn() };
  const session = storage();
  const page = {
    stores: { local: () => stored, session: () => session, page: Math.random().toString(36).slice(2) },
    recall: () => choice,
    keep: vi.fn(),
    setFiles: (files: readonly CodeFile[]) => void (options = { ...options, files }),
    changed: vi.fn(),
    full: vi.fn(),
    plainField: vi.fn(() => plain),
    fullField: () => monaco,
    focusReset: vi.fn(),
  };
  const code = new EditorState(() => options, page);
  const set = (some: Partial<EditorOptions>) => void (options = { ...options, ...some });
  return { code, page, plain, monaco, set };
}

const textsOf = ({ code }: ReturnType<typeof editor>) => code.texts.map(({ text }) => text);

test('lines end in one character, and a file is edited while its text differs from the original', () => {
  const made = editor();
  made.code.begin('');
  expect(textsOf(made)).toEqual(['print(1)\n', 'x = 1\n']);
  made.code.edit('helper.py', 'x = 2\n');
  expect(made.code.tabs).toEqual([
    { name: 'main.py', edited: false },
    { name: 'helper.py', edited: true },
  ]);
  made.code.edit('helper.py', 'x = 1\n');
  expect([made.code.edited, made.page.changed.mock.calls.length]).toEqual([false, 2]);
  // The same text is no edit.
  made.code.edit('helper.py', 'x = 1\n');
  expect(made.page.changed.mock.calls.length).toBe(2);
});

test('code that was saved is there again after a reload, and the button chosen then, too', () => {
  const before = editor();
  before.code.begin('');
  before.code.edit('main.py', 'print(2)\n');
  before.code.save(before.code.texts);
  before.code.choose('plain');
  expect(before.page.keep).toHaveBeenCalledWith('editor', 'plain');
  const after = editor({}, 'plain');
  after.code.begin('');
  expect([textsOf(after)[0], after.code.wanted, after.code.unsaved]).toEqual(['print(2)\n', 'plain', false]);
});

test('nothing is saved before the code has been read', () => {
  const made = editor();
  made.code.save([{ name: 'main.py', text: 'lost\n' }]);
  expect(local.length).toBe(0);
});

test('locked code is the original, takes no edit, and neither it nor a choice is kept', () => {
  const before = editor();
  before.code.begin('');
  before.code.edit('main.py', 'print(2)\n');
  before.code.save(before.code.texts);
  const locked = editor({ locked: 'Run it only.' });
  locked.code.begin('');
  locked.code.edit('main.py', 'print(3)\n');
  locked.code.choose('plain');
  expect([textsOf(locked)[0], locked.code.hint]).toEqual(['print(1)\n', 'Run it only.']);
  expect(locked.page.keep).not.toHaveBeenCalled();
});

test('while a run is stepped, neither an edit nor a reset nor an undo changes the code', () => {
  const made = editor();
  made.code.begin('');
  made.code.edit('main.py', 'print(2)\n');
  made.code.reset();
  made.set({ stepped: true });
  made.code.edit('main.py', 'print(3)\n');
  made.code.undo();
  expect([textsOf(made)[0], made.code.hint]).toEqual(['print(1)\n', m.readOnly]);
  made.set({ stepped: false });
  made.code.undo();
  expect(textsOf(made)[0]).toBe('print(2)\n');
  made.set({ stepped: true });
  made.code.reset();
  expect(textsOf(made)[0]).toBe('print(2)\n');
});

test('an undo brings the code back that a reset replaced, and gives the focus to the button that is left', () => {
  const made = editor();
  made.code.begin('');
  made.code.edit('main.py', 'print(2)\n');
  made.code.reset();
  expect([textsOf(made)[0], made.code.replaced?.[0]?.text]).toEqual(['print(1)\n', 'print(2)\n']);
  made.code.undo();
  // The originals were unedited, so there is nothing to bring back.
  expect([textsOf(made)[0], made.code.replaced]).toEqual(['print(2)\n', null]);
  expect(made.page.focusReset).toHaveBeenCalledOnce();
});

test('files put into it are shown, with the file that was named, and can be undone', () => {
  const made = editor();
  made.code.begin('');
  made.code.edit('main.py', 'mine\n');
  made.code.put([{ name: 'other.py', text: 'a\r\n' }], 'other.py');
  expect([made.code.active, textsOf(made)]).toEqual(['other.py', ['a\n']]);
  made.code.undo();
  // other.py is gone, so the first file is shown.
  expect([made.code.active, textsOf(made)[0]]).toEqual(['main.py', 'mine\n']);
});

test('the full editor loads only where the device suits it and the learner wants it', () => {
  const { code } = editor();
  code.load();
  expect([code.phase, code.offersPlain]).toEqual(['idle', false]);
  code.capable = true;
  code.wanted = 'plain';
  code.load();
  expect(code.phase).toBe('idle');
  code.choose('full');
  expect([code.phase, code.offersPlain, code.hint]).toEqual(['loading', true, m.loading]);
});

test('when loading failed, the hint says so, and the next choice tries again', () => {
  const { code } = editor();
  const warned = vi.spyOn(console, 'warn').mockReturnValue();
  code.capable = true;
  code.load();
  code.fail(new Error('no network'));
  expect([code.full, code.hint, warned.mock.calls.length]).toEqual([false, m.failed, 1]);
  warned.mockRestore();
  code.choose('full');
  expect(code.phase).toBe('loading');
});

test('the full editor takes the cursor over, and not before a composed letter is done', async () => {
  vi.useFakeTimers();
  const { code, page, monaco } = editor();
  code.capable = true;
  code.load();
  code.composing = true;
  code.ready();
  vi.advanceTimersByTime(1000);
  expect([code.phase, page.full.mock.calls.length]).toEqual(['loading', 0]);
  code.composing = false;
  vi.advanceTimersByTime(200);
  vi.useRealTimers();
  expect([code.phase, code.full, page.full.mock.calls.length]).toEqual(['ready', true, 1]);
  await vi.waitFor(() => expect(monaco.goTo).toHaveBeenCalledWith(2, 3, 40, [1, 2]));
});

test('the keys in the hint are those of the device', () => {
  const hintOn = (device: string) => {
    const { code } = editor();
    code.begin(device);
    Object.assign(code, { capable: true, phase: 'ready' });
    return code.hint;
  };
  expect(hintOn(MAC)).toContain('⌃⇧M');
  expect(hintOn('Windows NT 10.0')).toContain('Ctrl+M');
});

test('a problem opens its file in the field that is shown', async () => {
  const { code, plain, monaco, page } = editor();
  await code.goTo('helper.py', 1);
  expect([code.active, page.plainField.mock.calls]).toEqual(['helper.py', [['helper.py']]]);
  expect(plain.goTo).toHaveBeenCalledWith(1, 1);
  Object.assign(code, { capable: true, phase: 'ready' });
  await code.goTo('main.py', 4, 2);
  expect(monaco.goTo).toHaveBeenCalledWith(4, 2);
});

test('the file of the chosen thread is shown', () => {
  const at = (file: string, line: number, chosen: boolean): Mark => ({
    file,
    line,
    label: 'T',
    status: 'ready',
    chosen,
  });
  const made = editor({ marks: [at('main.py', 1, false)] });
  made.code.follow();
  expect([made.code.chosenAt, made.code.active]).toEqual([undefined, 'main.py']);
  const after = editor({ marks: [at('main.py', 1, false), at('helper.py', 1, true)] });
  after.code.follow();
  expect([after.code.chosenAt, after.code.active]).toEqual(['helper.py:1', 'helper.py']);
  expect(after.code.markedLines.map(({ line }) => line)).toEqual([1]);
});

test('where code cannot be kept, leaving with edits is not silent', () => {
  const refusing = storage();
  refusing.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  const { code } = editor({}, undefined, refusing);
  code.begin('');
  expect(code.unsaved).toBe(false);
  code.edit('main.py', 'print(2)\n');
  code.save(code.texts);
  expect([code.draft.kept, code.unsaved]).toEqual(['full', true]);
  code.reset();
  expect(code.unsaved).toBe(false);
});

test('the other tab’s code is offered, and replaces mine only when it is taken', () => {
  const [mine, other] = [editor(), editor()];
  mine.code.begin('');
  other.code.begin('');
  mine.code.edit('main.py', 'mine\n');
  mine.code.save(mine.code.texts);
  other.code.edit('main.py', 'other\n');
  other.code.save(other.code.texts);
  expect([textsOf(other)[0], other.code.draft.other?.[0]?.text]).toEqual(['other\n', 'mine\n']);
  other.code.takeOther();
  expect([textsOf(other)[0], other.code.replaced?.[0]?.text, other.code.draft.other]).toEqual([
    'mine\n',
    'other\n',
    null,
  ]);
});
