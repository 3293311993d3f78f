import type { GilPageMessages } from '../en/gil-page.ts';

const messages: GilPageMessages = {
  sections: [
    {
      title: '哪些是真的，哪些是模型',
      paragraphs: [
        '线程是真的：每个线程是一个 Web Worker，只要有空闲的核心，操作系统就让它在单独的核心上运行。锁是真的：它是共享内存里的一把互斥锁，等锁的线程会真正阻塞。干的活也是真的：数素数、乘矩阵、发请求。每个数字都是刚刚在这个浏览器、这台机器上测出来的。',
        '模型只有一处。这些线程里没有 CPython：计算内核是 JavaScript 写的，“执行字节码”指的是运行内核，直到下一次查看 eval breaker。CPython 在函数开始、循环往回跳以及某些调用之后查看它，这里的内核每隔几微秒查看一次。',
        '所以这些时间不是 Python 的时间。能带走的是规律：谁在等谁，哪种方式随工作线程增多而变快，哪种不会。',
      ],
    },
    {
      title: '锁怎样易手',
      paragraphs: [
        '想要锁的线程会阻塞，直到锁空闲，但最多只等一个切换间隔。如果这段时间里一直没有发生切换，它就设置一个释放请求（drop request）。持有者在 eval breaker 处看到请求，放开锁，然后一直等到别的线程真正拿到过锁为止；否则对方还没醒，它又把锁拿回来了。`Python/ceval_gil.c` 就是这样一步一步做的。',
        '在等磁盘、等网络或调用 `time.sleep` 之前，线程会主动放开锁。所以不管有没有锁，IO 密集的工作都能从多线程得益。选择“IO 密集：等待”，再勾选“IO 期间也不放锁”，可以看到如果不这样会怎样。',
        '切换间隔默认是 5 ms，可以用 `sys.setswitchinterval` 修改。间隔短，等待的线程能更快得到锁，切换也更频繁；间隔长则相反。',
      ],
    },
    {
      title: '护航效应',
      paragraphs: [
        '一个线程等待 1 ms，然后要用一下锁，它在 1 ms 后就已就绪。如果这时另一个线程正在计算，锁就被占着，前者只好等到切换间隔过去：每次多等 5 ms。处理器一刻也没有空闲，而那个几乎不需要处理器的线程，用时却是原来的六倍。',
      ],
    },
    {
      title: '三种模式',
      paragraphs: [
        '有 GIL：所有线程共用一把锁，就像通常构建的 CPython。无 GIL：同样的线程、同样的内核，只是没有这把锁，就像自由线程构建（PEP 703；自 Python 3.14 起正式支持，见 PEP 779）。多进程：什么都不共享，就像 `ProcessPoolExecutor`；参数和结果要写成字节再读回来，这要花多少时间也会测出来。',
        '核心少、任务短的时候，时间会有波动。因此每个点取多次运行的中位数，各种模式轮流运行，并同时标出最快和最慢的一次。',
      ],
    },
  ],
  sources: '出处',
  links: [
    {
      name: 'CPython 3.14，Python/ceval_gil.c',
      href: 'https://github.com/python/cpython/blob/3.14/Python/ceval_gil.c',
    },
    { name: 'sys.setswitchinterval', href: 'https://docs.python.org/3/library/sys.html#sys.setswitchinterval' },
    {
      name: 'Python 3.2 的新变化：重写了这把锁，间隔为 5 ms',
      href: 'https://docs.python.org/3/whatsnew/3.2.html#multi-threading',
    },
    { name: 'PEP 703：让 GIL 成为可选项', href: 'https://peps.python.org/pep-0703/' },
    { name: 'PEP 779：自由线程 Python 获得正式支持的标准', href: 'https://peps.python.org/pep-0779/' },
    { name: 'CPython 关于护航效应的 issue', href: 'https://bugs.python.org/issue7946' },
    {
      name: 'Python wiki 谈 GIL：Jython 和 IronPython 没有',
      href: 'https://wiki.python.org/moin/GlobalInterpreterLock',
    },
  ],
  interpreters: {
    title: '真实解释器的记录',
    lead: '同样几种工作在真实的 Python 解释器上运行，记录于 {date}。每一格是速度为同一解释器单个线程的多少倍，取多次运行的中位数。',
    summary: '各解释器中线程与进程的加速比',
    interpreter: '解释器',
    count: '{workers} 个',
    gil: '有 GIL',
    noGil: '无 GIL',
    none: '–',
    all: '记录的全部时间',
    work: '工作',
    workers: '数量',
    median: '中位数（秒）',
    spread: '最小 – 最大（秒）',
    runs: '运行次数',
    speedup: '加速比',
    works: { cpu: 'CPU 密集', io: 'IO 密集' },
    kinds: { threads: '线程', processes: '进程' },
    notRun: '那台机器上没有下列解释器，所以没有运行。别人公布的情况是：',
    facts: {
      'CPython 3.13 free-threaded': '没有 GIL。在 3.13 中仍属实验性质，单线程跑 pyperformance 大约多用 40% 的时间。',
      'CPython 3.14 free-threaded':
        '没有 GIL。从 3.14 起正式支持，单线程跑 pyperformance 平均慢 1% 到 8%，因平台而异。',
      IronPython: '没有 GIL，可以用上所有处理器。',
    },
    made: '由 {script} 在这台机器上记录：{machine}。每种解释器数到的数不同，所以秒数只能在同一解释器内比较。',
  },
};

export default messages;
