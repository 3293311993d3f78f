import inspect from 'object-inspect';
import { unwatched } from './turns/views.ts';
import { LIMIT, PRINTED, type Modules, type Piece, type Raised } from './protocol.ts';

/** Frames of the learner's own code in a stack, and nothing of ours. */
export function framesOf(stack: string, modules: Modules): string[] {
  const own = Object.values(modules);
  return stack.split('\n').filter((line) => own.some((address) => line.includes(`${address}:`)));
}

const headOf = ({ name, message }: Error): string => (message ? `${name}: ${message}` : name);

/** Characters of a name, and of a stack below its head, that are read: a program may have set them to anything. */
const NAME = 200;
const STACK = 20_000;

/** A stack without the head that some engines write above it, and not longer than one can be. */
function framesBelow(head: string, stack: string, modules: Modules): string[] {
  const below = stack.startsWith(head) ? stack.slice(head.length) : stack;
  return framesOf(below.slice(0, STACK), modules);
}

/** An exception as data, with what is the learner's of its stack. It need not be an Error, nor honest. */
export function raisedOf(error: unknown, modules: Modules): Raised {
  try {
    if (!(error instanceof Error)) return { name: '', message: textOf(error, modules), stack: '' };
    const { name, message, stack } = error;
    return {
      name: String(name).slice(0, NAME),
      message: String(message).slice(0, LIMIT),
      stack: framesBelow(headOf(error), String(stack ?? ''), modules).join('\n'),
    };
  } catch {
    return { name: '', message: 'an exception that cannot be read', stack: '' };
  }
}

function textOf(given: unknown, modules: Modules): string {
  const value = unwatched(given);
  if (typeof value === 'string') return value;
  if (value instanceof Error)
    return [headOf(value), ...framesBelow(headOf(value), String(value.stack ?? ''), modules)].join('\n');
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return `${value.constructor.name} ${inspect(Array.from(value as Int32Array))}`;
  return inspect(value, { depth: 4 });
}

/** Grants as many of the wanted characters as a program may still print. The page ends it once that is none. */
function room(words: Int32Array<SharedArrayBuffer>, wanted: number): number {
  // Once over, it stays over: the word would go round otherwise.
  if (Atomics.load(words, PRINTED) >= LIMIT) return 0;
  const before = Atomics.add(words, PRINTED, Math.min(wanted, LIMIT));
  return Math.max(0, Math.min(wanted, LIMIT - before));
}

/** Sends a thread's output to the page at once, even if the thread never ends. */
export class Printer {
  private readonly words: Int32Array<SharedArrayBuffer>;
  private readonly modules: Modules;
  private readonly put: (piece: Piece) => void;

  constructor(words: Int32Array<SharedArrayBuffer>, modules: Modules, put: (piece: Piece) => void) {
    this.words = words;
    this.modules = modules;
    this.put = put;
  }

  /** `console`, as far as a program has it. */
  console(): Record<string, (...args: unknown[]) => void> {
    const printer =
      (stderr: boolean) =>
      (...args: unknown[]) => {
        const text = `${args.map((arg) => textOf(arg, this.modules)).join(' ')}\n`;
        const most = room(this.words, text.length);
        if (most > 0) this.put({ text: text.slice(0, most), stderr });
      };
    const [out, err] = [printer(false), printer(true)];
    return { log: out, info: out, debug: out, warn: err, error: err };
  }

  /** Reports an exception that was not caught. */
  uncaught(thread: string, error: unknown): void {
    const { name, message, stack } = raisedOf(error, this.modules);
    const where = thread.slice(0, NAME);
    const most = room(this.words, where.length + name.length + message.length + stack.length + 1);
    if (most > 0) this.put({ thread: where, raised: { name, message: message.slice(0, most), stack } });
  }
}
