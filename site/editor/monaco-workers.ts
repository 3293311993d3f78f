// oxlint-disable-next-line import/default -- Vite makes it.
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';

/** Workers of languages, by the label that Monaco asks for; each language sets its own. */
export const languageWorkers: Record<string, () => Worker> = {};

globalThis.MonacoEnvironment = { getWorker: (_, label) => languageWorkers[label]?.() ?? new EditorWorker() };
