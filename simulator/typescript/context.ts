import { NotExported } from '../threads/errors.ts';
import type { Exports, FunctionName, ThreadStart } from './protocol.ts';
import { own } from '../trace/own.ts';

/** The thread that the library runs in. */
export interface Context {
  /** 0: main. */
  readonly number: number;
  readonly name: string;
  readonly words: Int32Array<SharedArrayBuffer>;
  /** The files that have been loaded, and what they export. */
  readonly files: ReadonlyMap<string, Exports>;
  /** The file's own statements run now, not its functions. */
  loading: boolean;
  start(order: ThreadStart): void;
  /** A view of shared memory that came from another thread, as this one has it. */
  view(view: ArrayBufferView): unknown;
}

let here: Context | null = null;

/** From now on this thread is that one. */
export function enter(context: Context): void {
  here = context;
}

/** The thread that calls. @throws where it is none of a program's. */
export function context(): Context {
  if (!here) throw new Error('no program runs in this thread');
  return here;
}

/** By what name the other threads find a function, as pickle does it. @throws NotExported */
export function functionNameOf(what: unknown): FunctionName {
  for (const [file, exports] of context().files)
    for (const [name, value] of Object.entries(exports)) if (value === what) return { file, name };
  const called = typeof what === 'function' ? what.name : '';
  const whose = called ? `the function '${called}'` : 'a function without a name';
  throw new NotExported(`${whose} cannot go to another thread: it is found by the name it is exported under`);
}

/** The function that goes by this name. @throws TypeError */
export function named({ file, name }: FunctionName): (...args: unknown[]) => unknown {
  const found = own(context().files.get(file) ?? {}, name);
  if (typeof found !== 'function') throw new TypeError(`${file} exports no function '${name}'`);
  return found as (...args: unknown[]) => unknown;
}
