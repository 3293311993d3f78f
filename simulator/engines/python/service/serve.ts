import type { Port } from '../../../port/port.ts';
import { schedulerOf } from '../../../schedule/policies.ts';
import { ROUND_ROBIN } from '../../../schedule/scheduler.ts';
import { Helpers } from '../analysis/helpers.ts';
import { Interpreter } from '../interpreter/interpreter.ts';
import { PythonFailure, type FailureKind, type FromWorker, type RequestContext, type ToWorker } from './protocol.ts';
import { REQUEST_HANDLERS } from './requests.ts';
import type { Loader } from '../interpreter/pyodide.ts';
import { channelEnd } from '../../../port/channel.ts';
import { own } from '../../../trace/own.ts';

/** The services that the worker needs of its surroundings. */
export interface ServiceHost {
  loader(assets: unknown): Loader;
  /** Evaluates Python's scripts ahead of the start. What goes wrong is said by the start. */
  prepare?(base: string): Promise<unknown>;
  /** Takes away what no program may reach; called once Python has started. */
  close(): void;
}

/** Answers requests with an interpreter of its own, one at a time. */
export function answerRequests(port: Port<ToWorker, FromWorker>, host: ServiceHost): void {
  let interpreter: Interpreter | null = null;
  let flag: Int32Array | null = null;
  let toStop = -1;
  let current: { id: number; helpers: Helpers; lost: Map<number, () => void> } | null = null;

  const start = async ({ assets, snapshot, tried, stop }: ToWorker & { type: 'start' }) => {
    flag = stop && new Int32Array(stop);
    interpreter = await Interpreter.start(host.loader(assets), snapshot && readable(new Uint8Array(snapshot)));
    host.close();
    if (snapshot && !tried) await tryOut(interpreter);
    port.post({ type: 'ready' });
  };

  const makeSnapshot = async ({ assets }: ToWorker & { type: 'snapshot' }) => {
    const bytes = await Interpreter.snapshot(host.loader(assets));
    await tryOut(await Interpreter.start(host.loader(assets), bytes));
    const { buffer } = bytes;
    port.post({ type: 'snapshot', bytes: buffer as ArrayBuffer }, [buffer as ArrayBuffer]);
  };

  const answer = async ({ id, kind, body }: ToWorker & { type: 'request' }) => {
    let seen = false;
    const helpers = new Helpers();
    current = { id, helpers, lost: new Map() };
    const context: RequestContext<unknown> = {
      helpers,
      progress: (progress) => port.post({ type: 'progress', id, progress }),
      stopped: () => {
        if (toStop !== id && (flag === null || Atomics.load(flag, 0) !== id)) return false;
        if (!seen) port.post({ type: 'stopping', id });
        return (seen = true);
      },
    };
    try {
      const handler = own<unknown>(REQUEST_HANDLERS, kind) as (
        interpreter: Interpreter,
        body: unknown,
        context: RequestContext<unknown>,
      ) => unknown;
      const result = await handler(interpreter!, body, context);
      port.post({ type: 'answer', id, answer: result, tainted: interpreter!.tainted });
    } catch (error) {
      port.post({ type: 'error', id, message: String(error) });
    }
  };

  const failed = (error: unknown) => port.post({ type: 'failed', kind: kindOf(error), message: String(error) });
  port.listen((message) => {
    if (message.type === 'prepare') void host.prepare?.(message.base).catch(() => {});
    else if (message.type === 'start') start(message).catch(failed);
    else if (message.type === 'snapshot') makeSnapshot(message).catch(failed);
    else if (message.type === 'request') void answer(message);
    else if (message.type === 'stop') toStop = message.id;
    else if (current?.id !== message.id) return;
    else if (message.type === 'lost') current.lost.get(message.helper)?.();
    else current.lost.set(message.helper, current.helpers.add(channelEnd(message.port)));
  });
}

/** The bytes, copied where text in shared memory cannot be decoded: Pyodide's start does that. */
function readable(bytes: Uint8Array): Uint8Array {
  try {
    new TextDecoder().decode(bytes.subarray(0, 1));
    return bytes;
  } catch {
    return bytes.slice();
  }
}

function kindOf(error: unknown): FailureKind {
  if (error instanceof PythonFailure) return error.kind;
  return error instanceof RangeError && /memory/i.test(error.message) ? 'memory' : 'crashed';
}

const PROBE = 'import threading\nt = threading.Thread(target=print, args=("well",))\nt.start()\nt.join()\n';

/** A snapshot is trusted only after a program has run on it. @throws Error when that goes wrong. */
async function tryOut(interpreter: Interpreter): Promise<void> {
  let printed = '';
  const program = { files: { 'probe.py': PROBE }, entry: 'probe.py' };
  await interpreter.run(program, schedulerOf(ROUND_ROBIN), {}, { output: (text) => (printed += text) });
  if (printed !== 'well\n') throw new Error(`the snapshot does not work: ${printed}`);
}
