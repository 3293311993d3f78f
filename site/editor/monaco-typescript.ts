import 'monaco-editor/features/parameterHints/register';
import 'monaco-editor/languages/definitions/typescript/register';
import { editor } from 'monaco-editor/editor';
import { typescriptDefaults } from 'monaco-editor/languages/features/typescript/register';
// Monaco fetches this by itself, but only once, even if there is no network at that moment.
import { getTypeScriptWorker } from 'monaco-editor/languages/features/typescript/tsMode';
// oxlint-disable-next-line import/default -- Vite makes it.
import compilerUrl from 'monaco-editor/languages/features/typescript/ts.worker?worker&url';
import { COMPILER_OPTIONS } from '../../simulator/typescript/compiler.ts';
import globals from '../../simulator/typescript/types/globals.d.ts?raw';
import library from '../../simulator/typescript/types/library.d.ts?raw';
import { modelOf, scopeOf, setText, uriOf } from './monaco-models.ts';
import { languageWorkers } from './monaco-workers.ts';
import type { StartLanguage } from './monaco.ts';
import type { CodeFile, CodeProblem } from './types.ts';

/** Those who wait for the service: Monaco itself waits for ever when its worker cannot be fetched. */
const waiting = new Set<(reason: Error) => void>();

function unlessBroken<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    waiting.add(reject);
    work.then(resolve, reject).finally(() => waiting.delete(reject));
  });
}

languageWorkers['typescript'] = () => {
  const worker = new Worker(compilerUrl, { type: 'module' });
  worker.addEventListener('error', () => {
    // The address tells a file that is missing from a network that is.
    const error = new TypeError(`failed to fetch ${new URL(compilerUrl, location.href).href}`);
    for (const reject of waiting) reject(error);
    // The next request makes Monaco start another worker.
    typescriptDefaults.setCompilerOptions(COMPILER_OPTIONS);
  });
  return worker;
};

typescriptDefaults.setCompilerOptions(COMPILER_OPTIONS);
typescriptDefaults.setExtraLibs([
  { content: library, filePath: 'lab://library/library.d.ts' },
  { content: globals, filePath: 'lab://library/globals.d.ts' },
]);
typescriptDefaults.setEagerModelSync(true);
// The page asks for diagnostics itself, because it lists them below the editor too.
typescriptDefaults.setModeConfiguration({ completionItems: true, hovers: true, signatureHelp: true });

/** TypeScript for Monaco: everything is in its service. */
export const typescript: StartLanguage = () => () => {};

/** A problem, and whether the code can be compiled in spite of it. */
export interface CompilerProblem extends CodeProblem {
  fatal: boolean;
}

export interface CompiledText {
  file: string;
  code: string;
  /** JSON. */
  map: string;
}

/**
 * TypeScript's own service, for the files of one editor; with or without Monaco on the screen. Where Monaco is, what it
 * is asked about is what the editor shows from then on: it must be what the learner has now.
 */
export class TypeScriptService {
  private readonly scope: string;

  constructor(id: string) {
    this.scope = scopeOf(id);
  }

  /** Waits until the service is there and knows the files. @throws where it cannot be fetched. */
  async loaded(files: readonly CodeFile[]): Promise<void> {
    await unlessBroken(this.worker(files));
  }

  /** Checks the files and gives the findings in their order. @throws where the service cannot be fetched. */
  check(files: readonly CodeFile[]): Promise<CompilerProblem[]> {
    return unlessBroken(this.findingsIn(files));
  }

  /** The files as JavaScript. @throws where the service cannot be fetched. */
  compile(files: readonly CodeFile[]): Promise<CompiledText[]> {
    return unlessBroken(this.compiled(files));
  }

  dispose(): void {
    for (const model of editor.getModels()) if (model.uri.authority === this.scope) model.dispose();
  }

  private async findingsIn(files: readonly CodeFile[]): Promise<CompilerProblem[]> {
    const worker = await this.worker(files);
    const found = files.map(async ({ name }) => {
      const uri = uriOf(this.scope, name);
      const model = editor.getModel(uri);
      const [syntax, meaning] = await Promise.all([
        worker.getSyntacticDiagnostics(uri.toString()),
        worker.getSemanticDiagnostics(uri.toString()),
      ]);
      return [...syntax.map((each) => ({ each, fatal: true })), ...meaning.map((each) => ({ each, fatal: false }))]
        .filter(({ each }) => each.category === ERROR && model && !model.isDisposed())
        .map(({ each, fatal }) => findingOf(name, model!, each, fatal));
    });
    return (await Promise.all(found)).flat();
  }

  private async compiled(files: readonly CodeFile[]): Promise<CompiledText[]> {
    const worker = await this.worker(files);
    return Promise.all(
      files.map(async ({ name }) => {
        const { outputFiles } = await worker.getEmitOutput(uriOf(this.scope, name).toString());
        const textOf = (end: string) => outputFiles.find((each) => each.name.endsWith(end))?.text ?? '';
        return { file: name, code: textOf('.js'), map: textOf('.map') };
      }),
    );
  }

  private async worker(files: readonly CodeFile[]) {
    const models = files.map(({ name, text }) => {
      const model = modelOf(this.scope, 'typescript', name, text);
      setText(model, text);
      return model;
    });
    for (const model of editor.getModels())
      if (model.uri.authority === this.scope && !models.includes(model)) model.dispose();
    const worker = await registered();
    return worker(...models.map(({ uri }) => uri));
  }
}

/** Monaco fetches the service when there is a first text for it; a request at the same time may be too early. */
async function registered(): ReturnType<typeof getTypeScriptWorker> {
  for (;;) {
    try {
      return await getTypeScriptWorker();
    } catch (error) {
      if (typeof error !== 'string') throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** `DiagnosticCategory.Error` */
const ERROR = 1;

interface Diagnostic {
  start?: number | undefined;
  length?: number | undefined;
  messageText: string | Message;
}
interface Message {
  messageText: string;
  next?: Message[] | undefined;
}

function findingOf(file: string, model: editor.ITextModel, found: Diagnostic, fatal: boolean): CompilerProblem {
  const start = found.start ?? 0;
  const { lineNumber, column } = model.getPositionAt(start);
  const end = model.getPositionAt(start + (found.length ?? 0));
  const message = flat(found.messageText);
  return { file, line: lineNumber, column, endLine: end.lineNumber, endColumn: end.column, message, fatal };
}

const flat = (message: string | Message): string =>
  typeof message === 'string' ? message : [message.messageText, ...(message.next ?? []).map(flat)].join(' ');
