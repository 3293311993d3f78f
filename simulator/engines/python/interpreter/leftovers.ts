import type { Program } from './program.ts';

/** Names by which a program sees what an earlier run has left, or changes what cannot be put back. */
const OBSERVERS =
  /\b(gc|__subclasses__|__del__|getrefcount|getallocatedblocks|cache_info|addaudithook|codecs|umask|locale|faulthandler|tracemalloc|monitoring|path_importer_cache|ctypes|resource|DefaultContext|BasicContext|ExtendedContext)\b/;

/** The files name something by which a run could see an earlier one: it begins in a fresh interpreter. */
export const seesLeftovers = (files: Program['files']): boolean => OBSERVERS.test(Object.values(files).join('\n'));
