import { editor, Uri } from 'monaco-editor/editor';
import type { Language } from './types.ts';

const TAB: Readonly<Record<Language, number>> = { python: 4, typescript: 2 };

/** The part that the addresses of one editor's texts share. */
export const scopeOf = (id: string): string => encodeURIComponent(id);

export const uriOf = (scope: string, file: string): Uri =>
  Uri.from({ scheme: 'lab', authority: scope, path: `/${file}` });

/** Versions that files had when they were closed: TypeScript takes a text with a version that it knows for the one it had. */
const closed = new Map<string, number>();

/** Monaco's text of a file; a new one, where there is none. */
export function modelOf(scope: string, language: Language, file: string, text: string): editor.ITextModel {
  const uri = uriOf(scope, file);
  const existing = editor.getModel(uri);
  if (existing) return existing;
  const model = editor.createModel(text, language, uri);
  while (model.getVersionId() <= (closed.get(uri.toString()) ?? 0)) model.setValue(text);
  model.onWillDispose(() => closed.set(uri.toString(), model.getVersionId()));
  model.updateOptions({
    tabSize: TAB[language],
    insertSpaces: true,
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  });
  return model;
}

/** Takes over a text as one step that undo can take back. */
export function setText(model: editor.ITextModel, text: string): void {
  if (model.getValue(editor.EndOfLinePreference.LF) === text) return;
  model.pushStackElement();
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
  model.pushStackElement();
}
