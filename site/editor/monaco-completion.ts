import { editor, languages } from 'monaco-editor/editor';
import { completions } from './completion.ts';
import type { Name } from './types.ts';

const KINDS: Record<Name['kind'], languages.CompletionItemKind> = {
  class: languages.CompletionItemKind.Class,
  function: languages.CompletionItemKind.Function,
  method: languages.CompletionItemKind.Method,
  variable: languages.CompletionItemKind.Variable,
  module: languages.CompletionItemKind.Module,
  keyword: languages.CompletionItemKind.Keyword,
};

/** Completion for the files of one editor: the models whose address has this authority. Gives what stops it. */
export function offerNames(scope: string, names: () => readonly Name[]): () => void {
  const registered = languages.registerCompletionItemProvider('python', {
    triggerCharacters: ['.'],
    provideCompletionItems(model, position) {
      if (model.uri.authority !== scope) return undefined;
      const others = editor.getModels().filter(({ uri }) => uri.authority === scope && uri.path !== model.uri.path);
      const { startColumn, endColumn } = model.getWordUntilPosition(position);
      const { lineNumber } = position;
      const text = model.getValue();
      const found = completions(
        text.slice(0, model.getOffsetAt(position)),
        text,
        others.map((other) => other.getValue()),
        names(),
      );
      const range = { startLineNumber: lineNumber, endLineNumber: lineNumber, startColumn, endColumn };
      return {
        suggestions: found.map(({ name, kind, signature }) => ({
          label: name,
          kind: KINDS[kind],
          insertText: name,
          range,
          ...(signature && { detail: signature }),
        })),
      };
    },
  });
  return () => registered.dispose();
}
