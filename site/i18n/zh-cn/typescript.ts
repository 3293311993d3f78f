import type { TypeScriptMessages } from '../en/typescript.ts';
import { plural } from '../plural.ts';

const messages: TypeScriptMessages = {
  examples: '可以从这些程序开始',
  groups: {
    pools: '线程池',
    locks: '锁与共享数据',
    mine: '自己的',
  },
  titles: {
    work_manager: 'WorkManager',
    threadpool_example: 'ThreadPool',
    lost_update: '丢失的更新',
    own: '我的程序',
  },
  texts: {
    work_manager: '第 3 课的线程池：99 个任务，9 个线程。每个线程都是一个 Web Worker，它们共享的只有队列。',
    threadpool_example: 'threadpool 包，沿用 Python 里的名字：请求、回调，还有一个会抛异常的任务。',
    lost_update: '两个线程同时给一个数加一：先不加锁，再加锁。',
    own: '你自己的程序，保存在这个浏览器里。',
  },
  library: {
    summary: '程序可以导入什么',
    modules: [
      '`queue`：`Queue`、`Empty`、`Full`',
      '`threading`：`Thread`、`Lock`、`Event`、`currentThread`',
      '`threadpool`：`ThreadPool`、`WorkRequest`、`makeRequests`、`NoResultsPending`、`NoWorkersAvailable`',
      '`time`：`sleep`、`perfCounter`',
    ],
    rules:
      '名字与 Python 相同，改成驼峰写法。程序从导出的函数 `main` 开始，它也跑在自己的 worker 里，所以可以等待。每个线程都会重新加载整个文件：要共享的只能是队列、锁、事件或 `SharedArrayBuffer`，作为参数交给线程。函数按导出的名字传给别的线程，其余的值都会被克隆。程序占用的内存没有上限：占用太多时，整个标签页都可能崩溃。你的代码保存在这台设备上，重新加载页面后还在。',
  },
  loading: '正在下载 TypeScript……',
  running: '运行中。',
  polling:
    '正在运行。这几秒里，所有线程都只在等待，每次都等到超时：{threads}。如果它们要等的东西永远不来，就会一直这样下去。按“停止”可以结束。',
  syntax: 'TypeScript 无法编译这段代码，第一处在 `{file}` 第 {line} 行。',
  types: plural('zh-CN', {
    other: 'TypeScript 在这个程序里发现 {count} 处类型问题。程序照样运行了，TypeScript 允许这样做。',
  }),
  ended: {
    finished: '运行结束，用时 {seconds} 秒。除主线程外的线程数：{threads}。',
    raised: '程序因异常而结束，用时 {seconds} 秒。除主线程外的线程数：{threads}。',
    stopped: '你在 {seconds} 秒后停止了它，所有线程都已结束。',
    'output-limit': '输出超过 400,000 个字符，程序已被停止。',
    'no-main': '`{file}` 已经加载，但没有调用其中任何函数：程序从 `main` 函数开始，它必须导出这个函数。',
    broken: '{seconds} 秒后，浏览器终止了主线程。',
    deadlock: '{seconds} 秒后死锁：所有线程都在等待，再没有线程能唤醒它们。它们都已被结束。',
  },
  waits: '*{thread}* 停在 `{file}` 第 {line} 行的 `{call}` 里等待。',
  waitsInside: '*{thread}* 停在 `{call}` 里等待。',
  /** The errors of the library, in its own words and in the reader's. */
  errors: {
    unlocked: { en: 'release unlocked lock', here: '释放了一把没有锁上的锁' },
    twice: { en: 'threads can only be started once', here: '线程只能启动一次' },
    early: { en: 'cannot join thread before it is started', here: '线程启动之前不能 join' },
    many: { en: "can't start new thread: 100 are alive", here: '不能再启动线程：已有 100 个线程在运行' },
    loading: {
      en: 'a thread is started while its module is loaded: every thread loads it, and would start threads in its turn',
      here: '模块还在加载时就启动了线程：每个线程都会加载这个模块，于是又会启动新的线程',
    },
    blocking: { en: "can't specify a timeout for a non-blocking call", here: '不阻塞的调用不能指定超时' },
    timeout: { en: 'timeout value must be a non-negative number', here: '超时必须是非负数' },
    queueTimeout: { en: "'timeout' must be a non-negative number", here: '“timeout”必须是非负数' },
    sleep: { en: 'sleep length must be non-negative', here: '休眠时间不能是负数' },
    tasks: { en: 'task_done() called too many times', here: 'taskDone() 调用得太多了' },
    module: { en: "there is no module '{name}'", here: '没有模块“{name}”' },
    noFunction: { en: "{file} exports no function '{name}'", here: '{file} 没有导出名为“{name}”的函数' },
    again: { en: 'a request that has failed is not used again', here: '失败过的请求不能再用' },
    hidden: {
      en: "the function '{name}' cannot go to another thread: it is found by the name it is exported under",
      here: '函数“{name}”不能交给别的线程：线程之间不共享代码，只能按导出的名字找到函数',
    },
    nameless: {
      en: 'a function without a name cannot go to another thread: it is found by the name it is exported under',
      here: '没有名字的函数不能交给别的线程：线程之间不共享代码，只能按导出的名字找到函数',
    },
    inQueue: {
      en: 'a {kind} is not put into a queue: give it to the thread that starts',
      here: '{kind} 不能放进队列：请在启动线程时交给它',
    },
    memoryInQueue: {
      en: 'shared memory is not put into a queue: give it to the thread that starts',
      here: '共享内存不能放进队列：请在启动线程时交给它',
    },
    class: { en: 'Cannot stringify arbitrary non-POJOs ({path})', here: '自定义类的对象不能传给别的线程（{path}）' },
    classItself: { en: 'Cannot stringify arbitrary non-POJOs', here: '自定义类的对象不能传给别的线程' },
    symbol: {
      en: 'Cannot stringify POJOs with symbolic keys ({path})',
      here: '以符号为键的对象不能传给别的线程（{path}）',
    },
    symbolItself: { en: 'Cannot stringify POJOs with symbolic keys', here: '以符号为键的对象不能传给别的线程' },
    waiters: { en: 'too many threads wait here', here: '在这里等待的线程太多了' },
    full: { en: "the queue's memory is full: {bytes} bytes", here: '队列的内存已满：{bytes} 字节' },
    fetches: {
      en: 'import.defer and import.source are closed here: a program has no network',
      here: '这里不能用 import.defer 和 import.source：程序没有网络',
    },
    unreadable: { en: 'an exception that cannot be read', here: '一个无法读取的异常' },
  },
  exception: '*{thread}* 因 `{message}` 结束，没有代码捕获这个异常。',
  more: '另外还有 {count} 个。',
  lost: '浏览器无法启动 *{thread}*，或者终止了它：{message}。',
  notes: {
    NotExported: '线程之间不共享代码。请把函数写在文件顶层，起个名字，前面加上 `export`，这样每个线程都能找到它。',
    DataCloneError:
      '交给别的线程的值会被克隆：数字、文本、数组、普通对象、Map、Set、日期、错误都可以；自定义类的对象、symbol 和 promise 不行。',
  },
  problem: '{thread}：{message}',
  failure: {
    'no-shared-memory':
      '这个页面没有共享内存，线程之间无法互相等待：浏览器没有隔离本页，或者版本太旧（Chrome 和 Edge 111、Safari 16.4、Firefox 145 起全部支持）。这里的代码仍可阅读和编辑，Python 程序也可以运行。',
    'plain-http':
      '这个页面用的是普通 http 地址，浏览器在这里不提供线程可以共享的内存，线程之间无法互相等待。这里的代码仍可阅读和编辑，Python 程序也可以运行。办法：把网站的 zip 解压到自己的计算机上，在那里启动服务，打开 http://localhost:4321/；或者换用 https 的地址。',
    'no-workers': '这个浏览器没有模块 worker，无法启动线程。',
    offline: '无法下载 TypeScript：网络通吗？你的代码还在，联网后再按一次“运行”。',
    'not-found': '服务器上找不到 TypeScript。你的代码还在。',
    stopped: '已停止。',
    unexpected: '程序无法启动：{message}。你的代码还在。请重新加载页面；如果还是这样，请告诉我们。',
  },
};

export default messages;
