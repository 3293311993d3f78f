import { LIBRARY } from './library.ts';
import { PROCESS } from './process.ts';

/**
 * Programs that show a part of the library's state, change it, and show it again. In a new process each prints the same,
 * whatever has run before.
 */
export const TOUCHERS: Readonly<Record<string, string>> = { ...LIBRARY, ...PROCESS };
