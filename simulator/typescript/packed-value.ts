import { MEMORY_VIEWS } from '../sandbox/globals.ts';
import { parse, stringify } from 'devalue';
import { DataCloneError, NotExported } from '../threads/errors.ts';
import { reducers, revivers } from '../threads/payload.ts';
import { context, functionNameOf, named } from './context.ts';
import type { FunctionName, PackedValue } from './protocol.ts';
import { unwatched } from './turns/views.ts';
import { own } from '../trace/own.ts';

/** Objects of the library that threads share, such as queues: the kind, and the memory that another thread needs. */
const handles = new WeakMap<object, { kind: string; handle: unknown }>();
const openers = new Map<string, (handle: never) => object>();

/** Makes a class one whose objects can be handed to other threads. */
export function shareable<H>(kind: string, open: (handle: H) => object): (object: object, handle: H) => void {
  openers.set(kind, open);
  return (object, handle) => void handles.set(object, { kind, handle });
}

type View = new (buffer: ArrayBufferLike, offset: number, length: number) => ArrayBufferView;
const globals = globalThis as unknown as Readonly<Record<string, View>>;
/** Arrays of numbers; not every engine has all. */
const VIEWS: Readonly<Record<string, View>> = Object.fromEntries(
  MEMORY_VIEWS.filter((name) => name !== 'DataView' && name in globals).map((name) => [name, globals[name]!]),
);

/** Packs what a thread is started with: also shared memory, and what is made of it. @throws DataCloneError, NotExported */
export function packValue(value: unknown): PackedValue {
  const shared: unknown[] = [];
  const add = (memory: unknown) => shared.push(memory) - 1;
  const text = write(value, {
    Shared(part: unknown) {
      const known = typeof part === 'object' && part ? handles.get(part) : undefined;
      return known && [known.kind, add(known.handle)];
    },
    Memory: (part: unknown) => part instanceof SharedArrayBuffer && [add(part)],
    View(given: unknown) {
      const part = unwatched(given);
      if (!ArrayBuffer.isView(part) || !(part.buffer instanceof SharedArrayBuffer)) return undefined;
      const view = part as ArrayBufferView & { length?: number };
      const kind = part.constructor.name;
      return own(VIEWS, kind) && [kind, add(part.buffer), part.byteOffset, view.length];
    },
  });
  return { text, shared };
}

/** Unpacks in this thread what {@link packValue} packed. */
export function unpackValue({ text, shared }: PackedValue): unknown {
  return read(text, {
    Shared: ([kind, at]: [string, number]) => openers.get(kind)!(shared[at] as never),
    Memory: ([at]: [number]) => shared[at],
    View: ([kind, at, offset, length]: [string, number, number, number]) =>
      context().view(new (own(VIEWS, kind)!)(shared[at] as SharedArrayBuffer, offset, length)),
  });
}

/** Serializes an item for a queue. @throws DataCloneError, NotExported */
export const packItem = (item: unknown): string =>
  write(item, {
    Shared(part: unknown) {
      const known = typeof part === 'object' && part ? handles.get(part) : undefined;
      if (known) throw new DataCloneError(`a ${known.kind} is not put into a queue: give it to the thread that starts`);
    },
    Memory(given: unknown) {
      const part = unwatched(given);
      const memory = ArrayBuffer.isView(part) ? part.buffer : part;
      if (memory instanceof SharedArrayBuffer)
        throw new DataCloneError('shared memory is not put into a queue: give it to the thread that starts');
    },
  });

export const unpackItem = (text: string): unknown => read(text, {});

function write(value: unknown, more: Record<string, (part: unknown) => unknown>): string {
  try {
    return stringify(value, {
      Function: (part: unknown) => typeof part === 'function' && functionNameOf(part),
      ...more,
      ...reducers,
    });
  } catch (error) {
    if (error instanceof NotExported || error instanceof DataCloneError) throw error;
    const { message, path } = error as { message: string; path?: string };
    throw new DataCloneError(path ? `${message} (${path})` : message);
  }
}

const read = (text: string, more: Record<string, (data: never) => unknown>): unknown =>
  parse(text, { Function: (name: FunctionName) => named(name), ...more, ...revivers });
