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
