import { WorkersEngine } from '../../simulator/engines/workers/engine.ts';
import type { ThreadGroup } from '../../simulator/engines/workers/thread-group.ts';
import { RunMemory } from '../../simulator/engines/workers/memory.ts';
import type { Scenario } from '../../simulator/scenario/scenario.ts';
import type { Trace } from '../../simulator/trace/trace.ts';

/** Has real threads take their places, waiting for their turns, and leave them afterwards. */
export async function onThreads(
  group: ThreadGroup,
  scenario: Scenario,
  use: (engine: WorkersEngine) => void,
): Promise<void> {
  const memory = RunMemory.create(scenario, true);
  await group.ready(memory.threads);
  group.assign(memory.handle, memory.threads);
  const engine = new WorkersEngine(memory);
  try {
    use(engine);
  } finally {
    engine.dispose();
  }
}

export const events = (trace: Trace) => Array.from({ length: trace.length }, (_, i) => trace.at(i));
