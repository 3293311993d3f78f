import type { JobSpec, Scenario } from '../../simulator/scenario/scenario.ts';
import { GALLERY, type GalleryId } from '../../simulator/scenario/gallery.ts';

export const newJob = (): JobSpec => ({ count: 1, duration: 0.1 });

/** The first scenario after a choice of another kind of pool. */
const FIRST: Record<Scenario['pool']['kind'], GalleryId> = {
  ThreadPool: 'first-pool',
  WorkManager: 'work-manager-small',
  Queue: 'queue-basics',
};
export const POOL_KINDS = Object.keys(FIRST) as Scenario['pool']['kind'][];
export const firstScenarioOf = (kind: Scenario['pool']['kind']): Scenario =>
  structuredClone(GALLERY[FIRST[kind]] as Scenario);
