import type { EditorMessages } from '../i18n/en/editor.ts';
import type { Stores } from './draft-places.ts';
import type { CodeFile, CodeProblem, Cursor, Mark, TextPosition } from './types.ts';

/** Properties of an editor that its state depends on. */
export interface EditorOptions {
  readonly id: string;
  readonly label: string;
  readonly originals: readonly CodeFile[];
  /** The learner's version of the files; undefined until it has been read. */
  readonly files: readonly CodeFile[] | undefined;
  /** A run of this code is being stepped. */
  readonly stepped: boolean;
  /** The reason why the code can never be edited here; '' if it can be. */
  readonly locked: string;
  readonly problems: readonly CodeProblem[];
  readonly marks: readonly Mark[] | undefined;
  /** Lines can be pressed. */
  readonly presses: boolean;
  readonly m: EditorMessages;
}

/** A field on the page: the full editor, or the plain field of one file. */
interface Field {
  goTo(line: number, column: number, scrollTop?: number, from?: TextPosition): void;
}

/** Effects on the page that a change of the state has. */
export interface EditorPage {
  stores: Stores;
  recall(key: string): string | undefined;
  keep(key: string, value: string): void;
  /** Sets the files that are bound to the editor. */
  setFiles(files: readonly CodeFile[]): void;
  /** Reports an edit, a reset or an undo. */
  changed(files: readonly CodeFile[]): void;
  /** Reports that the full editor is there. */
  full(): void;
  plainField(file: string): (Field & { cursor(): Cursor | undefined }) | undefined;
  fullField(): Field | undefined;
  focusReset(): void;
}
