import { expect, test } from 'vitest';
import { python } from './python.ts';

test('a dict tells -1 from -2, although they have the same hash', () => {
  const { stdout } = python(['-'], "print(hash(-1) == hash(-2), len({-1: 'a', -2: 'b'}))\n");
  expect(stdout).toBe('True 2\n');
});

const AGAIN = `
import threadpool
calls = []
def unsteady():
    calls.append(1)
    if len(calls) == 1:
        raise OSError
    return "well done"
def keep(request, result):
    print("callback", result)
def report(request, exc_info):
    print("exc_callback", exc_info if len(calls) > 1 else exc_info[0].__name__)
pool = threadpool.ThreadPool(1)
request = threadpool.WorkRequest(unsteady, callback=keep, exc_callback=report)
pool.putRequest(request)
pool.wait()
try:
    pool.putRequest(request)
    pool.wait()
except AssertionError:
    print("AssertionError")
`;

test('a request that has failed is refused by an assertion', () => {
  expect(python(['-'], AGAIN).stdout).toBe('exc_callback OSError\nAssertionError\n');
});

test('under -O it is done again, and its good result is handed to exc_callback', () => {
  expect(python(['-O', '-'], AGAIN).stdout).toBe('exc_callback OSError\nexc_callback well done\n');
});

test('a request that has not failed, put twice, is called twice, and wait() returns after the first result', () => {
  const { stdout } = python(
    ['-'],
    `
import threadpool
calls, results = [], []
request = threadpool.WorkRequest(calls.append, [7], callback=lambda request, result: results.append(result))
pool = threadpool.ThreadPool(1, poll_timeout=0.1)
pool.putRequest(request)
pool.wait()
pool.putRequest(request)
pool.putRequest(request)
pool.wait()
while len(calls) < 3:
    pass
print(len(calls), len(results))
`,
  );
  expect(stdout).toBe('3 2\n');
});

test('a request from the item (3, 4) is made without complaint, and the default callback prints a traceback', () => {
  const { stdout, stderr } = python(
    ['-'],
    `
import threadpool
pool = threadpool.ThreadPool(1)
for request in threadpool.makeRequests(divmod, [(3, 4)]):
    pool.putRequest(request)
print("made and put")
pool.wait()
`,
  );
  expect(stdout).toBe('made and put\n');
  expect(stderr).toContain('TypeError');
});

test('tuples with 7 and 7.0 have the same hash', () => {
  expect(python(['-'], 'print(hash(("page", 7)) == hash(("page", 7.0)))\n').stdout).toBe('True\n');
});
