import { expect, test } from 'vitest';
import { arrivalAt, passesLines } from '../../../../site/stage/python/arrival.ts';
import { marksAt } from '../../../../site/stage/python/marks.ts';
import { playText, withPython } from './executions.ts';

withPython();

const LOOP = `import queue
q = queue.Queue()
for n in range(3):
    q.put(n)
total = 0
print(total)
`;

test('a run to a line stops where a thread stands at it, and again each time that a loop comes back', async () => {
  const execution = await playText(LOOP);
  const stops: number[] = [];
  for (let at = 0; ;) {
    const arrival = arrivalAt(execution, at, 'main.py', 4);
    if (!arrival) break;
    at = arrival.position;
    stops.push(at);
    expect(arrival.thread).toBe(0);
    expect(marksAt(execution, at, 0).map(({ line }) => line)).toEqual([4]);
  }
  // Three times round the loop.
  expect(stops).toHaveLength(3);
});

test('with switches between operations a line without one is passed; with switches between lines it is reached', async () => {
  const operations = await playText(LOOP);
  expect([arrivalAt(operations, 0, 'main.py', 5), passesLines(operations)]).toEqual([null, true]);
  const lines = await playText(LOOP, { granularity: 'line' });
  const arrival = arrivalAt(lines, 0, 'main.py', 5)!;
  expect([marksAt(lines, arrival.position, 0)[0]!.line, passesLines(lines)]).toEqual([5, false]);
});

test('the thread that comes to the line first is the one that is named', async () => {
  const execution = await playText(`import threading
lock = threading.Lock()
def work():
    with lock:
        pass
threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads: thread.start()
`);
  const first = arrivalAt(execution, 0, 'main.py', 4)!;
  expect(execution.trace.threads[first.thread]!.name).toBe('Thread-1 (work)');
  // Each comes there twice: to take the lock, and to give it back.
  const names: string[] = [];
  for (let at = 0, next; (next = arrivalAt(execution, at, 'main.py', 4)); at = next.position)
    names.push(execution.trace.threads[next.thread]!.name);
  expect(names.toSorted()).toEqual(['Thread-1 (work)', 'Thread-1 (work)', 'Thread-2 (work)', 'Thread-2 (work)']);
});

test('a line of another file, and one that nobody runs, are not come to', async () => {
  const execution = await playText(LOOP);
  expect(arrivalAt(execution, 0, 'other.py', 4)).toBeNull();
  expect(arrivalAt(execution, execution.trace.length, 'main.py', 4)).toBeNull();
});
