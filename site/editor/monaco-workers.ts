// oxlint-disable-next-line import/default -- Vite makes it.
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';

/** Workers of languages, by the label that Monaco asks for; each language sets its own. */
export const workers: Record<string, () => Worker> = {};

globalThis.MonacoEnvironment = { getWorker: (_, label) => workers[label]?.() ?? new EditorWorker() };
