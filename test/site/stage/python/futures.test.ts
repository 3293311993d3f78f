import { expect, test } from 'vitest';
import { plain } from '../../../../site/i18n/text.ts';
import { pythonOutcomes } from '../../../../site/stage/python/outcome.ts';
import { HOLES } from '../executions.ts';
import { LANGUAGES, playText, withPython } from './executions.ts';

withPython();

const program = (workers: number) => `from concurrent.futures import ThreadPoolExecutor, wait

pool = ThreadPoolExecutor(${workers}, "w")

def leaf():
    pass

def branch():
    wait([pool.submit(leaf) for _ in range(4)])

for future in [pool.submit(branch) for _ in range(${workers})]:
    future.result()
`;

const [[, english], [, chinese]] = LANGUAGES;

test('a deadlock of a pool names the futures, and the workers that wait instead of running them', async () => {
  const said = pythonOutcomes(await playText(program(1)), english).map(plain);
  const left = 'which has not begun: the only worker of its pool, w_0, is waiting';
  expect(said.slice(1)).toEqual([
    'MainThread waits for Future-1 (branch), which w_0 runs.',
    `w_0 waits for Future-2 (leaf), ${left}; Future-3 (leaf), ${left}; Future-4 (leaf), ${left}; 1 more.`,
  ]);
});

test('the same is said in Chinese', async () => {
  const said = pythonOutcomes(await playText(program(1)), chinese).map(plain);
  const left = '它还没有开始：线程池唯一的工作线程 w_0 自己也在等待';
  expect(said.slice(1)).toEqual([
    'MainThread 在等 Future-1（branch），它正由 w_0 运行。',
    `w_0 在等 Future-2（leaf），${left}；Future-3（leaf），${left}；Future-4（leaf），${left}；另外 1 个。`,
  ]);
});

test('a livelock in which no thread waits for ever names none, and one in which some do names these', async () => {
  const said = async (text: string, words = english) => pythonOutcomes(await playText(text), words).map(plain);
  const polls = 'import time\nwhile True:\n    time.sleep(1)\n';
  expect(await said(polls)).toEqual(['Livelock: the program repeats itself, and nothing changes any more.']);
  expect(await said(polls, chinese)).toEqual(['活锁：程序一直在转圈，什么都不再改变。']);
  const waits = `import threading\ngate = threading.Event()\nthreading.Thread(target=gate.wait, name="W", daemon=True).start()\n`;
  expect(await said(waits + polls)).toEqual([
    'Livelock: the program repeats itself, and nothing changes any more.',
    'W waits on Event-1 until it is set, and no remaining thread will bring that about.',
  ]);
});

test.each(LANGUAGES)('all workers of a pool are named in %s', async (_, words) => {
  const said = pythonOutcomes(await playText(program(2)), words);
  for (const sentence of said) expect(sentence).not.toMatch(HOLES);
  expect(plain(said[2]!)).toMatch(
    /2 workers of its pool, w_0 and w_1, are all waiting|2 个工作线程 w_0 ?和 ?w_1 都在等待/,
  );
});

test('a future that the program makes itself is only named', async () => {
  const said = pythonOutcomes(await playText('from concurrent.futures import Future\nFuture().result()\n'), english);
  expect(said.slice(1).map(plain)).toEqual(['MainThread waits for Future-1.']);
});
