import type { Op } from '../../../machines/frame.ts';
import { POOL_OPS } from './pool.ts';
import { QUEUE_OPS } from './queue.ts';
import { SCRIPT_OPS } from './script.ts';
import type { Performs } from './result.ts';

/** The implementation of each operation; the machines decide when it runs. */
export const OPS: Performs<Op> = { ...SCRIPT_OPS, ...QUEUE_OPS, ...POOL_OPS };
