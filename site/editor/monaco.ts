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
import { editor, KeyCode, MarkerSeverity } from 'monaco-editor/editor';
import { markedLinesIn } from './marks.ts';
import { modelOf, scopeOf, setText, uriOf } from './monaco-models.ts';
import { followTheme } from './monaco-theme.ts';
import './monaco-workers.ts';
import type { Name, Surface, SurfaceOptions, View } from './types.ts';

/** Starts a language's support in an editor; called once for each. Returns the function that stops it. */
export type StartLanguage = (scope: string, names: () => readonly Name[]) => () => void;

/** Everything is as the host element has it: the plain field and Monaco set the same line in the same place. */
function settings(host: HTMLElement): editor.IStandaloneEditorConstructionOptions {
  const style = getComputedStyle(host);
  const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)').matches;
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
    cursorBlinking: reducedMotion ? 'solid' : 'blink',
  };
}

/** Draws a code field with Monaco in `host`. */
export function openMonaco(host: HTMLElement, options: SurfaceOptions, start: StartLanguage): Surface {
  const { language } = options;
  const scope = scopeOf(options.id);
  const found = (file: string) => editor.getModel(uriOf(scope, file));
  const stopTheme = followTheme(host);
  const stopLanguage = start(scope, options.names);
  const made = editor.create(host, { ...settings(host), model: null });
  const decorations = made.createDecorationsCollection();
  const scrolled = new Map<string, editor.ICodeEditorViewState | null>();
  let open = '';
  let chosen = '';
  /** Texts are being set from outside: no change is reported. */
  let taking = false;

  const listening = new WeakSet<editor.ITextModel>();
  function listen(name: string, model: editor.ITextModel) {
    if (listening.has(model)) return;
    listening.add(model);
    model.onDidChangeContent(() => {
      if (!taking) options.onedit(name, model.getValue(editor.EndOfLinePreference.LF));
    });
  }

  function takeTexts(view: View) {
    taking = true;
    for (const { name, text } of view.files) {
      const model = modelOf(scope, language, name, text);
      listen(name, model);
      setText(model, text);
    }
    taking = false;
  }

  function show(name: string) {
    if (name === open) return;
    if (open) scrolled.set(open, made.saveViewState());
    open = name;
    made.setModel(found(name));
    made.restoreViewState(scrolled.get(name) ?? null);
  }

  function setProblems({ files, problems }: View) {
    for (const { name } of files) {
      const model = found(name)!;
      const here = problems.filter(({ file, line }) => file === name && line <= model.getLineCount());
      const markers = here.map(({ line, column, endLine, endColumn, message }) => ({
        severity: MarkerSeverity.Error,
        message,
        startLineNumber: line,
        startColumn: column,
        endLineNumber: endLine ?? line,
        endColumn: endColumn ?? model.getLineMaxColumn(line),
      }));
      editor.setModelMarkers(model, language, markers);
    }
  }

  function setDecorations({ marks, problems, active }: View) {
    const whole = (line: number) => ({ startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: 1 });
    decorations.set([
      ...markedLinesIn(marks, active).map(({ line, chosen }) => ({
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
    goTo(line, column, scrollTop, [fromLine, fromColumn] = [line, column]) {
      if (scrollTop !== undefined) made.setScrollTop(scrollTop);
      const position = { lineNumber: line, column };
      made.setSelection({
        selectionStartLineNumber: fromLine,
        selectionStartColumn: fromColumn,
        positionLineNumber: line,
        positionColumn: column,
      });
      made.revealPositionInCenterIfOutsideViewport(position);
      made.focus();
    },
    topOf: (line) => made.getTopForLineNumber(line) - made.getScrollTop(),
    lineAt: (clientY) =>
      made.getTargetAtClientPoint(host.getBoundingClientRect().left + 1, clientY)?.position?.lineNumber,
    dispose() {
      stopTheme();
      stopLanguage();
      made.dispose();
      for (const model of editor.getModels()) if (model.uri.authority === scope) model.dispose();
    },
  };
  const { GUTTER_GLYPH_MARGIN, GUTTER_LINE_NUMBERS } = editor.MouseTargetType;
  made.onMouseDown(({ target: { type, position } }) => {
    if (position && (type === GUTTER_GLYPH_MARGIN || type === GUTTER_LINE_NUMBERS))
      options.online()?.(open, position.lineNumber);
  });
  made.onKeyDown((event) => {
    const run = options.online();
    if (!run || event.keyCode !== KeyCode.Enter) return;
    event.preventDefault();
    event.stopPropagation();
    run(open, made.getPosition()!.lineNumber);
  });
  made.onDidScrollChange(options.onmove);
  made.onDidContentSizeChange(options.onmove);
  surface.update(options.view);
  return surface;
}
