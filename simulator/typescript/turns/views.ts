import { MEMORY_VIEWS } from '../../sandbox/globals.ts';

/** Constructors of views of memory, by name, as a program of TypeScript has them; and `globalThis`, which has them too. */
export type Views = Readonly<Record<string, unknown>>;

type View = ArrayBufferView<ArrayBufferLike>;
type Maker = new (...args: unknown[]) => View;

/** Parameters of every compiled file, so that a check can give it others. */
export const PARAMETERS: readonly string[] = [...MEMORY_VIEWS, 'globalThis'];

/** Not every engine has all. */
const globals = globalThis as unknown as Record<string, Maker | undefined>;
/** The built-in constructors. */
export const nativeViews = (): Views => Object.fromEntries(PARAMETERS.map((name) => [name, globals[name]]));

/** The views behind those that a check has given out. */
const behind = new WeakMap<object, View>();

/** The built-in view of a value that may be a watched one; any other value as it is. */
export const unwatched = (value: unknown): unknown =>
  (typeof value === 'object' && value !== null && behind.get(value)) || value;

/**
 * Constructors whose views of shared memory call `point` before each access that is not one of `Atomics`: an element that is
 * read or written, or a method. Views of other memory are the built-in ones.
 */
export function watchedViews(point: (what: string) => void): { views: Views; watch: (value: unknown) => unknown } {
  const watch = (value: unknown): unknown => {
    if (!ArrayBuffer.isView(value) || !(value.buffer instanceof SharedArrayBuffer)) return value;
    const proxy = new Proxy(value, {
      get(view, key) {
        if (isIndex(key)) point(`${nameOf(view)}[${key}]`);
        const found: unknown = Reflect.get(view, key, view);
        if (typeof found !== 'function' || key === 'constructor') return found;
        return (...args: unknown[]) => {
          point(String(key));
          return watch(Reflect.apply(found, view, args.map(unwatched)));
        };
      },
      set(view, key, to) {
        if (isIndex(key)) point(`${nameOf(view)}[${key}] = ${typeof to === 'number' ? to : '…'}`);
        return Reflect.set(view, key, to, view);
      },
    });
    behind.set(proxy, value);
    return proxy;
  };
  const views: Record<string, unknown> = {};
  for (const name of MEMORY_VIEWS) {
    const Native = globals[name];
    if (!Native) continue;
    const maker: Maker = new Proxy(Native, {
      get: (target, key, from: Maker) =>
        key === Symbol.species ? (from === maker ? target : builtIn(target, from)) : Reflect.get(target, key, from),
      construct: (target, args: unknown[], derived: unknown) =>
        watch(Reflect.construct(target, args.map(unwatched), derived === maker ? target : (derived as Maker))) as View,
    });
    // Every view leads to it. What the engine and the library make of theirs are built-in ones, as before.
    Object.defineProperty(Native.prototype, 'constructor', { value: maker, writable: true, configurable: true });
    views[name] = maker;
  }
  return { views: { ...views, globalThis: globalWith(views) }, watch };
}

/** A constructor for the engine's own methods: they take no proxy for a view. */
function builtIn(target: Maker, derived: Maker) {
  return function make(...args: unknown[]) {
    return Reflect.construct(target, args.map(unwatched), derived);
  };
}

/** Functions that a browser calls only on its own global object. */
const BOUND = ['queueMicrotask', 'structuredClone', 'atob', 'btoa', 'clearTimeout', 'clearInterval'];

/** The global object as a program has it: with other constructors of views, and everything else as it is. */
function globalWith(views: Readonly<Record<string, unknown>>): object {
  const others = new Map<PropertyKey, unknown>(Object.entries(views));
  const get = (key: PropertyKey): unknown => {
    if (key === 'globalThis') return facade;
    if (others.has(key)) return others.get(key);
    const found: unknown = Reflect.get(globalThis, key);
    if (typeof found !== 'function' || !BOUND.includes(String(key))) return found;
    others.set(key, (found as (...args: unknown[]) => unknown).bind(globalThis));
    return others.get(key);
  };
  // The object behind it is empty: the global one may not be said to be other than it is.
  const facade: object = new Proxy({} as object, {
    get: (_, key) => get(key),
    has: (_, key) => Reflect.has(globalThis, key),
    set: (_, key, value) => Reflect.set(globalThis, key, value),
    deleteProperty: (_, key) => Reflect.deleteProperty(globalThis, key),
    defineProperty: (_, key, descriptor) => Reflect.defineProperty(globalThis, key, descriptor),
    ownKeys: () => Reflect.ownKeys(globalThis),
    getPrototypeOf: () => Reflect.getPrototypeOf(globalThis),
    getOwnPropertyDescriptor(_, key) {
      const found = Reflect.getOwnPropertyDescriptor(globalThis, key);
      return found && { value: get(key), enumerable: found.enumerable!, writable: true, configurable: true };
    },
  });
  return facade;
}

const nameOf = (view: object): string => Object.prototype.toString.call(view).slice(8, -1);

const isIndex = (key: string | symbol): key is string => typeof key === 'string' && /^\d+$/.test(key);
