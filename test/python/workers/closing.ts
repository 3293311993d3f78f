import { parentPort } from 'node:worker_threads';
import { closeWorld } from '../../../simulator/sandbox/closed.ts';

const names = ['fetch', 'WebSocket', 'BroadcastChannel', 'eval'];
const typesOf = () => names.map((name) => typeof (globalThis as Record<string, unknown>)[name]);
const attempts: Record<string, () => unknown> = {
  Function: () => Function('return 1')(),
  'a constructor': () => (typesOf.constructor as FunctionConstructor)('return 1')(),
  'an async constructor': () => ((async () => {}).constructor as FunctionConstructor)('return 1')(),
  'putting fetch back': () => Object.defineProperty(globalThis, 'fetch', { value: () => {} }),
};
const outcomes = () =>
  Object.entries(attempts).map(([name, attempt]) => {
    try {
      attempt();
      return `${name} works`;
    } catch {
      return `${name} throws`;
    }
  });

/** Says what a worker can do before and after its world is closed. */
const before = typesOf();
closeWorld();
const said = { before, after: typesOf(), outcomes: outcomes(), agent: navigator.userAgent };
parentPort!.postMessage(said, []);
