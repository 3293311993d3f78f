import { SharedQueue } from '../threads/shared-queue.ts';
import { enter, named, type Context } from './context.ts';
import { freezeLibrary, INSIDE, LIBRARY } from './library/index.ts';
import { unpackValue } from './packed-value.ts';
import { labOf, Unmet } from './check/lab.ts';
import { framesOf, Printer, raisedOf } from './print.ts';
import { OVER, type ThreadSetup, type CompiledModule, type Exports, type Piece, type ThreadPort } from './protocol.ts';
import { Turns } from './turns/thread.ts';
import { nativeViews, type Views } from './turns/views.ts';
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
  const framesIn = (stack: string) => framesOf(stack, modules).join('\n');
  const turns =
    assignment.turns &&
    new Turns(assignment.turns, number, (note) =>
      port.post({ type: 'turn', note: { ...note, stack: framesIn(note.stack) } }),
    );
  const print = (piece: Piece) => output.put(piece);
  const printBesides = (piece: Piece) => {
    if ('text' in piece) turns!.print(piece.text, piece.stderr);
    turns!.besides(() => print(piece));
  };
  const printer = new Printer(words, modules, turns ? printBesides : print);
  const uncaught = (error: unknown) => {
    if (error instanceof Unmet) return;
    if (turns) port.post({ type: 'raised', raised: raisedOf(error, modules) });
    else printer.uncaught(name, error);
  };
  const over = (raised: boolean, noMain = false) => {
    turns?.end();
    const word = new Int32Array(state);
    Atomics.store(word, 0, OVER);
    Atomics.notify(word, 0);
    // First: the page ends a worker that says it is over.
    turns?.leave();
    port.post({ type: 'over', raised, noMain });
  };
  try {
    const compiled = await allOf(modules, port);
    port.onUncaught(uncaught);
    if (turns) {
      freezeLibrary();
      turns.take();
    } else {
      const told = { state: new Int32Array(state), program: words, pages: common.output.control };
      tellWaits(told, (wait) => port.post({ type: 'waits', wait }), framesIn);
    }
    port.close();
    Object.defineProperty(globalThis, 'console', { value: printer.console(), writable: true });
    const files = new Map<string, Exports>(Object.entries(INSIDE));
    const context: Context = {
      number,
      name,
      words,
      files,
      loading: true,
      start(order) {
        if (!turns) return port.post({ type: 'start', order });
        turns.starting(order.number, [order.args.shared, order.state], (buffers) =>
          port.post({ type: 'start', order: { ...order, buffers } }),
        );
      },
      view: (view) => turns?.watched(view) ?? view,
    };
    enter(context);
    turns?.meet([assignment.args.shared, state], assignment.buffers ?? []);
    const load = loader(compiled, files, turns ? assignment.entry : null, turns?.views ?? nativeViews());
    const main = load(assignment.entry);
    load(assignment.target.file);
    context.loading = false;
    if (number === 0 && turns) {
      const tell = (failed: string) => port.post({ type: 'verdict', failed });
      await named(assignment.target)(labOf(tell));
      tell('');
      return over(false);
    }
    if (number === 0 && typeof own(main, 'main') !== 'function') return over(false, true);
    await named(assignment.target)(...(unpackValue(assignment.args) as unknown[]));
  } catch (error) {
    try {
      uncaught(error);
    } finally {
      over(true);
    }
    return;
  }
  return over(false);
}

async function allOf(modules: ThreadSetup['modules'], port: ThreadPort): Promise<Map<string, CompiledModule>> {
  const loaded = Object.entries(modules).map(async ([file, address]) => [file, await port.load(address)] as const);
  return new Map(await Promise.all(loaded));
}

/**
 * Makes the function that runs a file once and returns its exports. Files that import each other see the exports so far, as in
 * CommonJS. No file imports the check: it would find functions there which it could replace.
 */
function loader(
  compiled: ReadonlyMap<string, CompiledModule>,
  files: Map<string, Exports>,
  check: string | null,
  views: Views,
): (file: string) => Exports {
  for (const [name, exports] of Object.entries(LIBRARY)) files.set(name, exports);
  return function load(file) {
    const known = files.get(file);
    if (known) return known;
    const run = compiled.get(file);
    if (!run) throw new Error(`there is no module '${file}'`);
    const exports: Exports = {};
    files.set(file, exports);
    const require = (name: string) => {
      const wanted = Object.hasOwn(LIBRARY, name) ? name : fileOf(name);
      if (wanted === check) throw new Error(`there is no module '${name}'`);
      return load(wanted);
    };
    run(exports, require, views);
    return exports;
  };
}

/** The file that `import './name'` means. */
const fileOf = (name: string): string => (name.startsWith('./') ? name.slice(2).replace(/(?:\.[jt]s)?$/, '.ts') : name);
