/** A part of the course. Its title stands in `site/i18n`. */
export interface Part {
  id: string;
  /** Names of files in each language's folder, and of pages in `/lessons/`. */
  lessons: readonly string[];
}

/** The order of the course. A lesson that is not written yet has its place here and appears nowhere. */
export const PARTS: readonly Part[] = [
  {
    id: 'by-hand',
    lessons: ['five-parts', 'the-queue-does-the-locking', 'work-manager-step-by-step', 'six-bugs', 'repair-it'],
  },
  { id: 'the-pool-you-use', lessons: ['concurrent-futures'] },
  {
    id: 'inside-threadpool',
    lessons: [
      'using-threadpool',
      'how-a-pool-is-created',
      'the-worker-that-will-not-leave',
      'requests-and-their-ids',
      'putrequest-and-bounded-queues',
      'poll-and-wait',
      'dismissing-and-joining',
      'the-bug-museum',
    ],
  },
  { id: 'the-gil', lessons: ['the-gil-is-a-lock', 'what-is-atomic', 'ways-out-measured'] },
  {
    id: 'in-production',
    lessons: ['how-many-workers', 'too-much-work', 'stopping-and-finding-a-hang', 'locks-in-order'],
  },
  { id: 'today-and-beyond', lessons: ['what-is-new', 'the-same-pool-on-web-workers', 'write-your-own-pool'] },
];

/** A way through the course for readers of a kind. Its name stands in `site/i18n`. */
export interface Way {
  id: 'hour' | 'all' | 'inside';
  lessons: readonly string[];
}

/** All lessons in order; a lesson's number is its place here, from 1. */
export const ORDER: readonly string[] = PARTS.flatMap(({ lessons }) => lessons);

export const WAYS: readonly Way[] = [
  {
    id: 'hour',
    lessons: ['five-parts', 'concurrent-futures', 'how-many-workers', 'stopping-and-finding-a-hang'],
  },
  { id: 'all', lessons: ORDER },
  {
    id: 'inside',
    lessons: ['five-parts', 'the-queue-does-the-locking', 'work-manager-step-by-step', ...PARTS[2]!.lessons],
  },
];
