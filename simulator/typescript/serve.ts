import { SharedQueue } from '../threads/shared-queue.ts';
import { enter, named, type Context } from './context.ts';
import { INSIDE, LIBRARY } from './library/index.ts';
import { unpackValue } from './packed-value.ts';
import { framesOf, Printer } from './print.ts';
import { OVER, type ThreadSetup, type CompiledModule, type Exports, type Piece, type ThreadPort } from './protocol.ts';
import { tellWaits } from './waits.ts';
import { own } from '../trace/own.ts';

/** The whole life of a worker: it loads the program, calls one function of it, and says that it is over. */
export function serveThread(port: ThreadPort): void {
  port.listen((assignment) => void live(port, assignment));
}

async function live(port: ThreadPort, assignment: ThreadSetup): Promise<void> {
  const { number, name, modules, common, state } = assignment;
  const words = new Int32Array(common.words);
  const output = new SharedQueue<Piece>(common.output, number + 1).blocking;
  const printer = new Printer(words, modules, (piece) => output.put(piece));
  const uncaught = (error: unknown) => printer.uncaught(name, error);
  const over = (raised: boolean, noMain = false) => {
    const word = new Int32Array(state);
    Atomics.store(word, 0, OVER);
    Atomics.notify(word, 0);
    port.post({ type: 'over', raised, noMain });
  };
  try {
    const compiled = await allOf(modules, port);
    port.onUncaught(uncaught);
    const framesIn = (stack: string) => framesOf(stack, modules).join('\n');
    tellWaits(new Int32Array(state), (wait) => port.post({ type: 'waits', wait }), framesIn);
    port.close();
    Object.defineProperty(globalThis, 'console', { value: printer.console(), writable: true });
    const files = new Map<string, Exports>(Object.entries(INSIDE));
    const context: Context = {
      number,
      name,
      words,
      files,
      loading: true,
      start: (order) => port.post({ type: 'start', order }),
    };
    enter(context);
    const load = loader(compiled, files);
    const main = load(assignment.entry);
    load(assignment.target.file);
    context.loading = false;
    if (number === 0 && typeof own(main, 'main') !== 'function') return over(false, true);
    await named(assignment.target)(...(unpackValue(assignment.args) as unknown[]));
  } catch (error) {
    uncaught(error);
    return over(true);
  }
  return over(false);
}

async function allOf(modules: ThreadSetup['modules'], port: ThreadPort): Promise<Map<string, CompiledModule>> {
  const loaded = Object.entries(modules).map(async ([file, address]) => [file, await port.load(address)] as const);
  return new Map(await Promise.all(loaded));
}

/** Makes the function that runs a file once and returns its exports. Files that import each other see the exports so far, as in
 * CommonJS. */
function loader(compiled: ReadonlyMap<string, CompiledModule>, files: Map<string, Exports>): (file: string) => Exports {
  for (const [name, exports] of Object.entries(LIBRARY)) files.set(name, exports);
  return function load(file) {
    const known = files.get(file);
    if (known) return known;
    const run = compiled.get(file);
    if (!run) throw new Error(`there is no module '${file}'`);
    const exports: Exports = {};
    files.set(file, exports);
    run(exports, (name) => load(Object.hasOwn(LIBRARY, name) ? name : fileOf(name)));
    return exports;
  };
}

/** The file that `import './name'` means. */
const fileOf = (name: string): string => (name.startsWith('./') ? name.slice(2).replace(/(?:\.[jt]s)?$/, '.ts') : name);
