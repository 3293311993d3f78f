/** Freezes what every piece of JavaScript shares, so that no program changes it for another, or for the lab. */

type Key = string | symbol;

/** Objects that no global leads to: only syntax does. */
function fromSyntax(): object[] {
  const functions = [function () {}, async function () {}, function* () {}, async function* () {}];
  const iterators = [
    [][Symbol.iterator](),
    ''[Symbol.iterator](),
    new Map()[Symbol.iterator](),
    new Set()[Symbol.iterator](),
    ''.matchAll(/x/g),
    (function* () {})(),
    (async function* () {})(),
  ];
  const { Iterator } = globalThis as {
    Iterator?: { from(of: object): { map?(by: (each: unknown) => unknown): object } };
  };
  const helpers = Iterator
    ? [Iterator.from([]), Iterator.from({ next: () => null }), Iterator.from([]).map?.((each) => each)]
    : [];
  const segments =
    'Segmenter' in Intl ? [new Intl.Segmenter().segment(''), new Intl.Segmenter().segment('')[Symbol.iterator]()] : [];
  return [...functions, ...iterators, ...helpers, ...segments]
    .filter((each) => each !== undefined)
    .map((each) => Object.getPrototypeOf(each) as object);
}

/**
 * Names that programs rightly give to objects of their own (`this.name = 'MyError'`). A frozen prototype would forbid the
 * assignment, so these become accessors whose setter defines the property on the object itself.
 */
function allowOverrides(prototype: object, names: readonly Key[]): void {
  for (const name of names) {
    const found = Reflect.getOwnPropertyDescriptor(prototype, name);
    if (!found?.writable || !found.configurable) continue;
    const { value, enumerable } = found as { value: unknown; enumerable: boolean };
    Object.defineProperty(prototype, name, {
      enumerable,
      configurable: false,
      get: () => value,
      set(this: unknown, to: unknown) {
        if (this === prototype || (typeof this !== 'object' && typeof this !== 'function') || this === null)
          throw new TypeError(`${String(name)} of a built-in object cannot be changed`);
        if (Object.hasOwn(this, name)) Reflect.set(this, name, to);
        else Object.defineProperty(this, name, { value: to, writable: true, enumerable: true, configurable: true });
      },
    });
  }
}

/** Freezes the objects and all they lead to, and what only syntax leads to. */
export function freezeAll(roots: readonly unknown[]): void {
  allowOverrides(
    Object.prototype,
    Reflect.ownKeys(Object.prototype).filter((name) => name !== '__proto__'),
  );
  allowOverrides(Function.prototype, ['toString']);
  for (const kind of [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, AggregateError])
    allowOverrides(kind.prototype, ['constructor', 'name', 'message', 'toString']);
  for (const root of roots)
    if (typeof root === 'function' && typeof root.prototype === 'object' && root.prototype !== null)
      allowOverrides(root.prototype as object, ['toString', 'toLocaleString', 'valueOf', 'toJSON']);
  const seen = new Set<object>();
  const waiting: unknown[] = [...roots, ...fromSyntax()];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if ((typeof next !== 'object' && typeof next !== 'function') || next === null || next === globalThis) continue;
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(Object.getPrototypeOf(next));
    for (const key of Reflect.ownKeys(next)) {
      const { value, get, set } = Reflect.getOwnPropertyDescriptor(next, key)!;
      waiting.push(value, get, set);
    }
  }
  // Only when all are known: to freeze one may make another.
  for (const each of seen) freeze(each);
}

function freeze(object: object): void {
  // V8 reads it when an error is made, and Node and Pyodide set it.
  const limit = object === Error ? Reflect.getOwnPropertyDescriptor(Error, 'stackTraceLimit') : undefined;
  if (!limit) {
    // The memory behind an array cannot be frozen.
    if (!ArrayBuffer.isView(object)) Object.freeze(object);
    return;
  }
  Object.preventExtensions(object);
  for (const key of Reflect.ownKeys(object)) {
    const writable = Reflect.getOwnPropertyDescriptor(object, key)!.writable;
    Object.defineProperty(object, key, {
      configurable: false,
      ...(writable !== undefined && key !== 'stackTraceLimit' && { writable: false }),
    });
  }
}
