import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Engine } from '../../simulator/run/engine.ts';
import type { Scenario } from '../../simulator/scenario/scenario.ts';
import { CLOCK, CONDITIONS, type TraceEvent } from '../../simulator/trace/events.ts';
import { Player } from '../../simulator/trace/player.ts';
import { sizeOf, type PoolState } from '../../simulator/trace/state.ts';

/** One step of native CPython; record.py says what the fields mean. */
interface Step {
  thread: string;
  op: string;
  outcome: string;
  on?: string;
  until?: number | null;
  item?: number;
  called?: string;
  exit?: string;
  due?: string[];
  pending?: number;
  clock: number;
  queues: { size: number; unfinished: number; waiters: Record<string, string[]> }[];
}
export interface Recording {
  name: string;
  scenario: Scenario;
  steps: Step[];
  end: 'finished' | 'deadlock' | 'stopped';
  blocked: { thread: string; on: string }[];
}
export const recordings = JSON.parse(readFileSync(new URL('recordings.json', import.meta.url), 'utf8')) as Recording[];

/** Tells an engine's step in the words of a recording. */
function told(events: TraceEvent[], state: PoolState, names: string[], thread: number): Partial<Step> {
  const { status, deadline, error } = state.threads[thread]!;
  const last = events.at(-1)!;
  const exit = last.kind === 'exit' ? 'finished' : last.kind === 'exception' ? error! : undefined;
  const waits = events.find(({ kind }) => ['wait', 'wait_exit', 'sleep', 'run'].includes(kind));
  const said = (kinds: string[]) => events.find(({ kind }) => kinds.includes(kind));
  // makeRequests is local, and so is its TypeError: it shows only in how the thread ends.
  const raised = events.find(
    (event) => event.kind === 'fail' || (event.kind === 'raise' && event.error !== 'TypeError'),
  ) as { error: string } | undefined;
  const look = said(['look']) as { dismissed: boolean } | undefined;
  const called = said(['callback', 'exc_callback'])?.kind;
  const parked = ['blocked', 'waiting', 'sleeping', 'running'].includes(status);
  const outcome = parked
    ? { outcome: ['blocked', 'waiting'].includes(status) ? 'blocked' : 'sleeping' }
    : { outcome: raised?.error ?? (look ? (look.dismissed ? 'set' : 'clear') : 'ok') };
  const on =
    waits?.kind === 'wait'
      ? `${waits.condition} of ${state.queues[waits.queue]!.info.name}`
      : waits?.kind === 'wait_exit'
        ? `exit of ${names[waits.target]}`
        : undefined;
  return {
    ...outcome,
    ...(parked && on !== undefined && { on }),
    ...(parked && deadline !== Infinity && { until: deadline }),
    ...(called && { called }),
    ...(exit && { exit }),
  };
}

/** Has an engine make the steps of the recording, and compares what it does with what CPython did. */
export function follow(engine: Engine, { scenario, steps, end, blocked }: Recording): void {
  const { trace } = engine;
  const player = new Player(trace);
  const idOf = (name: string) => trace.threads.findIndex((thread) => thread.name === name);
  const names = () => trace.threads.map(({ name }) => name);

  for (const [index, step] of steps.entries()) {
    const where = `step ${index}: ${step.thread} ${step.op}`;
    const before = trace.length;
    if (step.op === 'tick') {
      const advanced = engine.advance();
      if (advanced === 'livelock') {
        // The engine sees that it will go on like this for ever; the recording has to be stopped.
        expect(end, where).toBe('stopped');
        for (const { op, outcome } of steps.slice(index))
          expect(['tick ok', 'look clear', 'get_request Empty', 'get_request blocked'], where).toContain(
            `${op} ${outcome}`,
          );
        return;
      }
      expect(advanced, where).toBe('ok');
    } else engine.step(idOf(step.thread));
    const events = Array.from({ length: trace.length - before }, (_, i) => trace.at(before + i));
    const state = player.seek(trace.length);

    expect(state.time, where).toBe(step.clock);
    if (step.op === 'tick') {
      const due = events.flatMap(({ thread }) => (thread === CLOCK ? [] : [names()[thread]!]));
      expect(due.toSorted(), where).toEqual(step.due!.toSorted());
    } else {
      const { outcome, on, until, called, exit } = step;
      const expected = { outcome, on, until: until ?? undefined, called, exit };
      const ours = told(events, state, names(), idOf(step.thread));
      expect({ ...expected, ...ours }, where).toEqual(expected);
      expect(ours, where).toEqual(JSON.parse(JSON.stringify(expected)));
    }
    const items = events.flatMap((event) => ('item' in event ? [event.item] : []));
    if (step.item !== undefined && scenario.pool.kind !== 'Queue' && items.length > 0)
      expect(items, where).toContain(step.item);
    if (step.pending !== undefined) expect(state.pending, where).toBe(step.pending);
    if (step.queues.length === 0) continue;
    const queues = state.queues.map((queue) => ({
      size: sizeOf(queue),
      unfinished: queue.unfinished,
      waiters: Object.fromEntries(
        CONDITIONS.filter((name) => queue.waiters[name].length > 0).map((name) => [
          name,
          queue.waiters[name].map((id) => names()[id]),
        ]),
      ),
    }));
    expect(queues, where).toEqual(step.queues);
  }

  if (end === 'finished') expect(engine.over).toBe(true);
  else expect(engine.over).toBe(false);
  if (end === 'deadlock') expect([engine.runnable.size, engine.advance()]).toEqual([0, 'deadlock']);
  if (end === 'deadlock') {
    const state = player.seek(trace.length);
    const waiting = names().flatMap((name, id) => (state.threads[id]!.status === 'blocked' ? [name] : []));
    expect(waiting.toSorted()).toEqual(blocked.map(({ thread }) => thread).toSorted());
  }
}
