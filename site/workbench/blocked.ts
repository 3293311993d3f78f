import type { BlockedThread } from '../../simulator/engines/python/interpreter/program.ts';
import { fill } from '../../simulator/trace/fill.ts';
import type { WorkbenchMessages } from '../i18n/en/workbench.ts';

/** Threads that are told: of a crowd, the first few say it all. */
export const MOST_BLOCKED = 6;

/** Tells what a thread waits on, and which thread holds that. */
export function tellBlocked(
  { name, on, holder }: BlockedThread,
  names: readonly string[],
  t: WorkbenchMessages['ended'],
): string {
  const who = holder === null ? '' : (names[holder] ?? '');
  // A thread that others join does not hold itself.
  return (
    fill(t.waits, { thread: name, on }) + (holder === null || who === on ? '' : fill(t.holds, { holder: who })) + t.stop
  );
}
