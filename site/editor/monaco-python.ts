import 'monaco-editor/languages/definitions/python/register';
import { offerNames } from './monaco-completion.ts';
import type { StartLanguage } from './monaco.ts';

/** Python for Monaco: its colours, and names to complete. */
export const python: StartLanguage = offerNames;
