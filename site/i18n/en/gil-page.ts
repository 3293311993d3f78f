/** The prose of the GIL lab's page. */
const messages = {
  sections: [
    {
      title: 'What is real here, and what is a model',
      paragraphs: [
        'The threads are real. Each is a Web Worker, which the operating system runs on a core of its own if there is one. The lock is real. It is a mutex in memory that all of them share, and a thread that waits for it sleeps. The work is real, too: it counts primes, multiplies matrices, sends requests. And every figure was measured in this browser, on this machine, just now.',
        'The model is in one file. There is no CPython in these threads. The kernels are JavaScript, and “executing bytecode” means to run such a kernel until it next checks the eval breaker. CPython checks it when a function begins, when a loop jumps back and after some calls. The kernels here check it every few microseconds.',
        'So the times are not those of Python. The shape carries over: which thread waits for which, and which modes get faster with more workers.',
      ],
    },
    {
      title: 'How the lock changes hands',
      paragraphs: [
        'A thread that wants the lock sleeps until it is free, but at most for the switch interval. If no switch has happened in that time, it sets a drop request. The holder sees the request at its eval breaker, and gives the lock up. It then waits until another thread has really had it. Otherwise it would be back before the other has woken. This is how `Python/ceval_gil.c` does it, step by step.',
        'Before it waits for a disk or the network, or in `time.sleep`, a thread gives the lock up by itself. That is why IO-bound work gains from threads, lock or no lock. Choose “IO-bound: waiting” and tick “Keep the lock during I/O” to see what would be without this.',
        'The switch interval is 5 ms by default, and `sys.setswitchinterval` changes it. A short one lets a waiting thread in sooner and switches more often; a long one does the opposite.',
      ],
    },
    {
      title: 'The convoy effect',
      paragraphs: [
        'A thread that waits for 1 ms and then needs the lock for a moment is ready after 1 ms. If another thread computes meanwhile, the lock is taken. The first one has to wait for the rest of the switch interval: 5 ms more, every time. The processor is never idle, and yet the thread that hardly needs it is six times as slow.',
      ],
    },
    {
      title: 'What the modes are',
      paragraphs: [
        'GIL: one lock for all threads, as in a usual build of CPython. No GIL: the same threads and the same kernels without that lock. So it is in the free-threaded build (PEP 703; officially supported since Python 3.14, PEP 779). Processes: nothing is shared, as with `ProcessPoolExecutor`. Arguments and results are written out as bytes and read in again, and what that takes is measured.',
        'With so few cores and such short tasks, times scatter. Each point is therefore the median of several runs. The runs of all modes take turns, and the fastest and the slowest are shown with it.',
      ],
    },
  ],
  sources: 'Sources',
  links: [
    {
      name: 'CPython 3.14, Python/ceval_gil.c',
      href: 'https://github.com/python/cpython/blob/3.14/Python/ceval_gil.c',
    },
    { name: 'sys.setswitchinterval', href: 'https://docs.python.org/3/library/sys.html#sys.setswitchinterval' },
    {
      name: 'What’s new in Python 3.2: the lock was rewritten, its interval is 5 ms',
      href: 'https://docs.python.org/3/whatsnew/3.2.html#multi-threading',
    },
    { name: 'PEP 703, making the GIL optional', href: 'https://peps.python.org/pep-0703/' },
    {
      name: 'PEP 779, criteria for supported status of free-threaded Python',
      href: 'https://peps.python.org/pep-0779/',
    },
    {
      name: 'CPython’s issue on the convoy effect',
      href: 'https://bugs.python.org/issue7946',
    },
    {
      name: 'Python wiki on the GIL: Jython and IronPython have none',
      href: 'https://wiki.python.org/moin/GlobalInterpreterLock',
    },
  ],
  interpreters: {
    title: 'Recorded from real interpreters',
    lead: 'The same kinds of work on real Python interpreters, recorded on {date}. A cell says how many times as fast as one thread of the same interpreter it was. It is the median of its runs.',
    summary: 'Speed-up of threads and processes, by interpreter',
    interpreter: 'Interpreter',
    count: '{workers} workers',
    gil: 'GIL',
    noGil: 'no GIL',
    none: '–',
    all: 'All recorded times',
    work: 'Work',
    workers: 'Workers',
    median: 'Median, s',
    spread: 'From – to, s',
    runs: 'Runs',
    speedup: 'Speed-up',
    works: { cpu: 'CPU-bound', io: 'IO-bound' },
    kinds: { threads: 'threads', processes: 'processes' },
    notRun: 'Not run, because that machine had none of them. What others have published:',
    facts: {
      'CPython 3.13 free-threaded':
        'has no GIL. In 3.13 it is experimental, and one thread takes about 40 % longer on the pyperformance suite.',
      'CPython 3.14 free-threaded':
        'has no GIL. It is officially supported from 3.14 on. One thread is on average 1 % to 8 % slower on pyperformance, depending on the platform.',
      IronPython: 'has no GIL, and can use all processors.',
    },
    made: 'Recorded by {script} on this machine: {machine}. Seconds are to be compared within one interpreter only, because each counts to a different number.',
  },
};

export type GilPageMessages = typeof messages;

export default messages;
