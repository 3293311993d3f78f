import { expect, test } from 'vitest';
import type { Preemption } from '../../../simulator/engines/python/analysis/explain.ts';
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
    '*A* 被暂停：刚执行完 对 `n` 的读取，还没执行 对 `n` 的写入（第 7 行）；' +
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
