import { expect, test } from 'vitest';
import type { Preemption } from '../../../simulator/engines/python/analysis/explain.ts';
import type { Story } from '../../../simulator/engines/python/analysis/story.ts';
import type { Use } from '../../../simulator/engines/python/interpreter/program.ts';
import { words } from '../../../site/i18n/words.ts';
import { tellPause } from '../../../site/workbench/why.ts';

const NAMES = ['MainThread', 'A', 'B'];
const use = (thread: number, write: boolean, value: string): Use => ({
  seq: 0,
  thread,
  write,
  place: 'n',
  name: 'n',
  value,
  line: 7,
});
const pause = (over: Partial<Preemption>, meanwhile: readonly Use[] = []): Preemption => ({
  position: 0,
  thread: 1,
  after: '',
  before: '',
  line: 7,
  meanwhile: [{ thread: 2, did: [], from: 6, to: 7 }],
  forGood: false,
  uses: { last: use(1, false, '0'), next: use(1, true, '1'), meanwhile, story: null },
  ...over,
});
const en = (told: Preemption) => tellPause(told, NAMES, words('en', 'workbench').search);
const zh = (told: Preemption) => tellPause(told, NAMES, words('zh-cn', 'workbench').search);

test('what another thread did meanwhile is told by variables', () => {
  const told = pause({}, [use(2, false, '0'), use(2, true, '1'), use(0, true, '5')]);
  expect(en(told)).toBe(
    '*A* was paused after its read of `n` and before its write of `n` (line 7); ' +
      'meanwhile *B* read `n = 0`, wrote `n = 1` (lines 6 to 7).',
  );
  expect(zh(told)).toBe(
    '*A* 被暂停：刚执行完对 `n` 的读取，还没执行对 `n` 的写入（第 7 行）；' +
      '与此同时，*B* 读到 `n = 0`，写入 `n = 1`（第 6 到 7 行）。',
  );
});

test('operations are told before variables, and lines only where there is neither', () => {
  const called = pause({ meanwhile: [{ thread: 2, did: ['q.put'], from: 7, to: 7 }] }, [use(2, true, '1')]);
  expect(en(called)).toContain('meanwhile *B* did `q.put` (line 7).');
  expect(en(pause({}))).toContain('meanwhile *B* went from line 6 to line 7.');
  expect(en(pause({ meanwhile: [{ thread: 2, did: [], from: 0, to: 0 }] }))).toContain('meanwhile *B* ran.');
});

test('a variable that was removed has no value, and of five uses four are told', () => {
  const removed = pause({}, [use(2, true, ''), use(2, false, '')]);
  expect(en(removed)).toContain('*B* removed `n`, found no `n` (lines 6 to 7)');
  const many = pause(
    {},
    [1, 2, 3, 4, 5].map((n) => use(2, true, `${n}`)),
  );
  expect(en(many)).toContain('wrote `n = 4` and so on (lines 6 to 7)');
  expect(zh(many)).toContain('写入 `n = 4`，等等（第 6 到 7 行）');
});

test('a call of a container is told as the program writes it, and a question with its answer', () => {
  const asked = { ...use(2, false, ''), call: "'k' in d" };
  const called = { ...use(2, true, '1'), call: 'xs.pop()' };
  const got = { ...use(2, false, '7'), call: "d.get('k')" };
  const none = { ...use(2, false, ''), call: "d.get('j')" };
  const told = pause({}, [asked, got, none, called]);
  expect(en(told)).toContain(
    "*B* asked `'k' in d`: no, asked `d.get('k')`: `7`, asked `d.get('j')`: nothing, called `xs.pop()` (lines 6 to 7)",
  );
  expect(zh(told)).toContain(
    "*B* 查询 `'k' in d`：没有，查询 `d.get('k')`：`7`，查询 `d.get('j')`：没有值，调用了 `xs.pop()`（第 6 到 7 行）",
  );
  const around = pause({ uses: { last: asked, next: called, meanwhile: [], story: null } });
  expect(en(around)).toContain("*A* was paused after asking `'k' in d` and before calling `xs.pop()`");
  expect(zh(around)).toContain("*A* 被暂停：刚执行完查询 `'k' in d`，还没执行调用 `xs.pop()`");
});

test('the reason of a failure is told by questions and calls', () => {
  const others = [{ thread: 2, value: '2' }];
  const lost = { kind: 'lost', name: "d['k']", had: '', others, wrote: '1', asked: "'k' in d" } as const;
  const stale = { kind: 'stale', name: 'xs', had: '1', others: [{ thread: 2, value: '1', call: 'xs.pop()' }] } as const;
  const early = {
    kind: 'early',
    name: 'xs',
    had: '0',
    reader: 2,
    wrote: '0',
    asked: 'len(xs)',
    called: 'xs.append(1)',
  } as const;
  const because = (story: Story) => pause({ uses: { last: null, next: null, meanwhile: [], story } });
  expect(en(because(lost))).toContain(
    "*A* had asked `'k' in d`: no; *B* wrote `d['k'] = 2`; then *A* wrote `d['k'] = 1`: what *B* had written is lost.",
  );
  const two = { ...lost, others: [...others, { thread: 0, value: '3' }] };
  expect(en(because(two))).toContain(`what *B* and *${NAMES[0]}* had written is lost.`);
  expect(zh(because(two))).toContain(`*B* 和 *${NAMES[0]}* 的写入就丢失了。`);
  expect(en(because({ ...stale, asked: 'len(xs)' }))).toContain(
    '*A* had asked `len(xs)`: `1`; *B* called `xs.pop()`; *A* went on with what it had read.',
  );
  expect(en(because(early))).toContain('*B* had asked `len(xs)`: `0`; only then *A* called `xs.append(1)`.');
  expect(zh(because(early))).toContain('*B* 先前查询 `len(xs)`：`0`；在这之后*A* 调用了 `xs.append(1)`。');
});
