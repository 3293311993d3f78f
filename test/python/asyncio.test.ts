import { beforeAll, expect, test } from 'vitest';
import { explore } from '../../simulator/engines/python/analysis/explore.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { roundRobin } from '../../simulator/schedule/policies.ts';
import { interpreterForTests } from './interpreter.ts';

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

const program = (text: string) => ({ files: { 'main.py': text }, entry: 'main.py' });

async function run(text: string) {
  let output = '';
  const made = await interpreter.run(program(text), roundRobin(), {}, { output: (piece) => (output += piece) });
  return { ...made, output };
}

test('a loop that waits for ever is a deadlock, and the lines in which its tasks wait are said', async () => {
  const { outcome, blocked } = await run(`import asyncio
async def never(bell):
    await bell.wait()
async def main():
    bell = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(never(bell), name="first")
        group.create_task(never(bell), name="second")
asyncio.run(main())`);
  expect(outcome).toBe('deadlock');
  expect(blocked.map(({ name, on }) => [name, on])).toEqual([
    ['MainThread', 'EventLoop-1 (Task-1:6, first:3, second:3)'],
  ]);
});

test('a thread that waits for a future of a loop that does not run is part of a deadlock', async () => {
  const { outcome, blocked } = await run(`import asyncio
loop = asyncio.new_event_loop()
asyncio.run_coroutine_threadsafe(asyncio.sleep(1), loop).result()`);
  expect(outcome).toBe('deadlock');
  expect(blocked).toMatchObject([{ name: 'MainThread', on: 'Future-1' }]);
});

test.each([
  ['asyncio.open_connection("localhost", 80)', 'closed', 'a program here has no network'],
  ['asyncio.start_server(print, "localhost", 0)', 'closed', 'a program here has no network'],
  ['asyncio.get_running_loop().getaddrinfo("localhost", 80)', 'closed', 'a program here has no network'],
  ['asyncio.create_subprocess_exec("ls")', 'processes', 'a page has no processes'],
  ['asyncio.create_subprocess_shell("ls")', 'processes', 'a page has no processes'],
])('%s is refused with a sentence', async (call, note, sentence) => {
  const { output, notes } = await run(`import asyncio
async def main():
    try: await ${call}
    except OSError as error: print(error)
asyncio.run(main())`);
  expect(output).toContain(sentence);
  expect(notes).toEqual([note]);
});

test('a race between a thread and a task is found', async () => {
  const found = await explore(
    interpreter,
    program(`import asyncio
count = 0
def work():
    global count
    seen = count
    count = seen + 1
async def main():
    await asyncio.gather(*(asyncio.to_thread(work) for _ in range(2)))
    assert count == 2, count
asyncio.run(main())`),
    { schedules: 300, granularity: 'line' },
  );
  expect(found.failure?.outcome).toMatchObject({ status: 'exception', error: 'AssertionError' });
  expect(found.unstable).toBe(false);
});
