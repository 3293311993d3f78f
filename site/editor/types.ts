import type { ThreadStatus } from '../../simulator/trace/state.ts';

/** The language of an editor's files. */
export type Language = 'python' | 'typescript';

/** A file in the editor. Lines end in `\n`. */
export interface CodeFile {
  name: string;
  text: string;
  /** Hash of its English text, where the comments are in another language. A draft knows its original by it. */
  from?: string;
}

/** A compiler's finding, or the line at which a run failed. Lines and columns count from 1. */
export interface CodeProblem {
  file: string;
  line: number;
  column: number;
  endLine?: number;
  endColumn?: number;
  message: string;
}

/** A thread and the line it stands at. */
export interface Mark {
  file: string;
  line: number;
  /** The thread's short name. */
  label: string;
  status: ThreadStatus;
  chosen: boolean;
}

/** Everything a code field shows. Both kinds of field are drawn from this alone, so changing between them loses nothing. */
export interface View {
  files: readonly CodeFile[];
  /** The name of the open file. */
  active: string;
  readOnly: boolean;
  /** The message for typing while it is read-only. */
  readOnlyWhy: string;
  /** The field's name for screen readers. */
  label: string;
  problems: readonly CodeProblem[];
  marks: readonly Mark[];
}

/** Line and column from 1. */
export type TextPosition = readonly [line: number, column: number];

/** The cursor, the scroll position, and the start of the selection that ends at the cursor. */
export type Cursor = readonly [...TextPosition, scrollTop: number, from: TextPosition];

/** A code field that a library draws. */
export interface Surface {
  /** Shows this from now on. Texts that differ from its own are taken over as one step that its undo can take back. */
  update(view: View): void;
  /**
   * Puts the cursor there, in the open file, in view, with the focus. `scrollTop`: scrolled so far, if that shows it; `from`:
   * where the selection that ends there begins.
   */
  goTo(line: number, column: number, scrollTop?: number, from?: TextPosition): void;
  /** Pixels from the top of the field to a line of the open file, as it is scrolled now. */
  topOf(line: number): number;
  /** The line at a height in the window; undefined: there is none. */
  lineAt(clientY: number): number | undefined;
  dispose(): void;
}

/** The settings of a surface, and its callbacks. */
export interface SurfaceOptions {
  id: string;
  language: Language;
  view: View;
  /** Names from elsewhere that completion should offer too. */
  names: () => readonly Name[];
  onedit: (file: string, text: string) => void;
  /** Lines have moved: scrolled, folded or edited. */
  onmove: () => void;
  /** Told of a line whose number is pressed, and of the caret's at Enter, while there is such a function. */
  online: () => ((file: string, line: number) => void) | undefined;
}

/** A name that completion can offer. */
export interface Name {
  name: string;
  kind: 'class' | 'function' | 'method' | 'variable' | 'module' | 'keyword';
  /** As Python writes it, such as `put(item, block=True, timeout=None)`. */
  signature?: string;
}
