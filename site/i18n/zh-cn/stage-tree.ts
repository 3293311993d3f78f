import type { StageTreeMessages } from '../en/stage-tree.ts';

const messages: StageTreeMessages = {
  label: '线程池的结构',
  thread: '{thread}：{status}',
  held: '{thread}：{status}，{late}',
  again: '{thread}（见上面）',
  has: '手里有{item}',
  waitsQueue: '在 `{queue}` 的 `{condition}` 上等待',
  waitsObject: '在等 `{name}`（{kind}）',
  waitsExit: '在等 {thread} 退出',
  couldEnd: '能结束这个等待：{thread}',
  holdsIt: '持有它：{thread}',
  waitsForIt: '在等它：{thread}',
  nobody: '已经没有线程能结束这个等待',
  queue: '`{queue}`：{size}',
  object: '`{name}`（{kind}）',
};

export default messages;
