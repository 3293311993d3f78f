/** Constructors of views of memory, by name, as a program of TypeScript has them. */
export type Views = Readonly<Record<string, unknown>>;

type View = ArrayBufferView<ArrayBufferLike>;
type Maker = new (...args: unknown[]) => View;

/** Their names: parameters of every compiled file, so that a check can give it others. */
export const VIEW_NAMES = [
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
  'DataView',
] as const;

const globals = globalThis as unknown as Record<string, Maker>;
/** The built-in constructors. */
export const nativeViews = (): Views => Object.fromEntries(VIEW_NAMES.map((name) => [name, globals[name]]));

/** The views behind those that a check has given out. */
const behind = new WeakMap<object, View>();

/** The built-in view of a value that may be a watched one; any other value as it is. */
export const unwatched = (value: unknown): unknown =>
  (typeof value === 'object' && value !== null && behind.get(value)) || value;

/**
 * Constructors whose views of shared memory call `point` before each access that is not one of `Atomics`: an element that is
 * read or written, or a method. Views of other memory are the built-in ones.
 */
export function watchedViews(point: () => void): { views: Views; watch: (value: unknown) => unknown } {
  const makers = new Map<unknown, unknown>();
  const watch = (value: unknown): unknown => {
    if (!ArrayBuffer.isView(value) || !(value.buffer instanceof SharedArrayBuffer)) return value;
    const proxy = new Proxy(value, {
      get(view, key) {
        if (isIndex(key)) point();
        const found: unknown = Reflect.get(view, key, view);
        if (key === 'constructor') return makers.get(found) ?? found;
        if (typeof found !== 'function') return found;
        return (...args: unknown[]) => {
          point();
          return watch(Reflect.apply(found, view, args.map(unwatched)));
        };
      },
      set(view, key, to) {
        if (isIndex(key)) point();
        return Reflect.set(view, key, to, view);
      },
    });
    behind.set(proxy, value);
    return proxy;
  };
  const views = VIEW_NAMES.map((name) => {
    const Native = globals[name]!;
    const maker: Maker = new Proxy(Native, {
      construct: (target, args: unknown[], derived: unknown) =>
        watch(Reflect.construct(target, args.map(unwatched), derived === maker ? target : (derived as Maker))) as View,
    });
    makers.set(Native, maker);
    return [name, maker] as const;
  });
  return { views: Object.fromEntries(views), watch };
}

const isIndex = (key: string | symbol): boolean => typeof key === 'string' && /^\d+$/.test(key);
