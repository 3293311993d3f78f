/** The playground's own words. */
const messages = {
  examples: 'Programs to begin with',
  groups: {
    pools: 'Thread pools',
    queues: 'Queues and conditions',
    locks: 'Locks and shared data',
    mine: 'Your own',
  },
  titles: {
    first_pool: 'A first pool',
    work_manager: 'WorkManager',
    work_manager_fixed: 'WorkManager, fixed',
    threadpool_example: 'threadpool',
    queue_conditions: 'The three conditions',
    check_then_act: 'Check, then act',
    bug_bare_except: 'A job that raises',
    two_locks: 'Two locks',
    lost_update: 'A lost update',
    own: 'My program',
  },
  texts: {
    first_pool: 'Six jobs, first one after the other, then by three workers. Run it, then step through it.',
    work_manager: 'The pool of lesson 3: 999 jobs, 99 threads, 1.1 s on the clock, and far less of your time.',
    work_manager_fixed: 'The pool of lesson 5 with its six bugs fixed.',
    threadpool_example: 'The `threadpool` package at work: its port is the second file, and you can change it.',
    queue_conditions: 'Who waits on not_empty, who on not_full, and who on all_tasks_done.',
    check_then_act: 'Between a check and what follows it, another thread may run.',
    bug_bare_except: 'A job raises, and its worker is gone. What becomes of the jobs that are left?',
    two_locks: 'It works nearly always. Let the lab find the schedule in which it does not.',
    lost_update: 'n += 1 from two threads, switched between bytecodes. Is the sum always six?',
    own: 'Your own program: it is kept in this browser.',
  },
};

export type PlaygroundMessages = typeof messages;

export default messages;
