import type { SlidersMessages } from '../en/sliders.ts';

const messages: SlidersMessages = {
  label: '拖动数字，立即重新运行',
  timeline: '每个线程在各个时刻做什么',
  noScript: '启用 JavaScript 后可以拖动这些数字。',
  reset: '恢复原来的数字',
  slides: {
    jobs: '任务数',
    workers: '工作线程数',
    poll_timeout: 'poll_timeout（秒）',
    q_size: 'q_size',
    rate: '每秒到达的任务数',
    seconds: '一个任务平均用时（秒）',
  },
  say: {
    'jobs-and-workers': '{workers} 个工作线程做 {jobs} 个任务：0.1 秒一轮，共 {rounds} 轮，{total} 秒做完。',
    'pool-size':
      '{workers} 个工作线程做 {jobs} 个任务：{total} 秒时做完最后一个。一个任务也没做的工作线程：{idle} 个。',
    'poll-timeout': '三个空闲的工作线程收到解雇通知，{late} 秒之后全部离开。在此之前，它们白白醒来 {woken} 次。',
    'q-size':
      '主线程在 {until} 秒之前一直被挡着。队列里最多排着 {most} 个请求。无论如何，最后一个任务都在 {total} 秒做完。',
    load: '每秒最多能做 {capacity} 个任务，实际做了 {throughput} 个，工作线程有 {busy}% 的时间在忙。一个任务平均等待 {wait} 秒，从到达到做完共 {latency} 秒。{throughput} × {latency} ≈ {inside}，这就是同时在系统里的任务数。',
  },
  curve: {
    label: '平均等待时间随每秒到达的任务数变化',
    x: '每秒到达的任务数',
    y: '平均等待（秒）',
    limit: '处理能力',
    table: '曲线的数据表',
  },
  states: {
    sleeping: '在做任务，或在休眠',
    waiting: '等待，有超时',
    blocked: '阻塞',
    ready: '就绪',
  },
};

export default messages;
