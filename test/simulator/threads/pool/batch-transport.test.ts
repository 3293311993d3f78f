import { expect, test } from 'vitest';
import { BatchTransport } from '../../../../simulator/threads/pool/batches/batch-transport.ts';
import { BatchWorker } from '../../../../simulator/threads/pool/batches/worker.ts';
import type { TaskMessage } from '../../../../simulator/threads/pool/protocol.ts';

/** A worker in the same thread, which does what it is told. Messages are heard in the next microtask. */
function workerOf(batches: BatchTransport<string>) {
  let toWorker: (message: unknown) => void = () => {};
  const endpoint = batches.openEndpoint(1, null, (message) => queueMicrotask(() => toWorker(message)));
  const worker = new BatchWorker({
    post: (message) => queueMicrotask(() => endpoint.receive(message)),
    listen: (onMessage) => (toWorker = onMessage),
  });
  const take = async (): Promise<TaskMessage> => worker.get();
  return { endpoint, worker, take };
}

/** All that was put has been heard of. */
const turns = async () => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

/** Has a worker learn that `same` is quick, so that many go in a message. */
async function learned() {
  const batches = new BatchTransport<string>();
  const one = workerOf(batches);
  for (let i = 0; i < 4; i++) {
    batches.put(`first ${i}`, 'same', [i]);
    const task = await one.take();
    one.worker.answer({ serial: task.serial, value: i });
    void one.take().catch(() => {});
    await batches.get(true);
    await turns();
  }
  return { batches, one };
}

test('a worker that hears that it is to end loses the task that it is at, and hands back what it has not begun', async () => {
  const { batches, one } = await learned();
  for (const item of ['a', 'b', 'c', 'd']) batches.put(item, 'same', [item]);
  await turns();
  let terminated = false;
  const inFlight = await one.endpoint.end(() => (terminated = true));
  expect(terminated).toBe(true);
  expect(inFlight.map(({ request }) => request)).toEqual(['a']);
  // Another one does the rest, in order.
  const other = workerOf(batches);
  await turns();
  for (const item of ['b', 'c', 'd']) expect((await other.take()).args).toEqual([item]);
});
