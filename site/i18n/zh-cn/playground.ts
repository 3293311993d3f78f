import type { PlaygroundMessages } from '../en/playground.ts';

const messages: PlaygroundMessages = {
  examples: '可以从这些程序开始',
  groups: {
    pools: '线程池',
    queues: '队列与条件变量',
    locks: '锁与共享数据',
    mine: '自己的',
  },
  titles: {
    first_pool: '第一个线程池',
    work_manager: 'WorkManager',
    work_manager_fixed: '修好的 WorkManager',
    threadpool_example: 'threadpool',
    queue_conditions: '三个条件变量',
    check_then_act: '先检查后执行',
    bug_bare_except: '会抛异常的任务',
    two_locks: '两把锁',
    lost_update: '丢失的更新',
    own: '我的程序',
  },
  texts: {
    first_pool: '六个任务：先逐个执行，再交给三个工作线程。先运行，再单步执行。',
    work_manager: '第 3 课的线程池：999 个任务，99 个线程，时钟上是 1.1 秒，你等的时间远没有这么长。',
    work_manager_fixed: '第 5 课的线程池，六个 bug 都已修好。',
    threadpool_example: 'threadpool 包的用法示例；第二个文件就是它的移植版，可以随意修改。',
    queue_conditions: '谁在等 not_empty，谁在等 not_full，谁在等 all_tasks_done。',
    check_then_act: '检查之后、操作之前，别的线程可能已经动手了。',
    bug_bare_except: '一个任务抛出异常，它的工作线程就没了。剩下的任务怎么办？',
    two_locks: '几乎每次都能跑完。让实验室找出跑不完的那个调度。',
    lost_update: '两个线程执行 n += 1，在字节码之间切换。结果总是 6 吗？',
    own: '你自己的程序，保存在这个浏览器里。',
  },
};

export default messages;
