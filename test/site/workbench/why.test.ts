import { expect, test } from 'vitest';
import type { Action, ThreadActions } from '../../../simulator/engines/python/analysis/actions.ts';
import type { Preemption } from '../../../simulator/engines/python/analysis/explain.ts';
import type { Story } from '../../../simulator/engines/python/analysis/story.ts';
import type { Use } from '../../../simulator/engines/python/interpreter/program.ts';
import { words } from '../../../site/i18n/words.ts';
import { tellPause, tellTurns } from '../../../site/workbench/why.ts';

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
const did = (...actions: readonly Action[]): ThreadActions => ({
  thread: 2,
  did: actions,
  more: false,
  from: 6,
  to: 7,
});
const pause = (over: Partial<Preemption>, ...actions: readonly Action[]): Preemption => ({
  position: 0,
  thread: 1,
  after: use(1, false, '0'),
  before: use(1, true, '1'),
  line: 7,
  meanwhile: [did(...actions)],
  forGood: false,
  story: null,
  ...over,
});
const en = (told: Preemption) => tellPause(told, NAMES, words('en', 'workbench').search);
const zh = (told: Preemption) => tellPause(told, NAMES, words('zh-cn', 'workbench').search);

test('what another thread did meanwhile is told by variables', () => {
  const told = pause({}, use(2, false, '0'), use(2, true, '1'));
  expect(en(told)).toBe(
    '*A* was paused after its read of `n` and before its write of `n` (line 7); ' +
      'meanwhile *B* read `n = 0`, wrote `n = 1` (lines 6 to 7).',
  );
  expect(zh(told)).toBe(
    '*A* 被暂停：刚执行完对 `n` 的读取，还没执行对 `n` 的写入（第 7 行）；' +
      '与此同时，*B* 读到 `n = 0`，写入 `n = 1`（第 6 到 7 行）。',
  );
});

test('operations stand among uses of variables, those next to each other with one verb', () => {
  const called = pause({}, 'lock.acquire', use(2, true, '1'), 'lock.release', 'q.put');
  expect(en(called)).toContain(
    'meanwhile *B* called `lock.acquire`, wrote `n = 1`, called `lock.release`, `q.put` (lines 6 to 7).',
  );
  expect(zh(called)).toContain(
    '*B* 调用了 `lock.acquire`，写入 `n = 1`，调用了 `lock.release`、`q.put`（第 6 到 7 行）。',
  );
});

test('lines are told where nothing else is, one line as one', () => {
  expect(en(pause({}))).toContain('meanwhile *B* went from line 6 to line 7.');
  const lines = (from: number, to: number) => pause({ meanwhile: [{ ...did(), from, to }] });
  expect(en(lines(7, 7))).toContain('meanwhile *B* went through line 7.');
  expect(zh(lines(7, 7))).toContain('*B* 执行了第 7 行。');
  expect(en(lines(0, 0))).toContain('meanwhile *B* ran.');
});

test('where nothing is known of a pause but its line, that is told', () => {
  const told = pause({ after: null, before: null }, use(2, true, '1'));
  expect(en(told)).toBe('*A* was paused before line 7; meanwhile *B* wrote `n = 1` (lines 6 to 7).');
});

test('a variable that was removed has no value, and what is left out is said to be', () => {
  expect(en(pause({}, use(2, true, ''), use(2, false, '')))).toContain('*B* removed `n`, found no `n` (lines 6 to 7)');
  const many = pause({ meanwhile: [{ ...did(use(2, true, '4')), more: true }] });
  expect(en(many)).toContain('wrote `n = 4` and so on (lines 6 to 7)');
  expect(zh(many)).toContain('写入 `n = 4`，等等（第 6 到 7 行）');
});

test('a call of a container is told as the program writes it, and a question with its answer', () => {
  const asked = { ...use(2, false, ''), call: "'k' in d" };
  const called = { ...use(2, true, '1'), call: 'xs.pop()' };
  const got = { ...use(2, false, '7'), call: "d.get('k')" };
  const none = { ...use(2, false, ''), call: "d.get('j')" };
  const told = pause({}, asked, got, none, called);
  expect(en(told)).toContain(
    "*B* asked `'k' in d`: no, asked `d.get('k')`: `7`, asked `d.get('j')`: nothing, called `xs.pop()` (lines 6 to 7)",
  );
  expect(zh(told)).toContain(
    "*B* 查询 `'k' in d`：没有，查询 `d.get('k')`：`7`，查询 `d.get('j')`：没有值，调用了 `xs.pop()`（第 6 到 7 行）",
  );
  const around = pause({ after: asked, before: called });
  expect(en(around)).toContain("*A* was paused after asking `'k' in d` and before calling `xs.pop()`");
  expect(zh(around)).toContain("*A* 被暂停：刚执行完查询 `'k' in d`，还没执行调用 `xs.pop()`");
});

test('turns are told in order; of many, the first and the last', () => {
  const turns = Array.from({ length: 12 }, (_, n) => did(use(2, true, `${n}`)));
  const told = tellTurns(turns, NAMES, words('en', 'workbench').search);
  expect(told).toHaveLength(9);
  expect(told[0]).toBe('*B* wrote `n = 0` (lines 6 to 7).');
  expect([told[4], told[5]]).toEqual(['', '*B* wrote `n = 8` (lines 6 to 7).']);
  expect(tellTurns(turns.slice(3), NAMES, words('en', 'workbench').search)).not.toContain('');
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
  const because = (story: Story) => pause({ story });
  expect(en(because(lost))).toContain(
    "*A* had asked `'k' in d`: no; *B* wrote `d['k'] = 2`; then *A* wrote `d['k'] = 1`: what *B* had written is lost.",
  );
  const two = { ...lost, others: [...others, { thread: 0, value: '3' }] };
  expect(en(because(two))).toContain(`what *B* and *${NAMES[0]}* had written is lost.`);
  expect(zh(because(two))).toContain(`*B* 和 *${NAMES[0]}* 的写入就丢失了。`);
  expect(en(because({ ...stale, asked: 'len(xs)' }))).toContain(
    '*A* had asked `len(xs)`: `1`; *B* called `xs.pop()`; *A* went on with what it had read.',
  );
  const found = use(1, false, '3');
  const changed = { kind: 'changed', name: 'n', had: '1', wrote: false, others, found } as const;
  expect(en(because(changed))).toContain('*A* had read `n = 1`; *B* wrote `n = 2`; then *A* read `n = 3`.');
  expect(zh(because(changed))).toContain('*A* 读到 `n = 1`；*B* 写入 `n = 2`；然后*A* 读到 `n = 3`。');
  expect(en(because({ ...changed, wrote: true }))).toContain('*A* wrote `n = 1`; *B* wrote `n = 2`; then *A* read');
  const over = { kind: 'over', name: 'n', others, wrote: '1' } as const;
  expect(en(because(over))).toContain('*B* wrote `n = 2`; then *A* wrote `n = 1`: what *B* had written is lost.');
  expect(zh(because(over))).toContain('*B* 写入 `n = 2`；然后*A* 写入 `n = 1`，*B* 的写入就丢失了。');
  expect(en(because(early))).toContain('*B* had asked `len(xs)`: `0`; only then *A* called `xs.append(1)`.');
  expect(zh(because(early))).toContain('*B* 先前查询 `len(xs)`：`0`；在这之后*A* 调用了 `xs.append(1)`。');
});
