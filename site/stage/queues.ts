import type { Execution } from '../../simulator/run/execution.ts';
import { CONDITIONS } from '../../simulator/trace/events.ts';
import { contents, sizeOf, type QueueState } from '../../simulator/trace/state.ts';
import type { StageMessages } from '../i18n/en/stage.ts';
import { names } from './names.ts';
import { fill } from '../../simulator/trace/fill.ts';
import { list, plain } from '../i18n/text.ts';

/** The names of the threads that wait on the conditions of a queue. */
export function waitersOf(execution: Execution, queue: QueueState, m: StageMessages): string[] {
  return CONDITIONS.flatMap((condition) => {
    const waiting = queue.waiters[condition];
    return waiting.length === 0 ? [] : [fill(m.queue.waiters, { condition, threads: names(execution, waiting, m) })];
  });
}

/** Says how full a queue is. */
export function fillOf(queue: QueueState, m: StageMessages): string {
  const size = sizeOf(queue);
  const { maxsize } = queue.info;
  const word = maxsize === 0 ? m.queue.unbounded : size >= maxsize ? m.queue.full : m.queue.bounded;
  return fill(word, { size, maxsize });
}

/** The description of a queue for screen readers. */
export function queueLabel(
  execution: Execution,
  queue: QueueState,
  title: string,
  m: StageMessages,
  itemName: (item: number) => string = String,
): string {
  const waiting = waitersOf(execution, queue, m).map(plain).join('; ') || m.queue.nobody;
  const items = list(contents(queue, 8).map(itemName), m.list, 8);
  const values = { name: `${title} ${queue.info.name}`, size: fillOf(queue, m), waiters: waiting };
  return fill(m.queue.label, { ...values, items: items && items + m.say.stop });
}
