import { expect, test } from 'vitest';
import { python } from './python.ts';

test('with -O, a function that is put as a request fails in main after it was queued, and its worker dies of it', () => {
  const { stdout } = python(
    ['-O', '-'],
    `
import threading, threadpool
threading.excepthook = lambda args: None
pool = threadpool.ThreadPool(1)
try:
    pool.putRequest(print)
except AttributeError as error:
    print(error)
[worker] = pool.workers
worker.join(5)
print(worker.is_alive(), len(pool.workRequests))
`,
  );
  expect(stdout).toBe("'builtin_function_or_method' object has no attribute 'requestID'\nFalse 0\n");
});
