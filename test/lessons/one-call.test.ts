import { expect, test } from 'vitest';
import { python } from './python.ts';

test('while one call sorts a long list for more than 5 ms, no other thread takes a step; while it sleeps, one does', () => {
  // The clock is read by C code, just before the call and just after it: no switch can come between.
  const { stdout, stderr } = python(
    ['-'],
    `
import random, threading, time
from functools import partial
ticks, over = [], threading.Event()
def tick():
    while not over.is_set():
        ticks.append(time.perf_counter())
clock = partial(time.perf_counter)
def during(call):
    begin, _, end = list(map(partial.__call__, (clock, call, clock)))
    return any(begin < t < end for t in list(ticks)), end - begin > 0.005
numbers = [random.random() for _ in range(200_000)]
thread = threading.Thread(target=tick)
thread.start()
print("sort: a step, more than 5 ms:", *during(partial(numbers.sort)))
print("sleep: a step, more than 5 ms:", *during(partial(time.sleep, 0.05)))
over.set()
thread.join()
`,
  );
  expect([stdout, stderr]).toEqual([
    'sort: a step, more than 5 ms: False True\nsleep: a step, more than 5 ms: True True\n',
    '',
  ]);
});
