import { freezeAll } from './freeze.ts';
import { FIXED, HARMLESS, LANGUAGE, type REPLACED } from './globals.ts';

/** Functions that make code of a text: what has them has `import()` too. */
const MAKERS = [
  Function,
  async function () {}.constructor,
  function* () {}.constructor,
  async function* () {}.constructor,
] as const;

/**
 * Closes a worker to whatever runs in it from now on: no network, no storage, no other workers, no process, no code from
 * text, and built-in objects that cannot be changed. Python has no way to any of it, but this does not rely on that.
 * There is no way back.
 * @throws Error if something of the kind is still there afterwards: then no program may run.
 */
export function closeWorld(language: 'python' | 'typescript' = 'python'): void {
  // Python is made of WebAssembly; memory that only it can have is no program's.
  const without = language === 'typescript' ? ['WebAssembly'] : [];
  const kept = new Map<string, unknown>();
  for (const name of [...LANGUAGE, ...HARMLESS])
    if (name in globalThis && !without.includes(name)) kept.set(name, (globalThis as Record<string, unknown>)[name]);
  for (const [name, value] of Object.entries(replacements())) kept.set(name, value);
  removeAllBut(new Set<PropertyKey>([...kept.keys(), ...FIXED]));
  freezeAll([...kept.values()]);
  for (const [name, value] of kept)
    Object.defineProperty(globalThis, name, {
      value,
      // A program's output is shown by the lab: `console` comes later.
      writable: false,
      configurable: name === 'console',
      enumerable: false,
    });
  // A program in TypeScript may have globals of its own.
  if (language === 'python') Object.preventExtensions(globalThis);
  const found = leftOpen(new Set<PropertyKey>([...kept.keys(), ...FIXED]));
  if (found.length > 0) throw new Error(`this worker cannot be closed: ${found.join(', ')}`);
}

function replacements(): Record<(typeof REPLACED)[number], unknown> {
  const { setTimeout, setInterval, performance, crypto, navigator } = globalThis;
  const timer =
    (set: typeof setTimeout | typeof setInterval) =>
    (callback: unknown, milliseconds?: number, ...args: unknown[]) => {
      if (typeof callback !== 'function') throw new TypeError('a timer takes a function, not a text');
      return set(() => void Reflect.apply(callback, undefined, args), milliseconds);
    };
  const silent = () => {};
  return {
    Function: withoutMakers(),
    setTimeout: timer(setTimeout),
    setInterval: timer(setInterval),
    performance: { now: performance.now.bind(performance), timeOrigin: performance.timeOrigin },
    crypto: { getRandomValues: crypto.getRandomValues.bind(crypto) },
    navigator: { language: navigator?.language ?? 'en', userAgent: '' },
    console: Object.fromEntries(['log', 'info', 'debug', 'warn', 'error', 'trace'].map((name) => [name, silent])),
  };
}

/** Neutralises the constructors of functions, wherever they are reached from; returns what is `Function` then. */
function withoutMakers(): unknown {
  const forbidden = function () {
    throw new EvalError('code cannot be made from text here');
  };
  // Pyodide goes on asking what is an instance of Function.
  forbidden.prototype = Function.prototype;
  for (const maker of MAKERS)
    Object.defineProperty(maker.prototype, 'constructor', { value: forbidden, writable: false, configurable: false });
  return forbidden;
}

/** Also from the prototypes, where the getters of a worker's properties are. */
function removeAllBut(names: ReadonlySet<PropertyKey>): void {
  const common = Object.prototype;
  for (let at: object | null = globalThis; at && at !== common; at = Object.getPrototypeOf(at) as object | null)
    for (const key of Reflect.ownKeys(at))
      // A property that cannot be deleted may still be emptied: Node's `fetch` keeps its connections so.
      if (!names.has(key) && !Reflect.deleteProperty(at, key))
        Reflect.defineProperty(at, key, { value: undefined, writable: false });
}

/** Globals that should have gone, and ways from a text to code that still work. */
function leftOpen(names: ReadonlySet<PropertyKey>): string[] {
  const found: string[] = [];
  for (
    let at: object | null = globalThis;
    at && at !== Object.prototype;
    at = Object.getPrototypeOf(at) as object | null
  )
    for (const key of Reflect.ownKeys(at)) if (!names.has(key) && !isInert(at, key)) found.push(String(key));
  for (const kind of [function () {}, async () => {}, function* () {}, async function* () {}])
    if (works(() => Reflect.construct(kind.constructor, [''])))
      found.push(`${Object.prototype.toString.call(kind)} constructor`);
  const { setTimeout, setInterval } = globalThis as unknown as Record<string, (text: string) => unknown>;
  if (works(() => setTimeout!(''))) found.push('setTimeout of a text');
  if (works(() => setInterval!(''))) found.push('setInterval of a text');
  if ('eval' in globalThis) found.push('eval');
  for (const shared of [Object, Array, Promise, Map, Set, Function])
    if (!Object.isFrozen(shared.prototype)) found.push(`${shared.name}.prototype`);
  return found;
}

/** Tells whether an entry that cannot be deleted leads nowhere: it was emptied, or is a number, as in Chromium two are. */
function isInert(object: object, key: PropertyKey): boolean {
  const { get, set, value, writable } = Reflect.getOwnPropertyDescriptor(object, key)!;
  if (get !== undefined || set !== undefined || writable !== false) return false;
  return (typeof value !== 'object' && typeof value !== 'function') || value === null;
}

function works(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}
