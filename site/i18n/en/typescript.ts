import { plural } from '../plural.ts';

/** The words of the TypeScript playground. `code` between backticks, *names* between asterisks. */
const messages = {
  examples: 'Programs to begin with',
  groups: {
    pools: 'Thread pools',
    locks: 'Locks and shared data',
    mine: 'Your own',
  },
  titles: {
    work_manager: 'WorkManager',
    threadpool_example: 'ThreadPool',
    lost_update: 'A lost update',
    own: 'My program',
  },
  texts: {
    work_manager:
      'The pool of lesson 3: 99 jobs, nine threads. Each thread is a Web Worker; they share the queue, and nothing else.',
    threadpool_example: 'The `threadpool` package with its Python names: requests, callbacks, and a task that raises.',
    lost_update: 'Two threads add to one number at the same time, first without a lock, then with one.',
    own: 'Your own program: it is kept in this browser.',
  },
  library: {
    summary: 'What a program can import',
    modules: [
      '`queue`: `Queue`, `Empty`, `Full`',
      '`threading`: `Thread`, `Lock`, `Event`, `currentThread`',
      '`threadpool`: `ThreadPool`, `WorkRequest`, `makeRequests`, `NoResultsPending`, `NoWorkersAvailable`',
      '`time`: `sleep`, `perfCounter`',
    ],
    rules:
      'The names are Python’s, in camel case. A program begins at its exported function `main`, in a worker of its own, so that it may wait. Every thread loads the file anew. Share a queue, a lock, an event or a `SharedArrayBuffer`, handed to the thread as an argument. Functions go to another thread by the name they are exported under; all other values are cloned. Nothing here bounds the memory that a program takes: one that takes too much can end the whole tab. Your code is kept on this device and is there when the page is loaded again.',
  },
  loading: 'Fetching TypeScript…',
  running: 'Running.',
  polling:
    'Running. For seconds all threads have only waited, each time until a timeout passed: {threads}. If what they look for never comes, this goes on for ever. Stop ends it.',
  syntax: 'TypeScript cannot compile this. The first error is in line {line} of `{file}`.',
  types: plural('en', {
    one: 'TypeScript finds {count} error in this program. It was run all the same, as TypeScript allows.',
    other: 'TypeScript finds {count} errors in this program. It was run all the same, as TypeScript allows.',
  }),
  ended: {
    finished: 'Finished after {seconds} s. Threads beside main: {threads}.',
    raised: 'Ended by an exception after {seconds} s. Threads beside main: {threads}.',
    stopped: 'You stopped it after {seconds} s, and all its threads with it.',
    'output-limit': 'It printed more than 400,000 characters, so it was stopped.',
    'no-main':
      '`{file}` was loaded, and nothing in it was called. A program begins at a function `main` that it has to export.',
    broken: 'The browser ended its main thread after {seconds} s.',
    deadlock:
      'Deadlock after {seconds} s: every thread waits, and none is left that could wake another. All of them were ended.',
  },
  waits: '*{thread}* waits in `{call}`, line {line} of `{file}`.',
  waitsInside: '*{thread}* waits in `{call}`.',
  /** The errors of the library, in its own words and in the reader's. A name in braces is any text. */
  errors: {
    unlocked: { en: 'release unlocked lock', here: 'release unlocked lock' },
    twice: { en: 'threads can only be started once', here: 'threads can only be started once' },
    early: { en: 'cannot join thread before it is started', here: 'cannot join thread before it is started' },
    many: { en: "can't start new thread: 100 are alive", here: "can't start new thread: 100 are alive" },
    loading: {
      en: 'a thread is started while its module is loaded: every thread loads it, and would start threads in its turn',
      here: 'a thread is started while its module is loaded: every thread loads it, and would start threads in its turn',
    },
    blocking: {
      en: "can't specify a timeout for a non-blocking call",
      here: "can't specify a timeout for a non-blocking call",
    },
    timeout: { en: 'timeout value must be a non-negative number', here: 'timeout value must be a non-negative number' },
    queueTimeout: { en: "'timeout' must be a non-negative number", here: "'timeout' must be a non-negative number" },
    sleep: { en: 'sleep length must be non-negative', here: 'sleep length must be non-negative' },
    tasks: { en: 'task_done() called too many times', here: 'task_done() called too many times' },
    module: { en: "there is no module '{name}'", here: "there is no module '{name}'" },
    noFunction: { en: "{file} exports no function '{name}'", here: "{file} exports no function '{name}'" },
    again: { en: 'a request that has failed is not used again', here: 'a request that has failed is not used again' },
    hidden: {
      en: "the function '{name}' cannot go to another thread: it is found by the name it is exported under",
      here: "the function '{name}' cannot go to another thread: it is found by the name it is exported under",
    },
    nameless: {
      en: 'a function without a name cannot go to another thread: it is found by the name it is exported under',
      here: 'a function without a name cannot go to another thread: it is found by the name it is exported under',
    },
    inQueue: {
      en: 'a {kind} is not put into a queue: give it to the thread that starts',
      here: 'a {kind} is not put into a queue: give it to the thread that starts',
    },
    memoryInQueue: {
      en: 'shared memory is not put into a queue: give it to the thread that starts',
      here: 'shared memory is not put into a queue: give it to the thread that starts',
    },
    class: {
      en: 'Cannot stringify arbitrary non-POJOs ({path})',
      here: 'an object of a class of your own cannot go to another thread ({path})',
    },
    classItself: {
      en: 'Cannot stringify arbitrary non-POJOs',
      here: 'an object of a class of your own cannot go to another thread',
    },
    symbol: {
      en: 'Cannot stringify POJOs with symbolic keys ({path})',
      here: 'an object with symbols for keys cannot go to another thread ({path})',
    },
    symbolItself: {
      en: 'Cannot stringify POJOs with symbolic keys',
      here: 'an object with symbols for keys cannot go to another thread',
    },
    waiters: { en: 'too many threads wait here', here: 'too many threads wait here' },
    full: { en: "the queue's memory is full: {bytes} bytes", here: "the queue's memory is full: {bytes} bytes" },
    fetches: {
      en: 'import.defer and import.source are closed here: a program has no network',
      here: 'import.defer and import.source are closed here: a program has no network',
    },
    unreadable: { en: 'an exception that cannot be read', here: 'an exception that cannot be read' },
  },
  exception: '*{thread}* ended with an uncaught `{message}`.',
  more: 'And {count} more.',
  lost: 'The browser could not start *{thread}*, or ended it: {message}.',
  notes: {
    NotExported:
      'Threads share no code. Give the function a name at the top of the file and write `export` before it. Then every thread finds it.',
    DataCloneError:
      'What goes to another thread is cloned: numbers, text, arrays, plain objects, maps, sets, dates, errors. Objects of your own classes, symbols and promises cannot go.',
  },
  problem: '{thread}: {message}',
  failure: {
    'no-shared-memory':
      'This page has no shared memory, so threads cannot wait for each other. The browser does not isolate the page, or it is too old. (Chrome and Edge 111, Safari 16.4 and Firefox 145 have it all.) You can read and edit the code here, and run the Python programs.',
    'plain-http':
      'This page is at a plain http address, where browsers give no memory that threads can share. So threads cannot wait for each other. You can read and edit the code here, and run the Python programs. The way out: unpack the zip of the site on your own machine, serve it there and open http://localhost:4321/. Or use an address with https.',
    'no-workers': 'This browser has no module workers, so threads cannot be started.',
    offline: 'TypeScript could not be fetched: is there a network? Your code is safe; press Run again when there is.',
    'not-found': 'TypeScript is not where it should be on this server. Your code is safe.',
    stopped: 'Stopped.',
    unexpected:
      'The program could not be started: {message}. Your code is safe. Reload the page, and tell us if it happens again.',
  },
};

export type TypeScriptMessages = typeof messages;

export default messages;
