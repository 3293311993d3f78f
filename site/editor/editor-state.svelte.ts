import { tick } from 'svelte';
import { fill } from '../../simulator/trace/fill.ts';
import { DraftKeeper, sameTexts, type DraftState } from './drafts.ts';
import type { EditorOptions, EditorPage } from './editor-page.ts';
import { markedLinesIn } from './marks.ts';
import type { CodeFile, View } from './types.ts';

/** Gives files whose lines end in `\n`. */
const clean = (all: readonly CodeFile[]): readonly CodeFile[] =>
  all.map((file) => ({ ...file, text: file.text.replace(/\r\n?/g, '\n') }));

/** The files of an editor, the one that is shown, the learner's draft, and the field that shows it. */
export class EditorState {
  readonly originals: readonly CodeFile[];
  active = $state('');
  /** The learner's code has been read. */
  alive = $state(false);
  draft = $state.raw<DraftState>({ kept: 'kept', other: null, originalChanged: false });
  /** The code that a reset or the other tab's code has replaced. */
  replaced = $state.raw<readonly CodeFile[] | null>(null);
  wanted = $state<'full' | 'plain'>('full');
  /** Monaco has no touch support, and needs room. */
  capable = $state(false);
  phase = $state<'idle' | 'loading' | 'ready' | 'failed'>('idle');
  keys = $state.raw({ tab: 'Ctrl+M', find: 'Ctrl+F' });
  /** A letter is being composed. */
  composing = false;

  private readonly options: () => EditorOptions;
  private readonly page: EditorPage;
  private readonly keeper: DraftKeeper;

  readonly texts = $derived.by(() => this.options().files ?? this.originals);
  readonly readOnly = $derived.by(() => this.options().stepped || this.options().locked !== '');
  readonly why = $derived.by(() => this.options().locked || this.options().m.readOnly);
  /** The full editor is not fetched before the learner reaches for it: until then the button offers it. */
  readonly offersPlain = $derived.by(() => this.wanted === 'full' && this.phase !== 'idle');
  readonly full = $derived.by(() => this.phase === 'ready' && this.wanted === 'full' && this.capable);
  readonly edited = $derived.by(() => !sameTexts(this.texts, this.originals));
  readonly tabs = $derived.by(() => this.texts.map((file) => ({ name: file.name, edited: this.isEdited(file) })));
  readonly view: View = $derived.by(() => {
    const { label, problems, marks, m } = this.options();
    return {
      files: this.texts,
      active: this.active,
      readOnly: this.readOnly,
      readOnlyWhy: this.why,
      label: fill(m.field, { label, file: this.active }),
      problems,
      marks: marks ?? [],
    };
  });
  readonly markedLines = $derived.by(() => markedLinesIn(this.view.marks, this.active));
  readonly hint = $derived.by(() => {
    const { m } = this.options();
    if (this.readOnly) return this.options().presses ? `${this.why} ${m.pressLine}` : this.why;
    if (this.capable && this.wanted === 'full') {
      if (this.phase === 'loading') return m.loading;
      if (this.phase === 'failed') return m.failed;
    }
    if (!this.full) return m.hintPlain;
    return `${fill(m.hintFull, { keys: this.keys.tab })} ${fill(m.find, { keys: this.keys.find })}`;
  });
  private readonly chosen = $derived.by(() => this.options().marks?.find((mark) => mark.chosen));
  /** The file and line of the chosen thread; undefined if there is none. */
  readonly chosenAt = $derived.by(() => this.chosen && `${this.chosen.file}:${this.chosen.line}`);

  /** @param options are read anew each time, because a page may change all but `id` and `originals`. */
  constructor(options: () => EditorOptions, page: EditorPage) {
    this.options = options;
    this.page = page;
    this.originals = clean(options().originals);
    this.keeper = new DraftKeeper(options().id, this.originals, page.stores, (draft) => (this.draft = draft));
    this.active = this.texts[0]?.name ?? '';
  }

  /** Reads the learner's code and choice of a field. */
  begin(userAgent: string): void {
    const files = this.locked ? this.originals : this.keeper.load();
    this.page.setFiles(files);
    this.keepActive(files);
    if (this.page.recall('editor') === 'plain') this.wanted = 'plain';
    if (/Mac|iPhone|iPad/.test(userAgent)) this.keys = { tab: '⌃⇧M', find: '⌘F' };
    this.alive = true;
  }

