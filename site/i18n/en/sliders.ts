/** Sliders in the prose, and the sentence about the run that they make. */
const messages = {
  label: 'Move a number, and the run is made again',
  timeline: 'What each thread does, in time',
  noScript: 'With JavaScript, the numbers can be moved.',
  reset: 'As at first',
  slides: {
    jobs: 'jobs',
    workers: 'workers',
    poll_timeout: 'poll_timeout, in s',
    q_size: 'q_size',
    rate: 'jobs that come in a second',
    seconds: 'a job’s mean time, in s',
  },
  say: {
    'jobs-and-workers': '{jobs} jobs on {workers} workers: {rounds} rounds of 0.1 s, over after {total} s.',
    'pool-size': '{jobs} jobs on {workers} workers: the last is done after {total} s. Workers without any job: {idle}.',
    'poll-timeout':
      'The three idle workers are told to leave, and the last has left {late} s later. On the way they were woken {woken} times for nothing.',
    'q-size':
      'Main is held up until {until} s. At most {most} requests wait in the queue. The last job is done after {total} s in any case.',
    load: 'At most {capacity} jobs a second can be done. {throughput} a second are; the workers are busy {busy} % of the time. A job waits {wait} s on average, and is there for {latency} s in all. {throughput} × {latency} ≈ {inside} jobs are inside.',
  },
  curve: {
    label: 'Mean waiting time over the jobs that come in a second',
    x: 'jobs that come in a second',
    y: 'mean wait, s',
    limit: 'capacity',
    table: 'The curve as a table',
  },
  states: {
    sleeping: 'in its job, or asleep',
    waiting: 'waits, with a timeout',
    blocked: 'blocked',
    ready: 'ready',
  },
};

export type SlidersMessages = typeof messages;

export default messages;
