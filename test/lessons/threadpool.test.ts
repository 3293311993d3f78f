import { expect, test } from 'vitest';
import { python } from './python.ts';

/** Prints the signature of everything in `threadpool.__all__`, as JSON. */
const PROBE = `
import inspect, json, threadpool

def plain(function):
    parameters = [
        str(p.replace(default="handler")) if inspect.isfunction(p.default) else str(p)
        for p in inspect.signature(function).parameters.values()
    ]
    return [name for name in parameters if name != "self"]

names = {}
for name in threadpool.__all__:
    thing = getattr(threadpool, name)
    if inspect.isclass(thing):
        methods = {m: f for m, f in vars(thing).items() if inspect.isfunction(f) and m != "__str__"}
        names.update({f"{name}.{m}": plain(f) for m, f in methods.items()})
        if issubclass(thing, Exception):
            names[name] = "exception"
    else:
        names[name] = plain(thing)
print(json.dumps(names))
`;

test('threadpool.py has the names, arguments and defaults of the package', () => {
  const { stdout, stderr } = python(['-c', PROBE]);
  expect(stderr).toBe('');
  const request = ['args=None', 'kwds=None', 'requestID=None', 'callback=None', "exc_callback='handler'"];
  expect(JSON.parse(stdout)).toEqual({
    makeRequests: ['callable_', 'args_list', 'callback=None', "exc_callback='handler'"],
    NoResultsPending: 'exception',
    NoWorkersAvailable: 'exception',
    'ThreadPool.__init__': ['num_workers', 'q_size=0', 'resq_size=0', 'poll_timeout=5'],
    'ThreadPool.createWorkers': ['num_workers', 'poll_timeout=5'],
    'ThreadPool.dismissWorkers': ['num_workers', 'do_join=False'],
    'ThreadPool.joinAllDismissedWorkers': [],
    'ThreadPool.putRequest': ['request', 'block=True', 'timeout=None'],
    'ThreadPool.poll': ['block=False'],
    'ThreadPool.wait': [],
    'WorkRequest.__init__': ['callable_', ...request],
    'WorkerThread.__init__': ['requests_queue', 'results_queue', 'poll_timeout=5', '**kwds'],
    'WorkerThread.run': [],
    'WorkerThread.dismiss': [],
  });
});

test('a pool and a worker have the attributes of the package', () => {
  const { stdout } = python(
    [],
    `
import threadpool, threading, queue
pool = threadpool.ThreadPool(1, 2, 3, poll_timeout=0.05)
[worker] = pool.workers
print(pool._requests_queue.maxsize, pool._results_queue.maxsize, pool.workRequests, pool.dismissedWorkers)
print(worker.daemon, worker._poll_timeout, type(worker._dismissed) is threading.Event)
`,
  );
  expect(stdout).toBe('2 3 {} []\nTrue 0.05 True\n');
});

test('results are in a queue, like requests; the dict has the requests whose results are still expected', () => {
  const { stdout } = python(
    [],
    `
import queue, threadpool
pool = threadpool.ThreadPool(1, poll_timeout=0.05)
print(type(pool._results_queue) is type(pool._requests_queue) is queue.Queue, type(pool.workRequests) is dict)
requests = threadpool.makeRequests(int, ["1", "2"])
for request in requests:
    pool.putRequest(request)
while pool._results_queue.qsize() < 2:
    pass  # both are done, and neither was collected
print(list(pool.workRequests.values()) == requests)
pool.wait()
print(pool._results_queue.qsize(), pool.workRequests)
`,
  );
  expect(stdout).toBe('True True\nTrue\n0 {}\n');
});

test('a request is named by its id, or by the hash of what it is given', () => {
  const { stdout } = python(
    [],
    `
from threadpool import WorkRequest
request = WorkRequest(print)
print(request.requestID == id(request), WorkRequest(print, requestID="a").requestID == hash("a"))
try:
    WorkRequest(print, requestID=[])
except TypeError as error:
    print(error)
`,
  );
  expect(stdout).toBe('True True\nrequestID must be hashable.\n');
});

test('makeRequests takes a tuple for (args, kwds) and anything else for the one argument', () => {
  const { stdout } = python(
    [],
    `
from threadpool import makeRequests
print([(r.args, r.kwds) for r in makeRequests(print, [1, [2, 3], ([4, 5], {"end": ""})])])
`,
  );
  expect(stdout).toBe("[([1], {}), ([[2, 3]], {}), ([4, 5], {'end': ''})]\n");
});

test('what a request raises goes to its exception callback, or to its callback if it has none', () => {
  const { stdout } = python(
    [],
    `
import threadpool
def fail():
    raise ValueError
def callback(request, result):
    print("callback", result[0].__name__, request.exception)
def exc_callback(request, exc_info):
    print("exc_callback", exc_info[0].__name__, request.exception)
pool = threadpool.ThreadPool(1)
for handler in (exc_callback, None):
    pool.putRequest(threadpool.WorkRequest(fail, callback=callback, exc_callback=handler))
    pool.wait()
`,
  );
  expect(stdout).toBe('exc_callback ValueError True\ncallback ValueError True\n');
});

test('poll says when nothing is pending, and when nobody is left to work', () => {
  const { stdout } = python(
    [],
    `
import threadpool
pool = threadpool.ThreadPool(1, poll_timeout=0.05)
try:
    pool.poll()
except threadpool.NoResultsPending:
    print("nothing pending")
pool.dismissWorkers(1, do_join=True)
pool.putRequest(threadpool.WorkRequest(print))
try:
    pool.wait()
except threadpool.NoWorkersAvailable:
    print("nobody left")
`,
  );
  expect(stdout).toBe('nothing pending\nnobody left\n');
});
