/** What leads out of a worker: to the network, to storage, to other workers and pages. */
const DOORS = [
  'fetch',
  'fetchLater',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'RTCPeerConnection',
  'FontFace',
  'fonts',
  'importScripts',
  'Worker',
  'SharedWorker',
  'BroadcastChannel',
  'indexedDB',
  'caches',
  'cookieStore',
  'webkitRequestFileSystem',
  'webkitRequestFileSystemSync',
  'webkitResolveLocalFileSystemURL',
  'webkitResolveLocalFileSystemSyncURL',
  'Notification',
  'postMessage',
  'close',
  'eval',
];

/** Functions that make code of a text: who has them has `import()` too. */
const MAKERS = [
  Function,
  async function () {}.constructor,
  function* () {}.constructor,
  async function* () {}.constructor,
] as const;

/**
 * Closes a worker to whatever runs in it from now on: no network, no storage, no other workers, no code from text. A program
 * cannot import `js`, but this does not rely on that. There is no way back.
 */
export function closeWorld(scope: object = globalThis): void {
  for (const name of DOORS) remove(scope, name);
  const { language } = navigator;
  remove(scope, 'navigator', Object.freeze({ language, userAgent: '' }));
  const forbidden = function () {
    throw new Error('code cannot be made from text here');
  };
  // Pyodide goes on asking what is an instance of Function.
  forbidden.prototype = Function.prototype;
  for (const maker of MAKERS)
    Object.defineProperty(maker.prototype, 'constructor', { value: forbidden, writable: false, configurable: false });
  remove(scope, 'Function', forbidden);
}

/** Also from the prototypes, where the getters of a worker's properties are. */
function remove(scope: object, name: string, value?: unknown): void {
  for (let at: object | null = scope; at; at = Object.getPrototypeOf(at) as object | null)
    Reflect.deleteProperty(at, name);
  Object.defineProperty(scope, name, { value, writable: false, configurable: false, enumerable: false });
}
