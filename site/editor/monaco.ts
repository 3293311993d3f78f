import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/readOnlyMessage/register';
// In 0.57 features/suggest/register has no suggestions, only the inline ones made of them.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import 'monaco-editor/features/toggleTabFocusMode/register';
import 'monaco-editor/features/wordOperations/register';
import 'monaco-editor/languages/definitions/python/register';
import { editor, MarkerSeverity, Uri } from 'monaco-editor/editor';
// oxlint-disable-next-line import/default -- Vite makes it.
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import { placesIn } from './marks.ts';
import { offerNames } from './monaco-completion.ts';
import { followTheme } from './monaco-theme.ts';
import type { Surface, SurfaceOptions, View } from './types.ts';

globalThis.MonacoEnvironment = { getWorker: () => new EditorWorker() };

/** Everything as the host element has it, so that the plain field and Monaco set the same line in the same place. */
function settings(host: HTMLElement): editor.IStandaloneEditorConstructionOptions {
  const style = getComputedStyle(host);
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return {
    fontFamily: style.fontFamily,
    fontSize: Number.parseFloat(style.fontSize),
    lineHeight: Number.parseFloat(style.lineHeight),
    padding: { top: Number.parseFloat(style.scrollPaddingTop), bottom: Number.parseFloat(style.scrollPaddingTop) },
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 10,
    automaticLayout: true,
    fixedOverflowWidgets: true,
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    scrollBeyondLastLine: false,
    scrollbar: { alwaysConsumeMouseWheel: false, useShadows: false },
    wordBasedSuggestions: 'off',
    // At the end of a whole name, Enter is a new line.
    acceptSuggestionOnEnter: 'smart',
    occurrencesHighlight: 'off',
    selectionHighlight: false,
    find: { addExtraSpaceOnTop: false },
    renderFinalNewline: 'on',
    links: false,
    stickyScroll: { enabled: false },
    unicodeHighlight: { ambiguousCharacters: false },
    cursorBlinking: calm ? 'solid' : 'blink',
  };
}

/** Draws a code field with Monaco in `host`. */
export function openMonaco(host: HTMLElement, options: SurfaceOptions): Surface {
  const scope = encodeURIComponent(options.id);
  const uriOf = (file: string) => Uri.from({ scheme: 'lab', authority: scope, path: `/${file}` });
  const stopTheme = followTheme(host);
  const stopNames = offerNames(scope, options.names);
  const made = editor.create(host, { ...settings(host), model: null });
  const decorations = made.createDecorationsCollection();
  const scrolled = new Map<string, editor.ICodeEditorViewState | null>();
  let open = '';
  let chosen = '';
  /** Texts are being set from outside: nobody needs to be told. */
  let taking = false;

  function modelOf(name: string, text: string): editor.ITextModel {
    const existing = editor.getModel(uriOf(name));
    if (existing) return existing;
    const model = editor.createModel(text, 'python', uriOf(name));
    model.updateOptions({
      tabSize: 4,
      insertSpaces: true,
      bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
    });
    model.onDidChangeContent(() => {
      if (!taking) options.onedit(name, model.getValue(editor.EndOfLinePreference.LF));
    });
    return model;
  }

  function takeTexts(view: View) {
    taking = true;
    for (const { name, text } of view.files) {
      const model = modelOf(name, text);
      if (model.getValue(editor.EndOfLinePreference.LF) === text) continue;
      model.pushStackElement();
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
      model.pushStackElement();
    }
    taking = false;
  }

  function show(name: string) {
    if (name === open) return;
    if (open) scrolled.set(open, made.saveViewState());
    open = name;
    made.setModel(editor.getModel(uriOf(name)));
    made.restoreViewState(scrolled.get(name) ?? null);
  }

  function setProblems({ files, problems }: View) {
    for (const { name } of files) {
      const model = editor.getModel(uriOf(name))!;
      const found = problems.filter(({ file, line }) => file === name && line <= model.getLineCount());
      const markers = found.map(({ line, column, endLine, endColumn, message }) => ({
        severity: MarkerSeverity.Error,
        message,
        startLineNumber: line,
        startColumn: column,
        endLineNumber: endLine ?? line,
        endColumn: endColumn ?? model.getLineMaxColumn(line),
      }));
      editor.setModelMarkers(model, 'python', markers);
    }
  }

  function setDecorations({ marks, problems, active }: View) {
    const whole = (line: number) => ({ startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: 1 });
    decorations.set([
      ...placesIn(marks, active).map(({ line, chosen }) => ({
        range: whole(line),
        options: { isWholeLine: true, className: chosen ? 'ed-row ed-on' : 'ed-row' },
      })),
      ...problems
        .filter(({ file }) => file === active)
        .map(({ line }) => ({ range: whole(line), options: { lineNumberClassName: 'ed-wrong' } })),
    ]);
    const mark = marks.find(({ chosen, file }) => chosen && file === active);
    const at = mark ? `${mark.file}:${mark.line}` : '';
    if (mark && at !== chosen) made.revealLineInCenterIfOutsideViewport(mark.line);
    chosen = at;
  }

  const surface: Surface = {
    update(view) {
      takeTexts(view);
      show(view.active);
      made.updateOptions({
        readOnly: view.readOnly,
        domReadOnly: view.readOnly,
        readOnlyMessage: { value: view.readOnlyWhy },
        ariaLabel: view.label,
      });
      setProblems(view);
      setDecorations(view);
      options.onmove();
    },
    goTo(line, column, scrollTop) {
      if (scrollTop !== undefined) made.setScrollTop(scrollTop);
      const position = { lineNumber: line, column };
      made.setPosition(position);
      made.revealPositionInCenterIfOutsideViewport(position);
      made.focus();
    },
    topOf: (line) => made.getTopForLineNumber(line) - made.getScrollTop(),
    dispose() {
      stopTheme();
      stopNames();
      made.dispose();
      for (const model of editor.getModels()) if (model.uri.authority === scope) model.dispose();
    },
  };
  made.onDidScrollChange(options.onmove);
  made.onDidContentSizeChange(options.onmove);
  surface.update(options.view);
  return surface;
}
