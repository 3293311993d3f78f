import { expect, test } from 'vitest';
import { historyOf, stackAt } from '../../../../site/stage/python/history.ts';
import { contentOf, itemText, pieceOf } from '../../../../site/stage/python/items.ts';
import { marksAt } from '../../../../site/stage/python/marks.ts';
import { seenOf } from '../../../../site/stage/python/variables.ts';
import { play, playText, positions, stateAt, withPython } from './executions.ts';

withPython();

test('at every position a thread’s stack is the last one from before it, as looking at all of them finds', async () => {
  const execution = await play('many', { granularity: 'line' });
  for (const position of positions(execution)) {
    execution.trace.threads.forEach((_, id) => {
      const own = execution.run.stacks.filter(({ thread, seq }) => thread === id && seq < position);
      expect(stackAt(execution, id, position)).toEqual({ now: own.at(-1) ?? null, before: own.at(-2) ?? null });
    });
  }
});

test('line by line, a mark is at the line that the last step came to', async () => {
  const execution = await play('deadlock', { granularity: 'line' });
  for (const position of positions(execution).slice(1)) {
    const { current, threads } = stateAt(execution, position);
    const thread = threads[current];
    if (!thread || thread.line === 0 || ['exited', 'died'].includes(thread.status)) continue;
    const label = execution.trace.threads[current]!.name;
    expect(marksAt(execution, position, 0).find((mark) => mark.label === label)?.line, `at ${position}`).toBe(
      thread.line,
    );
  }
});

test('in a deadlock every thread has its mark where it is stuck, and the chosen one is marked so', async () => {
  const execution = await play('deadlock');
  expect(marksAt(execution, execution.trace.length, 2)).toEqual([
    { file: 'main.py', line: 23, label: 'MainThread', status: 'blocked', chosen: false },
    { file: 'main.py', line: 10, label: 'A', status: 'blocked', chosen: false },
    { file: 'main.py', line: 16, label: 'B', status: 'blocked', chosen: true },
  ]);
});

test('within one file, a mark is at the line whose call has not ended', async () => {
  const execution = await playText(
    'import helper, queue\n\nhelper.take(queue.Queue())\n',
    {},
    { 'helper.py': 'def take(given):\n    return given.get()\n' },
  );
  const end = execution.trace.length;
  expect(marksAt(execution, end, 0).map(({ file, line }) => [file, line])).toEqual([['helper.py', 2]]);
  expect(marksAt(execution, end, 0, 'main.py').map(({ file, line }) => [file, line])).toEqual([['main.py', 3]]);
});

test('threads that have not begun, or have ended, have no mark', async () => {
  const execution = await play('many');
  expect(marksAt(execution, 0, 0)).toEqual([]);
  expect(marksAt(execution, execution.trace.length, 0)).toEqual([]);
});

test('a variable that has another value is changed, one that was not there is new, and a call is a new frame', async () => {
  const execution = await playText('def f(n):\n    m = n + 1\n    return m\ntotal = 0\ntotal = f(4)\n', {
    granularity: 'line',
  });
  const seen = positions(execution).flatMap((position) => {
    const { now, before } = stackAt(execution, 0, position);
    return now ? [seenOf(now, before)] : [];
  });
  const inside = seen.find(({ frames }) => frames[0]?.name === 'f')!;
  expect(inside.frames.map(({ name, entered }) => [name, entered])).toEqual([
    ['f', true],
    ['<module>', false],
  ]);
  const atReturn = seen.find(({ frames }) => frames[0]?.line === 3)!;
  expect(atReturn.frames[0]!.variables).toEqual([
    { name: 'n', value: '4', change: '' },
    { name: 'm', value: '5', change: 'new' },
  ]);
});

test('values that differ between two stacks of the same frames are changed', () => {
  const stack = (value: string) => ({
    seq: 0,
    thread: 0,
    frames: [{ file: 'a.py', name: 'f', line: 1, variables: [['i', value]] as const }],
    globals: [['g', value]] as const,
  });
  const { frames, globals } = seenOf(stack('2'), stack('1'));
  expect([frames[0]!.variables[0]!.change, globals[0]!.change, frames[0]!.entered]).toEqual([
    'changed',
    'changed',
    false,
  ]);
  expect(seenOf(stack('1'), null).globals[0]!.change).toBe('');
});

test('a variable that is a queue shows what is in the queue at that position, whoever put it there', async () => {
  const execution = await playText(
    'import queue, threading\nq = queue.Queue()\ndef fill():\n    for n in range(12): q.put(n)\n' +
      't = threading.Thread(target=fill)\nt.start()\nt.join()\nq.get()\nq.get()\n',
  );
  const { trace } = execution;
  const seen = positions(execution).flatMap((position) => {
    const variable = stackAt(execution, 0, position).now?.globals.find(([name]) => name === 'q');
    const queue = stateAt(execution, position).queues[historyOf(execution).queues.get(variable?.[2] ?? -1) ?? -1];
    return queue ? [contentOf(trace, queue)] : [];
  });
  // Main waits in join() while the other thread fills the queue.
  expect(seen).toContain('[0]');
  expect(seen).toContain('[0, 1, 2, 3, 4, 5, 6, 7, … 12]');
  expect(seen.at(-1)).toBe('[2, 3, 4, 5, 6, 7, 8, 9, … 10]');
});

test('a short item stands on its tile as it is, a long one by its number', async () => {
  const { trace } = await playText('import queue\nq = queue.Queue()\nq.put(7)\nq.put("a long text")\n');
  expect([pieceOf(trace, 0).text, pieceOf(trace, 1).text]).toEqual(['7', '#1']);
  expect([itemText(trace, 0), itemText(trace, 1)]).toEqual(['`7`', "#1 `'a long text'`"]);
});
