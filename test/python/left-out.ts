import type { ScheduleName } from './judge.ts';

/** Tests of CPython that are not passed here, and why. */
export interface LeftOut {
  readonly tests: RegExp;
  readonly reason: string;
  /** The schedules under which it is left out; nothing: all. */
  readonly schedules?: readonly ScheduleName[];
  /** It takes more than a minute there, so that nobody tries whether it passes by now. */
  readonly endless?: boolean;
}

const FORK = 'processes: os.fork';
const SUBPROCESS = 'processes: a second interpreter is started';
const C_THREAD = 'C-only internals: a thread that is started from C';

/** The tests are those of CPython 3.13, the library is that of 3.14. */
const LEFT_OUT: readonly LeftOut[] = [
  { tests: /\.ProcessPool\w*\.|\.FailingInitializerResourcesTest\./, reason: 'processes' },
  { tests: /\.InterpreterPool\w*\./, reason: 'subinterpreters' },
  { tests: /\.test_at_fork_reinit$/, reason: FORK },
  { tests: /fork/, reason: FORK },
  { tests: /\.test_hang_global_shutdown_lock$/, reason: FORK },
  { tests: /\.ThreadJoinOnShutdown\.test_(2|3)_/, reason: FORK },
  { tests: /\.ThreadJoinOnShutdown\.test_(1_|4_|thread_from_thread)/, reason: SUBPROCESS },
  { tests: /\.AtexitTests\./, reason: SUBPROCESS },
  { tests: /\.SubinterpThreadingTests\./, reason: 'subinterpreters' },
  {
    tests:
      /\.ThreadTests\.test_(finaliz\w+|import_from_another_thread|join_nondaemon_on_shutdown|locals_at_exit|main_thread_during_shutdown|start_new_thread_at_finalization)$/,
    reason: SUBPROCESS,
  },
  { tests: /\.ThreadingExceptionTests\.test_(print_exception\w*|recursion_limit)$/, reason: SUBPROCESS },
  {
    tests:
      /\.ThreadPoolShutdownTest\.test_(hang_gh83386|interpreter_shutdown|submit_after_interpreter_shutdown|cancel_futures_wait_false)$/,
    reason: SUBPROCESS,
  },
  {
    tests: /\.test_can_interrupt_tight_loops$/,
    reason: 'a loop without end beside a thread that sleeps: under run-to-block it is seen to go round',
    schedules: ['run-to-block'],
  },
  { tests: /\.C\w*QueueTest\./, reason: 'C-only internals: the queue in C' },
  { tests: /\.CRLockTests\./, reason: 'C-only internals: RLock is the one in Python' },
  { tests: /\.ConditionAsRLockTests\.test_recursion_count$/, reason: 'C-only internals: RLock._recursion_count' },
  { tests: /\.test_frame_tstate_tracing$/, reason: C_THREAD },
  { tests: /\.test_threading_local_clear_race$/, reason: C_THREAD },
  {
    tests: /\.ThreadPoolExecutorTest\.test_idle_thread_reuse$/,
    reason: 'the test holds only if a worker is quicker than main, which no schedule promises',
    schedules: ['round-robin', 'random 1', 'random 2', 'random 3', 'random 4, into the library'],
  },
  {
    tests: /\.ThreadPoolShutdownTest\.test_cancel_futures$/,
    reason: 'the test holds only if main is quicker than the workers',
    schedules: ['run-to-block'],
  },
  {
    tests: /\.test_shutdown_\w*all_methods_in_many_threads$/,
    reason: 'readers that ask again and again: too long where others are let go seldom or never',
    endless: true,
    schedules: ['run-to-block', 'random 4, into the library'],
  },
];

/** Says why a test is left out, or null. */
export const leftOut = (id: string): LeftOut | null => LEFT_OUT.find(({ tests }) => tests.test(id)) ?? null;
