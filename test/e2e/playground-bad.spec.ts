import { expect, test } from './fixtures.ts';
import { choose } from './tool.ts';
import { LONG, playground, PYTHON } from './workbench.ts';

test.setTimeout(LONG);
test.use({ actionTimeout: 30_000 });

/** A program that ends badly, with the page's sentence about it, and its output. */
type Bad = readonly [what: string, program: string, said: RegExp, printed?: RegExp];

/** Some milliseconds without a place to switch at: what repeats it is bounded too, but not while anybody waits. */
const SLOW = 'sum(range(10 ** 5))';
/** At a place where threads may be switched or not: never by a bound. */
const BY_LEARNER = /^(You stopped it after|Stopped\. It was not at a switch point)/;
const ENDLESS: readonly Bad[] = [
  ['a loop in C', 'print("in")\nprint(9 ** 9 ** 9 ** 9)\n', /Stopped\. It was not at a switch point/, /^in$/],
  ['a loop that prints', `while True: print("x"); ${SLOW}\n`, BY_LEARNER, /x\nx\nx/],
  ['a loop that counts', `n = 0\nwhile True: n += ${SLOW}\n`, BY_LEARNER],
  [
    'a loop that cannot be left',
    `while True:\n try:\n  while True: print(1); ${SLOW}\n except BaseException: pass\n`,
    BY_LEARNER,
  ],
];

const FLOOD = /^The program printed more than 400,000 characters, so it was stopped/;
const OVER: readonly Bad[] = [
  ['a flood', 'while True: print("x")\n', FLOOD, /x\nx\nx/],
  ['a flood that cannot be left', 'while True:\n try:\n  while True: print(1)\n except BaseException: pass\n', FLOOD],
  ['a loop that sleeps', 'import time\nwhile True: time.sleep(1)\n', /^Livelock/],
  ['a loop that does nothing', 'while True: pass\n', /^Livelock/],
  ['recursion without end', 'def f(): f()\nf()\n', /RecursionError/, /repeated \d+ more times/],
  ['input()', 'name = input("Who? ")\n', /there is none: write it under “How it runs”/, /Who\?/],
  ['allocation without end', 'x = []\nwhile True: x.append(bytearray(10**7))\n', /MemoryError/],
  ['os._exit', 'import os\nprint("before")\nos._exit(1)\n', /The program ended itself with os\._exit/, /^before$/],
  ['os.abort', 'import os\nprint("before")\nos.abort()\n', /Python died in this run and was started anew/, /^before$/],
  ['an exception', 'def f(x):\n    return x / 0\nf(1)\n', /ZeroDivisionError/, /line 2, in f/],
  ['nothing at all', '', /^Finished/],
];

const CLOSED: readonly Bad[] = [
  ['js', 'import js\n', /The program asked for the page or the network/],
  ['pyodide.http', 'import pyodide.http\n', /The program asked for the page or the network/],
  ['urllib', 'import urllib.request as r\nr.urlopen("http://localhost/")\n', /URLError/],
  [
    'processes',
    'from concurrent.futures import ProcessPoolExecutor\nwith ProcessPoolExecutor() as pool: print(*pool.map(abs, [1]))\n',
    /The program asked for another process\. A page has none/,
    /line 2, in <module>/,
  ],
  ['a socket', 'import socket\nsocket.create_connection(("localhost", 80))\n', /OSError/],
];

const START = 'import threading, time, sys\n';
const THREADS: readonly Bad[] = [
  [
    'sys.exit() in a thread ends that thread',
    `${START}t = threading.Thread(target=sys.exit)\nt.start()\nt.join()\nprint("main goes on")\n`,
    /^Finished/,
    /^main goes on$/,
  ],
  [
    '1,000 threads',
    `${START}done = []\nts = [threading.Thread(target=done.append, args=(1,)) for _ in range(1000)]\n` +
      'for t in ts: t.start()\nfor t in ts: t.join()\nprint(len(done))\n',
    /^Finished after 30\d\d steps/,
    /^1000$/,
  ],
  [
    'a daemon that goes on',
    `${START}threading.Thread(target=time.sleep, args=(99,), daemon=True).start()\nprint("main is done")\n`,
    /^Finished/,
    /^main is done$/,
  ],
  [
    'a thread that waits for ever',
    `${START}threading.Thread(target=threading.Event().wait, name="w").start()\n`,
    /^Deadlock after \d+ steps: no thread can go on\.\s+MainThread waits on w\.\s+w waits on Event-1\.$/,
  ],
];