  /** Saves the draft. The page may set the files too, and these are saved as well. */
  save(files: readonly CodeFile[]): void {
    if (this.alive && !this.locked) this.keeper.save(files);
  }

  /** Checks whether another tab has saved other code. */
  check(): void {
    if (!this.locked) this.keeper.check();
  }

  /** Keeps the code again where the storage has lost it. */
  keepAgain(): void {
    if (this.alive && !this.locked) this.keeper.keepAgain();
  }

  /** Shows the file of the chosen thread. */
  follow(): void {
    if (this.chosen) this.active = this.chosen.file;
  }

  edit(name: string, text: string): void {
    if (this.readOnly || this.texts.find((each) => each.name === name)?.text === text) return;
    this.set(this.texts.map((each) => (each.name === name ? { name, text } : each)));
  }

  /** Sets the files and shows one of them. The learner can bring back the code before. */
  put(next: readonly CodeFile[], show: string): void {
    this.replace(clean(next));
    this.active = show;
  }

  reset(): void {
    if (this.edited && !this.readOnly) this.replace(this.originals);
  }

  /** Adds an empty file, and shows it. */
  add(name: string): void {
    if (this.readOnly) return;
    this.set([...this.texts, { name, text: '' }]);
    this.active = name;
  }

  /** The file that is shown is none of the originals: it can be removed. */
  readonly removable = $derived.by(
    () => this.texts.length > 1 && !this.originals.some(({ name }) => name === this.active),
  );

  /** Removes the file that is shown. The learner can bring it back. */
  remove(): void {
    if (this.removable && !this.readOnly) this.replace(this.texts.filter(({ name }) => name !== this.active));
  }

  undo(): void {
    if (this.readOnly || !this.replaced) return;
    this.replace(this.replaced);
    // The button that was pressed may be gone.
    if (!this.replaced) this.page.focusReset();
  }

  takeOther(): void {
    this.replace(this.keeper.take());
  }

  keepMine(): void {
    this.keeper.keepMine();
  }

  acknowledge(): void {
    this.keeper.acknowledge();
  }

  /** True if leaving the page would lose code. */
  get unsaved(): boolean {
    return this.draft.kept !== 'kept' && this.edited;
  }

  /** Starts to load the full editor, if the device suits it and the learner has not chosen the plain one. */
  load(): void {
    if (this.wanted === 'full' && this.capable && this.phase === 'idle') this.phase = 'loading';
  }

  choose(kind: 'full' | 'plain'): void {
    this.wanted = kind;
    if (!this.locked) this.page.keep('editor', kind);
    if (this.phase === 'failed') this.phase = 'idle';
    this.load();
  }

  /** Hands over from the plain field, with the cursor, but not while a letter is being composed. */
  ready(): void {
    if (this.composing) {
      setTimeout(() => this.ready(), 200);
      return;
    }
    const cursor = this.page.plainField(this.active)?.cursor();
    this.phase = 'ready';
    this.page.full();
    if (cursor) void tick().then(() => this.page.fullField()?.goTo(...cursor));
  }

  fail(error: unknown): void {
    this.phase = 'failed';
    console.warn(error);
  }

  /** Opens a file and puts the cursor there, with the focus. Lines and columns count from 1. */
  async goTo(file: string, line: number, column = 1): Promise<void> {
    this.active = file;
    await tick();
    (this.full ? this.page.fullField() : this.page.plainField(file))?.goTo(line, column);
  }

  private get locked(): boolean {
    return this.options().locked !== '';
  }

  private isEdited({ name, text }: CodeFile): boolean {
    return this.originals.find((each) => each.name === name)?.text !== text;
  }

  private set(next: readonly CodeFile[]): void {
    this.page.setFiles(next);
    this.keepActive(next);
    this.page.changed(next);
  }

  private replace(next: readonly CodeFile[]): void {
    this.replaced = this.edited ? this.texts : null;
    this.set(next);
  }

  private keepActive(files: readonly CodeFile[]): void {
    if (!files.some(({ name }) => name === this.active)) this.active = files[0]?.name ?? '';
  }
}
