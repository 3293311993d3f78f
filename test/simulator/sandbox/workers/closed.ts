import { parentPort, workerData } from 'node:worker_threads';
import { closeWorld } from '../../../../simulator/sandbox/closed.ts';

const post = parentPort!.postMessage.bind(parentPort);
closeWorld(workerData as 'python' | 'typescript');

/** Returns `throws`, or the result as text. */
function attempt(work: () => unknown): string {
  try {
    return String(work());
  } catch (error) {
    return error instanceof Error ? 'throws' : 'throws something else';
  }
}

type Loose = Record<PropertyKey, unknown>;
const prototypeOf = (value: unknown) => Object.getPrototypeOf(value) as Loose;
const later = setTimeout as unknown as (what: unknown) => unknown;

post({
  globals: Reflect.ownKeys(globalThis).filter((key) =>
    /process|require|^Buffer|fetch|Worker|eval|global$|Socket/.test(String(key)),
  ),
  changes: {
    'Array.prototype.every': attempt(() => ((Array.prototype as unknown as Loose)['every'] = () => true)),
    'RegExp.prototype.exec': attempt(() => ((RegExp.prototype as unknown as Loose)['exec'] = null)),
    'Promise.prototype.finally': attempt(() => ((Promise.prototype as unknown as Loose)['finally'] = null)),
    'Object.prototype.x': attempt(() => ((Object.prototype as unknown as Loose)['x'] = 1)),
    'Object.prototype.toString': attempt(() =>
      Reflect.apply(Reflect.getOwnPropertyDescriptor(Object.prototype, 'toString')!.set!, Object.prototype, [null]),
    ),
    'typed arrays': attempt(() => (prototypeOf(Int8Array.prototype)['set'] = null)),
    generators: attempt(() => (prototypeOf(prototypeOf((function* () {})()))['next'] = null)),
    'helpers of iterators': attempt(() => (prototypeOf(prototypeOf([].values()))['map'] = null)),
    segments: attempt(() => (prototypeOf(new Intl.Segmenter().segment('a'))['x'] = null)),
    'Error.prepareStackTrace': attempt(() => ((Error as unknown as Loose)['prepareStackTrace'] = () => 1)),
    'Function.prototype.constructor': attempt(() => (() => {}).constructor('return 1')),
    'a timer of a text': attempt(() => later('1')),
    'a timer of what turns into a text': attempt(() => later({ toString: () => '1' })),
  },
  allowed: {
    'the name of an exception': attempt(() => {
      class Own extends Error {
        constructor() {
          super('m');
          this.name = 'Own';
        }
      }
      return new Own();
    }),
    'a toString of its own': attempt(() => {
      const own: Loose = {};
      own['toString'] = () => 'own';
      return own;
    }),
    'a constructor of its own': attempt(() => {
      const own: object = {};
      own.constructor = Map;
      return own.constructor === Map;
    }),
  },
});
