import { GALLERY } from '../gallery.ts';
import type { Scenario } from '../scenario.ts';
import { BOUNDS } from './bounds.ts';
import { DISMISSING } from './dismissing.ts';
import { GIL } from './gil.ts';
import { OWN_POOL } from './own-pool.ts';
import { POLLING } from './polling.ts';
import { POOL_CREATION } from './pool-creation.ts';
import { REQUESTS } from './requests.ts';
import { TODAY } from './today.ts';
import { USING_THREADPOOL } from './using-threadpool.ts';
import { WORKER_THREAD } from './worker-thread.ts';

/** Every scenario that a lesson may name: those of the gallery, and those of one lesson only, a file for each subject. */
export const SCENARIOS = {
  ...GALLERY,
  ...BOUNDS,
  ...DISMISSING,
  ...GIL,
  ...OWN_POOL,
  ...POLLING,
  ...POOL_CREATION,
  ...REQUESTS,
  ...TODAY,
  ...USING_THREADPOOL,
  ...WORKER_THREAD,
} satisfies Record<string, Scenario>;

export type ScenarioId = keyof typeof SCENARIOS;
