/** Messages of the GIL lab itself; those of its page are in `gil-page.ts`. */
const messages = {
  label: 'GIL lab',
  experiments: 'What the threads do',
  works: {
    primes: {
      title: 'CPU-bound: primes',
      text: 'Every task counts primes. With the lock, more threads do not make it faster; without it, they do.',
    },
    matrix: {
      title: 'CPU-bound: matrices',
      text: 'Every task multiplies two matrices. Processes have to copy them first: make them small, and copying takes longer than multiplying.',
    },
    wait: {
      title: 'IO-bound: waiting',
      text: 'Every task waits, as for a disk or a database. The lock is free meanwhile, so the waits overlap even with it.',
    },
    fetch: {
      title: 'IO-bound: fetch',
      text: 'Every task makes a real request, which the service worker of this page answers after a while.',
    },
    mixed: {
      title: 'Mixed',
      text: 'Every task goes to and fro between computing and waiting; you choose how much of it is waiting.',
    },
    convoy: {
      title: 'The convoy effect',
      text: 'One thread only computes. The other waits for 1 ms, again and again, and after each wait it needs the lock for a moment.',
    },
  },
  choices: {
    computes: {
      title: 'Work that computes',
      text: 'Every task counts primes. Do more threads make it faster?',
    },
    waits: {
      title: 'Work that waits',
      text: 'Every task waits, as for a disk or the network. Do the waits overlap?',
    },
  },
  more: 'Settings and more experiments',
  allExperiments: 'All experiments',
  verdict: {
    who: {
      gil: '{count} threads with the GIL',
      free: '{count} threads without the GIL',
      processes: '{count} processes',
    },
    faster: '{who}: {ms} ms, {ratio} times as fast as one ({one} ms).',
    same: '{who}: {ms} ms, no faster than one ({one} ms).',
    slower: '{who}: {ms} ms, slower than one ({one} ms).',
    noisy:
      '{who}: too noisy to say. They took {low} to {high} ms, and one took {oneLow} to {oneHigh} ms. Measure again on a quiet machine, or with longer tasks.',
    few: '{who}: {ms} ms, and one {one} ms. From fewer than three runs of each, nothing follows.',
    turns: 'Only the thread that holds the GIL computes, so the threads take turns.',
    overlap: 'A thread that waits lets the GIL go, so the waits overlap.',
  },
  settings: 'Settings',
  tasks: 'Tasks',
  taskMs: 'Milliseconds each',
  size: 'Rows of a matrix',
  share: 'Of it waiting: {percent} %',
  interval: 'Switch interval, ms',
  most: 'Workers, up to',
  sweep: 'Numbers of workers measured: {counts}.',
  repeat: 'Runs of each',
  modes: 'Modes',
  mode: { gil: 'GIL', free: 'no GIL', processes: 'processes' },
  modeText: {
    gil: 'one lock for all',
    free: 'free-threaded: no lock',
    processes: 'no lock, everything copied',
  },
  keepsInIO: 'Keep the lock during I/O (no Python does)',
  problems: { number: 'This must be a number.', whole: 'This must be a whole number.', range: 'From {min} to {max}.' },
  noMode: 'Choose at least one mode.',
  start: 'Measure',
  stop: 'Stop',
  said: {
    idle: '',
    preparing: 'Setting up the service worker…',
    warming: 'Starting the workers, and running each mode once so that all code is compiled…',
    running: 'Run {number} of {of}: {mode}, workers: {workers}',
    done: 'Done: {count} runs.',
    stopped: 'Stopped. The figures below are of the {count} runs that were finished.',
    stoppedEmpty: 'Stopped before a run was finished.',
  },
  failures: {
    worker:
      'A worker of the lab broke or could not be loaded, so the measurement was ended. Reload the page, and try again. ({detail})',
    'service-worker':
      'This browser does not let the page have a service worker (at a plain http address no browser does). So nothing answers the requests. Use “IO-bound: waiting” instead: it shows the same.',
    unanswered:
      'The requests of the lab’s threads did not reach the service worker of this page, so nothing answered them. WebKit does so with a worker that another worker has started. Use “IO-bound: waiting” instead: it shows the same.',
    other: 'The measurement was ended by an error. Try again; if it comes back, reload the page. ({detail})',
  },
  /** For a page without shared memory. */
  messages: {
    text: 'The browser gives this page no shared memory (SharedArrayBuffer), so its workers talk by messages. Like processes, they have nothing in common, and that mode is measured here. The other two need shared memory: for the lock, and for the data that all threads see. A current browser gives it over HTTPS, outside of private windows, to a page that is not embedded in another.',
    plainHttp:
      'The way out: unpack the zip of the site on your own machine, serve it there and open http://localhost:4321/. Or use an address with https.',
    mode: 'needs shared memory',
    convoy:
      'The convoy is two threads that want the same lock, so it cannot be measured here. Choose another experiment.',
    lanesLead:
      'Time runs to the right. Without shared memory for this record, each worker sends it together with its results. So you see a run when it is over.',
  },
  useWait: 'Use waiting instead',
  oneCore:
    'This machine says that it has one core. No two threads can compute at the same time on it, lock or no lock; waits overlap all the same.',
  hidden:
    'The page was in the background during this measurement. Browsers slow such pages down; measure again in front to be sure.',
  uneven:
    'Of runs that should be alike, the slowest took {ratio} times as long as the fastest. Something else keeps this machine busy. Do not believe a speed-up yet. Measure again when the machine is quiet, or with more runs of each.',
  lanes: 'What each thread is doing',
  lanesLead: 'Time runs to the right. The real threads record it themselves, in shared memory.',
  span: 'Show',
  spans: { '50': 'the last 50 ms', '200': 'the last 200 ms', '1000': 'the last second', run: 'the whole run' },
  thread: 'Thread-{number}',
  state: {
    idle: 'idle',
    waiting: 'waits for the GIL',
    holding: 'holds the GIL',
    running: 'runs, no GIL',
    io: 'in I/O',
    'held-io': 'in I/O, keeps the GIL',
    copying: 'copies',
  },
  legend: 'Legend',
  nothingYet: 'Nothing has run yet.',
  shown: '{mode}, workers: {workers}',
  look: 'Look at the run:',
  dropped: 'Changes of state that were not kept, because the page was too slow to read them: {count}',
  asTable: 'The lanes of this run as a table',
  main: 'main',
  laneName: 'Thread',
  results: 'Results',
  resultsLead: 'Each point is the median of its runs; the bar through it goes from the fastest to the slowest.',
  timeChart: 'Time, ms',
  speedupChart: 'Speed-up',
  ideal: 'ideal',
  workers: 'Workers',
  columns: {
    mode: 'Mode',
    workers: 'Workers',
    median: 'Median, ms',
    spread: 'From – to, ms',
    speedup: 'Speed-up',
    copying: 'Copying, ms',
    switches: 'Switches',
    handOff: 'Hand-off, µs',
  },
  resultsTable: 'Times and speed-ups, by mode and number of workers',
  handOffNote:
    'Hand-off: from when a lock is free and a thread waits for it, until the next thread holds it. It is the median. Copying: of all threads together, the median of the runs.',
  convoyResult:
    'With the GIL a wait of {asked} ms took {gil} ms until the thread went on, without it {free} ms: {ratio} times as long. The thread was ready after {asked} ms, and then waited for the lock until the switch interval of {interval} ms was over.',
  convoyColumns: { mode: 'Mode', median: 'Median, ms', spread: 'From – to, ms', count: 'Waits' },
  convoyTable: 'How long a wait of {asked} ms took',
  exports: 'Keep it',
  csv: 'Save the results (CSV)',
  perfetto: 'Save the run that is shown for Perfetto',
  perfettoHint: 'Open the file at ui.perfetto.dev or in chrome://tracing.',
  none: '–',
  noScript:
    'With JavaScript, this lab runs real threads in your browser and measures them. Without it, you can read what it does.',
};

export type GilMessages = typeof messages;

export default messages;
