/** One test module of CPython 3.13: which of its tests are run on our threads, and how many there are. */
export interface TestModule {
  readonly name: string;
  /** Tests that are run, by their names; the others have nothing to do with threads. */
  readonly only?: RegExp;
  /** Those of them that use threads: they are run under all seven schedules, the others under the first. */
  readonly threaded?: RegExp;
  /** Tests that are not run. */
  readonly leftOut: readonly { readonly tests: RegExp; readonly reason: string }[];
  /** The number that are run under the first schedule. */
  readonly run: number;
  /** The number of those that skip themselves, by the reason that they give. */
  readonly skipped: Readonly<Record<string, number>>;
}

const NETWORK = 'network: a page has no sockets';
const PROCESSES = 'processes: a page has none';
const CHANGED = 'a test of 3.13 for what 3.14 has changed';
const DEEP = 'C recursion as deep as a native stack, which ends WebAssembly';
const FILE_TIMES = 'files whose times are compared with the clock of the run';
const SUBPROCESS = 'requires subprocess support';
const CLOSED = '_testcapi is closed here: it writes to the memory of Python itself';

/** CPython's tests that run besides those of `cpython.test.ts`. Each passes, or skips itself. */
export const TEST_MODULES: readonly TestModule[] = [
  { name: 'test_asyncio.test_threads', leftOut: [], run: 6, skipped: {} },
  { name: 'test_sched', leftOut: [], run: 11, skipped: {} },
  {
    name: 'test_context',
    threaded: /thread/,
    leftOut: [],
    run: 43,
    skipped: { '_testinternalcapi.hamt() not available': 23 },
  },
  {
    name: 'test_functools',
    threaded: /thread/,
    leftOut: [
      { tests: /recursi/, reason: DEEP },
      { tests: /test_partial_as_method$|\.test_invalid_registrations$/, reason: CHANGED },
    ],
    run: 256,
    skipped: {},
  },
  { name: 'test_weakref', threaded: /thread/, leftOut: [], run: 137, skipped: { [SUBPROCESS]: 2, [CLOSED]: 1 } },
  { name: 'test_importlib.test_threaded_import', leftOut: [], run: 8, skipped: { [SUBPROCESS]: 2 } },
  {
    name: 'test_multiprocessing_fork.test_threads',
    leftOut: [
      { tests: /WithThreadsTestManagerRestart\./, reason: PROCESSES },
      { tests: /\.test_thousand$/, reason: 'a barrier of 30 s beside busy threads, for which the clock does not wait' },
      {
        tests: /WithThreadsTestQueue\.test_(closed_queue\w+|no_import_lock_contention|timeout)$/,
        reason: `${PROCESSES}: it takes the queue of processes`,
      },
    ],
    run: 95,
    skipped: { 'needs sharedctypes': 2, 'only makes sense with processes': 3, 'test not appropriate for threads': 20 },
  },
  {
    name: 'test_io',
    only: /\.test_(threads|threads_write|slow_close_from_thread|daemon_threads\w+)$/,
    leftOut: [],
    run: 14,
    skipped: { [SUBPROCESS]: 2 },
  },
  {
    name: 'test_logging',
    threaded: /Queue|thread|Thread|lock/,
    leftOut: [
      { tests: /SMTP|SocketHandler|UDP|HTTPHandler|SysLog|Unix/, reason: NETWORK },
      { tests: /_mp_queue$|\.test_(111615|multiprocessing|no_messages_in_queue_after_stop)$/, reason: PROCESSES },
      { tests: /\.test_config_queue_handler_invalid_config_does_not_create/, reason: CHANGED },
      { tests: /TimedRotatingFileHandlerTest\.test_rollover(_at_\w+)?$/, reason: FILE_TIMES },
    ],
    run: 242,
    skipped: {
      'Emscripten cannot fstat unlinked files.': 1,
      'requires socket support': 7,
      'requires working os.fork()': 1,
      'tzset required': 4,
      'win32evtlog/win32evtlogutil/pywintypes required for this test.': 1,
      [SUBPROCESS]: 8,
    },
  },
];
