import { expect, test } from 'vitest';
import { python } from './python.ts';

/** One job that divides by zero, with these arguments for its request besides. */
const failing = (more: string) =>
  python(
    ['-'],
    `
import threadpool
pool = threadpool.ThreadPool(1)
pool.putRequest(threadpool.WorkRequest(lambda: 1 / 0${more}))
pool.wait()
print("wait() has returned")
`,
  );

test('a job that raises is a traceback on stderr by default, and the program goes on and ends with status 0', () => {
  const { stdout, stderr, status } = failing('');
  expect(stderr).toMatch(/^Traceback [^]*\nZeroDivisionError: division by zero\n$/);
  expect([stdout, status]).toEqual(['wait() has returned\n', 0]);
});

test('with exc_callback=None and no callback, what a job raises is lost without a word', () => {
  const { stdout, stderr, status } = failing(', exc_callback=None');
  expect([stdout, stderr, status]).toEqual(['wait() has returned\n', '', 0]);
});

test('a callback may put further requests, and wait() waits for them too', () => {
  const { stdout } = python(
    ['-'],
    `
import threadpool
pool = threadpool.ThreadPool(2)
def half(number):
    return number // 2
def again(request, result):
    print(result)
    if result > 0:
        pool.putRequest(threadpool.WorkRequest(half, [result], callback=again))
pool.putRequest(threadpool.WorkRequest(half, [10], callback=again))
pool.wait()
print("over")
`,
  );
  expect(stdout).toBe('5\n2\n1\n0\nover\n');
});

test('inside wait(), a callback that raises queue.Empty is not noticed, and wait() never returns', () => {
  const { stdout, stderr } = python(
    ['-'],
    `
import queue, threading, threadpool
def empty(request, result):
    raise queue.Empty
pool = threadpool.ThreadPool(1)
pool.putRequest(threadpool.WorkRequest(int, callback=empty))
waiter = threading.Thread(target=pool.wait, daemon=True)
waiter.start()
waiter.join(timeout=0.5)
print(waiter.is_alive(), len(pool.workRequests), pool._results_queue.qsize())
`,
  );
  expect([stdout, stderr]).toEqual(['True 1 0\n', '']);
});
