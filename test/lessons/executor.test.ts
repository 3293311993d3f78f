import { expect, test } from 'vitest';
import { interpreterForTests } from '../python/interpreter.ts';
import { onEngine } from './python-engine.ts';
import { python } from './python.ts';

const JOB = `
import time
def job(n):
    time.sleep(0.1)
    print("done:", n)
`;

test('a program that ends without shutdown() has its executor do all that is queued', () => {
  const { stdout, stderr } = python(
    ['-'],
    `${JOB}
from concurrent.futures import ThreadPoolExecutor
executor = ThreadPoolExecutor(1)
for n in range(3):
    executor.submit(job, n)
print("main is over")
`,
  );
  expect(stdout).toBe('main is over\ndone: 0\ndone: 1\ndone: 2\n');
  expect(stderr).toBe('');
});

test('a program that ends without wait() drops what the workers of threadpool have not done', () => {
  const { stdout, stderr } = python(
    ['-'],
    `${JOB}
import threadpool
pool = threadpool.ThreadPool(1)
for request in threadpool.makeRequests(job, range(3)):
    pool.putRequest(request)
print("main is over")
`,
  );
  expect(stdout).toBe('main is over\n');
  expect(stderr).toBe('');
});

test('the calls of asyncio.to_thread wait at the same time, in threads of their own', () => {
  const { stdout, stderr } = python(
    ['-'],
    `
import asyncio, threading
meeting = threading.Barrier(3)
async def main():
    await asyncio.gather(*(asyncio.to_thread(meeting.wait, 30) for _ in range(3)))
    print("met")
asyncio.run(main())
`,
  );
  expect(stdout).toBe('met\n');
  expect(stderr).toBe('');
});

test("on the lab's Python, too, the calls of asyncio.to_thread wait at the same time", async () => {
  const { stdout } = await onEngine(await interpreterForTests(), 'to_thread.py');
  expect(stdout).toContain('with to_thread: 0.1 s');
});

test('map cancels what has not begun when its results come to the fetch that failed, and not before', () => {
  // Four workers. First: fetch 0 fails at once, and its worker may begin one more before main has cancelled: 4 + 1.
  // Second: fetch 0 ends only when all 12 have begun, so main is still waiting for it when fetch 1 has long failed.
  const { stdout, stderr } = python(
    ['-'],
    `
import threading
from concurrent.futures import ThreadPoolExecutor
def begun_when(fails, hold):
    begun, caught, all_begun = [], threading.Event(), threading.Event()
    def fetch(n):
        begun.append(n)
        if len(begun) == 12:
            all_begun.set()
        if n == fails:
            raise ValueError(n)
        if n in hold:
            (caught if fails == 0 else all_begun).wait(30)
    with ThreadPoolExecutor(4) as pool:
        try:
            list(pool.map(fetch, range(12)))
        except ValueError as error:
            print("raised:", error)
            caught.set()
    return len(begun)
print(begun_when(0, range(1, 12)) <= 5)
print(begun_when(1, [0]))
`,
  );
  expect(stdout).toBe('raised: 0\nTrue\nraised: 1\n12\n');
  expect(stderr).toBe('');
});

test('a done-callback is called once after a result, after an exception, and when the job is cancelled', () => {
  const { stdout, stderr } = python(
    ['-'],
    `
import threading
from concurrent.futures import ThreadPoolExecutor
go_on = threading.Event()
def say(future):
    print("cancelled" if future.cancelled() else future.exception() or future.result())
with ThreadPoolExecutor(1) as executor:
    futures = [executor.submit(go_on.wait), executor.submit(int, "three"), executor.submit(int, "3")]
    for future in futures:
        future.add_done_callback(say)
    futures[2].cancel()
    go_on.set()
`,
  );
  expect(stdout).toBe("cancelled\nTrue\ninvalid literal for int() with base 10: 'three'\n");
  expect(stderr).toBe('');
});
