import type { Locale } from './index.ts';

/** The 18 lessons as planned; a written lesson shows its own title instead. */
const titles: [part: 1 | 2 | 3 | 4, en: string, zh: string][] = [
  [1, 'Five parts of a pool', '线程池的五个部分'],
  [1, 'The queue does the locking', '加锁的事交给队列'],
  [1, 'WorkManager, step by step', '一步一步看 WorkManager'],
  [1, 'Six bugs in forty lines', '四十行代码，六个 bug'],
  [2, 'Using threadpool', '使用 threadpool'],
  [2, 'How a pool is created', '线程池是怎样创建的'],
  [2, 'The worker that will not leave', '不肯离开的工作线程'],
  [2, 'Requests and their IDs', '请求与 requestID'],
  [2, 'putRequest and bounded queues', 'putRequest 与有界队列'],
  [2, 'poll and wait, callbacks and exceptions', 'poll 与 wait，回调与异常'],
  [2, 'Dismissing and joining', '解雇工作线程，等它离开'],
  [2, 'The bug museum', 'bug 博物馆'],
  [3, 'The GIL is a lock', 'GIL 就是一把锁'],
  [3, 'What is atomic?', '什么操作是原子的？'],
  [3, 'Ways out, measured', '几条出路，实测为准'],
  [4, 'concurrent.futures, side by side', '对照 concurrent.futures'],
  [4, 'The same pool on Web Workers', '用 Web Worker 实现同一个线程池'],
  [4, 'Write your own pool', '写一个自己的线程池'],
];

export interface PlannedLesson {
  number: number;
  part: 1 | 2 | 3 | 4;
  title: string;
}

export function syllabus(lang: Locale): PlannedLesson[] {
  return titles.map(([part, english, chinese], index) => ({
    number: index + 1,
    part,
    title: lang === 'en' ? english : chinese,
  }));
}
