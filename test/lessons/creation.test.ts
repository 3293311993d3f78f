import { expect, test } from 'vitest';
import { python } from './python.ts';

test('a field of its own may be set before Thread.__init__, but not what Thread itself keeps', () => {
  const { stdout } = python(
    [],
    `
import threading
class Own(threading.Thread):
    def __init__(self):
        self.label = "A"
        super().__init__()
class Daemon(threading.Thread):
    def __init__(self):
        self.daemon = True
        super().__init__()
print(Own().label)
try:
    Daemon()
except RuntimeError as error:
    print(error)
`,
  );
  expect(stdout).toBe('A\nThread.__init__() not called\n');
});

test('a field that is set after start() is missing for most requests that were queued before, and for none that came later', () => {
  const { stdout } = python(
    [],
    `
import queue, threading, threadpool
class TooLate(threadpool.WorkerThread):
    def __init__(self, requests_queue, results_queue, label):
        super().__init__(requests_queue, results_queue)
        self.label = label
def task():
    return threading.current_thread().label
def fails(queued_first):
    requests, results = queue.Queue(), queue.Queue()
    request = threadpool.WorkRequest(task)
    if queued_first:
        requests.put(request)
    worker = TooLate(requests, results, "A")
    if not queued_first:
        requests.put(request)
    results.get()
    worker.dismiss()
    requests.put(request)
    return request.exception
print(sum(fails(True) for _ in range(200)), sum(fails(False) for _ in range(200)))
`,
  );
  const [queuedFirst, cameLater] = stdout.split(' ').map(Number);
  expect(queuedFirst).toBeGreaterThan(100);
  expect(cameLater).toBe(0);
});

test('a program that ends without wait() drops what its workers do', () => {
  const { stdout, stderr, status } = python(
    [],
    `
import time, threadpool
def task(n):
    time.sleep(0.5)
    print("done:", n)
pool = threadpool.ThreadPool(3)
for request in threadpool.makeRequests(task, range(6), print):
    pool.putRequest(request)
print("main is at its end")
`,
  );
  expect([stdout, stderr, status]).toEqual(['main is at its end\n', '', 0]);
});
