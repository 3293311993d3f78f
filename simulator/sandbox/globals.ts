/** The allow list of globals in a program's worker. All others are deleted, also those of future browsers and Nodes. */

/** Constructors of views of memory: a check watches each of them, so no other may be let in. */
export const MEMORY_VIEWS = [
  'DataView',
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'BigInt64Array',
  'BigUint64Array',
  'Float16Array',
  'Float32Array',
  'Float64Array',
] as const;

/** Globals of ECMAScript itself. */
export const LANGUAGE: readonly string[] = [
  'Object',
  'Array',
  'Number',
  'Boolean',
  'String',
  'Symbol',
  'BigInt',
  'Date',
  'RegExp',
  'Promise',
  'Math',
  'JSON',
  'Intl',
  'Temporal',
  'Atomics',
  'Reflect',
  'Proxy',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'WeakRef',
  'FinalizationRegistry',
  'Iterator',
  'Error',
  'AggregateError',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
  'SuppressedError',
  'DisposableStack',
  'AsyncDisposableStack',
  'ArrayBuffer',
  'SharedArrayBuffer',
  ...MEMORY_VIEWS,
  'parseInt',
  'parseFloat',
  'isNaN',
  'isFinite',
  'encodeURI',
  'encodeURIComponent',
  'decodeURI',
  'decodeURIComponent',
  'escape',
  'unescape',
];

/** Of the place, as it is: none of it leads out. */
export const HARMLESS: readonly string[] = [
  'clearTimeout',
  'clearInterval',
  'queueMicrotask',
  'structuredClone',
  'TextEncoder',
  'TextDecoder',
  'atob',
  'btoa',
  'DOMException',
  // A program in TypeScript does without; Python is made of it.
  'WebAssembly',
];

/** Of the language too, and no properties that could be taken away or changed. */
export const FIXED: readonly PropertyKey[] = ['Infinity', 'NaN', 'undefined', 'globalThis'];

/** Globals that are replaced: see `closed.ts`. */
export const REPLACED = [
  'Function',
  'setTimeout',
  'setInterval',
  'performance',
  'crypto',
  'navigator',
  'console',
] as const;
