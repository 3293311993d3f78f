import { expect, test } from 'vitest';
import { python } from './python.ts';

test('Event.isSet() works, and warns that it is deprecated', () => {
  const { stdout, stderr } = python(
    ['-W', 'always', '-'],
    'import threading\nprint(threading.Event().isSet(), threading.Event().is_set())\n',
  );
  expect(stdout).toBe('False False\n');
  expect(stderr).toContain('DeprecationWarning: isSet() is deprecated, use is_set() instead');
});

test('a worker that waits without a timeout does not hear that it is dismissed, until a request comes', () => {
  const { stdout } = python(
    ['-'],
    `
import queue, threadpool
requests, results = queue.Queue(), queue.Queue()
worker = threadpool.WorkerThread(requests, results, poll_timeout=None)
while not requests.not_empty._waiters:
    pass  # until it waits
worker.dismiss()
worker.join(0.3)
print(worker.is_alive())
requests.put(threadpool.WorkRequest(print))
worker.join(30)
print(worker.is_alive(), requests.qsize(), results.qsize())
`,
  );
  expect(stdout).toBe('True\nFalse 1 0\n');
});
