import { GALLERY, type GalleryId } from '../../../simulator/scenario/gallery.ts';
import type { Scenario } from '../../../simulator/scenario/scenario.ts';
import { ROUND_ROBIN, type Schedule } from '../../../simulator/schedule/scheduler.ts';
import { runScenario, type ModelExecution } from '../../../simulator/engines/model/execution.ts';
import { cloneState, type PoolState } from '../../../simulator/trace/state.ts';
import stageEn from '../../../site/i18n/en/stage.ts';
import stageZh from '../../../site/i18n/zh-cn/stage.ts';
import { traceIndexOf } from '../../../site/stage/trace-index.ts';

export const LANGUAGES = [
  ['English', stageEn],
  ['Chinese', stageZh],
] as const;

export const IDS = Object.keys(GALLERY) as GalleryId[];

export const play = (id: GalleryId, schedule: Schedule = ROUND_ROBIN): ModelExecution =>
  runScenario(GALLERY[id] as Scenario, schedule);

/** The state after so many steps. */
export const after = (run: ModelExecution, steps: number): PoolState =>
  cloneState(run.player.seek(traceIndexOf(run).bounds[steps]!));

/** Every position between two steps, or of a long run every n-th, its end included. */
export function positions(run: ModelExecution, most = 300): number[] {
  const bounds = [...traceIndexOf(run).bounds];
  const every = Math.ceil(bounds.length / most);
  return bounds.filter((_, i) => i % every === 0 || i === bounds.length - 1);
}

/** Faults of a text: an unfilled hole of the template, or a missing value. */
export const HOLES = /\{\w+\}|undefined|NaN|null|Infinity|\[object/;