for (const [what, list] of [
  ['is over', OVER],
  ['asks for the network, the page or a process', CLOSED],
  ['starts threads', THREADS],
] as const)
  test(`a program that ${what} says how it went, and the next one runs`, async ({ page }) => {
    const bench = await playground(page);
    for (const [name, program, said, printed = /^/] of list)
      await test.step(name, async () => {
        await bench.run(program);
        await expect.poll(() => bench.said()).toMatch(said);
        if (printed.source !== '^') expect(await bench.printed()).toMatch(printed);
        await expect(bench.code).toHaveValue(program);
        await bench.works();
      });
  });

test('a program without end is stopped by its learner, wherever it is, and the next one runs', async ({ page }) => {
  const bench = await playground(page);
  for (const [name, program, said, printed] of ENDLESS)
    await test.step(name, async () => {
      await bench.write(program);
      await bench.start();
      if (printed) await expect.poll(() => bench.printed(), PYTHON).toMatch(printed);
      else await expect(bench.root.getByText(/^Running\./)).toBeVisible(PYTHON);
      await bench.stop();
      expect(await bench.said()).toMatch(said);
      if (printed) expect(await bench.printed()).toMatch(printed);
      await expect(bench.code).toHaveValue(program);
      await bench.works();
    });
});

test('what cannot be compiled is said with its line, in the list and in the code, and nothing runs', async ({
  page,
}) => {
  const bench = await playground(page);
  await bench.run('print("not this")\n\ndef f(:\n    pass\n');
  await expect(bench.outcome).toContainText('CPython does not compile this. The first error is in line 3');
  await expect(bench.root.getByRole('list', { name: '1 problem' })).toContainText('invalid syntax');
  await expect(bench.root.locator('.ed-plain:not(.ed-away) .ed-wrong')).toHaveText('3');
  await expect(bench.output).toHaveCount(0);
  await bench.root.getByRole('button', { name: /line 3$/ }).click();
  await expect(bench.code).toBeFocused();
  await bench.works();
  await expect(bench.root.getByRole('list', { name: /problem/ })).toHaveCount(0);
});

test('all of this is said in Chinese on the Chinese page', async ({ page }) => {
  const bench = await playground(page, 'zh-cn/playground/');
  for (const [program, said] of [
    ['def f(:\n', /无法编译这段代码，第一处在 first_pool\.py 第 1 行/],
    ['input()\n', /没有可读的内容/],
    ['import js\n', /程序想访问网页或网络/],
    ['import multiprocessing\nmultiprocessing.Pool()\n', /程序要创建另一个进程，网页里没有/],
    ['import os\nos.abort()\n', /Python 在这次运行中崩溃，已重新启动/],
    [
      `${START}threading.Thread(target=threading.Event().wait, name="w").start()\n`,
      /死锁.*在等 w。.*w 在等 Event-1。/s,
    ],
  ] as const) {
    await bench.run(program);
    await expect.poll(() => bench.said()).toMatch(said);
  }
  // Stopped before it is in there, it would be at a place where threads may be switched.
  await bench.write('print("in")\nprint(9 ** 9 ** 9 ** 9)\n');
  await bench.start();
  await expect(bench.root.getByText(/^运行中/)).toBeVisible(PYTHON);
  await expect(bench.output).toHaveText('in', PYTHON);
  await bench.stop();
  expect(await bench.said()).toMatch(/已停止。当时不在可以切换线程的位置/);
  await bench.works();
});

test('whoever leaves in the middle of a run finds the code again, and runs it', async ({ page }) => {
  const bench = await playground(page);
  await bench.write('print("begun")\nprint(9 ** 9 ** 9 ** 9)\n');
  await bench.start();
  await expect(bench.output).toContainText('begun', PYTHON);
  await page.goto('course/');
  await page.goBack();
  await expect(bench.code).toHaveValue(/begun/);
  await bench.works();
  await bench.write('while True: print("x")\n');
  await bench.start();
  await choose(page, 'Two locks');
  await bench.run();
  await expect(bench.outcome).toContainText('Finished');
  // The fixture looks whether anything complained.
  await bench.write('while True: print("x")\n');
  await bench.start();
});
