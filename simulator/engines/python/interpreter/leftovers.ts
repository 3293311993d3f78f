import type { Program } from './program.ts';

/** Names by which a program sees what an earlier run has left, or changes what cannot be put back. */
const OBSERVERS =
  /\b(gc|__subclasses__|__del__|getrefcount|getallocatedblocks|cache_info|addaudithook|codecs|umask|locale|faulthandler|tracemalloc|monitoring|path_importer_cache|ctypes|resource|DefaultContext|BasicContext|ExtendedContext)\b/;

/**
 * Addresses that are compared or shown, and one as `repr` has it: they are the same in runs that begin in a fresh interpreter
 * only. That takes 5 ms, so a mere key or number, as in `threadpool`, does not count.
 */
const IDENTITY =
  /\b(?:sort|sorted|min|max|print|hex|str|format)\(.*\bid\(|\bkey\s*=.*\bid\b(?!\.)[(),\s]|\bid\([^()]*\)\s*[<>%&]|[<>%&]=?\s*id\(|\{id\(/;
const ADDRESS = /\b0x[0-9a-f]{4}/;

/** The files name something by which a run could see an earlier one: it begins in a fresh interpreter. */
export const seesLeftovers = (files: Program['files']): boolean =>
  [OBSERVERS, IDENTITY].some((pattern) => pattern.test(Object.values(files).join('\n')));

/** A program that prints this may print another address in its next run, unless that begins in a fresh interpreter. */
export const showsAddress = (printed: string): boolean => ADDRESS.test(printed);
