import {
  allWait,
  type AwaitedFuture,
  type BlockedThread,
} from '../../../simulator/engines/python/interpreter/program.ts';
import { fill } from '../../../simulator/trace/fill.ts';
import { list } from '../../i18n/text.ts';
import type { PythonStageMessages } from './messages.ts';

type Ended = { readonly blocked: readonly BlockedThread[]; readonly names: readonly string[] };

/** Says which futures a thread waits for, and which worker runs each or should have; null: it waits for something else. */
export function tellFutures(run: Ended, thread: number, { m, t }: PythonStageMessages): string | null {
  const awaits = run.blocked.find((one) => one.thread === thread)?.awaits;
  if (!awaits) return null;
  const told = awaits.futures.map((future) => tellFuture(run, future, { m, t }));
  if (awaits.more > 0) told.push(fill(t.future.more, { count: awaits.more }));
  return fill(t.future.waits, { thread: star(run, thread), futures: told.join(t.also) });
}

function tellFuture(run: Ended, future: AwaitedFuture, { m, t }: PythonStageMessages): string {
  const { name, task, runner, workers } = future;
  const which = fill(task ? t.future.task : t.future.plain, { name, task });
  if (runner !== null) return fill(t.future.runs, { which, thread: star(run, runner) });
  if (workers.length === 0) return which;
  const how = allWait(workers, run.blocked) ? 'waiting' : 'busy';
  const who = list(
    workers.map((worker) => star(run, worker)),
    m.list,
  );
  const messages = workers.length === 1 ? t.future.onlyWorker : t.future.allWorkers;
  return fill(messages[how], { which, count: workers.length, who });
}

const star = ({ names }: Ended, thread: number): string => `*${names[thread] ?? ''}*`;
