import { runScenario, type ModelExecution } from '../../simulator/engines/model/execution.ts';
import { putRequest, threadPool, wait } from '../../simulator/scenario/build.ts';
import { callOf } from '../../simulator/scenario/python-text.ts';
import { ROUND_ROBIN } from '../../simulator/schedule/scheduler.ts';
import { contents, THREAD_STATUSES, type PoolState, type ThreadStatus } from '../../simulator/trace/state.ts';
import { rich, seconds } from '../i18n/text.ts';
import type { StageMessages } from '../i18n/en/stage.ts';
import { describe, outcomes } from '../stage/describe.ts';
import { nameOf } from '../stage/names.ts';
import { narrate } from '../stage/narrate.ts';
import { HIDDEN } from '../stage/strokes.ts';
import { traceIndexOf } from '../stage/trace-index.ts';

/** A thread in one picture: its state, the request it holds (-1: none), and what it does, as HTML. */
interface LoopLane {
  status: ThreadStatus;
  item: number;
  what: string;
}

/** One picture. `say` is HTML. */
export interface LoopFrame {
  say: string;
  time: string;
  requests: readonly number[];
  results: readonly number[];
  lanes: readonly LoopLane[];
}

/** A run as pictures; of the pictures at its start, `common` are those of the other run too. */
export interface LoopRun {
  call: string;
  frames: readonly LoopFrame[];
  end: string;
}

export interface Loop {
  names: readonly string[];
  /** By whether the pool gets stuck. */
  runs: { moves: LoopRun; hangs: LoopRun };
  common: number;
}

const WORKERS = 3;
const REQUESTS = 6;

/** The same program twice: the results have room for all, or for one. */
const scenarioOf = (resq_size: number) =>
  threadPool({ num_workers: WORKERS, q_size: 1, resq_size }, [{ count: REQUESTS, duration: 0.1 }], putRequest, wait);

function frameOf(execution: ModelExecution, from: number, to: number, m: StageMessages): LoopFrame {
  const { trace, player } = execution;
  const events = Array.from({ length: to - from }, (_, i) => trace.at(from + i));
  const state: PoolState = player.seek(to);
  const [requests, results] = state.queues.map((queue) => contents(queue, REQUESTS));
  return {
    say: rich(narrate(events, state, execution, m)),
    time: seconds(state.time),
    requests: requests ?? [],
    results: results ?? [],
    lanes: state.threads.map(({ status, item }, id) => {
      const [what, why] = describe(execution, state, id, m);
      return { status, item, what: rich(why || what) };
    }),
  };
}

/** Everything of a picture that can be seen to change; steps that change none of it are not shown. */
const looksOf = ({ requests, results, lanes }: LoopFrame): string =>
  JSON.stringify([requests, results, lanes.map(({ status, item }) => [status, item])]);

function runOf(resq_size: number, m: StageMessages): LoopRun & { names: string[] } {
  const scenario = scenarioOf(resq_size);
  const execution = runScenario(scenario, ROUND_ROBIN);
  const { bounds } = traceIndexOf(execution);
  const frames: LoopFrame[] = [];
  for (let n = 1; n < bounds.length; n++) {
    const frame = frameOf(execution, bounds[n - 1]!, bounds[n]!, m);
    // The loop begins with the first request: all threads are there.
    const begun = frames.length > 0 || frame.requests.length > 0;
    const last = frames.at(-1);
    if (begun && (!last || looksOf(last) !== looksOf(frame) || n === bounds.length - 1)) frames.push(frame);
  }
  return {
    call: callOf(scenario.threads[0]!.script[0]!, scenario),
    frames,
    end: outcomes(execution, m).slice(0, 1).map(rich).join(''),
    names: execution.trace.threads.map((_, id) => nameOf(execution, id)),
  };
}

/** Both runs of the home page's pool, computed by the model engine. For build time. */
export function loopOf(m: StageMessages): Loop {
  const { names, ...moves } = runOf(0, m);
  const { names: _, ...hangs } = runOf(1, m);
  let common = 0;
  while (JSON.stringify(moves.frames[common]) === JSON.stringify(hangs.frames[common])) common++;
  return { names, runs: { moves, hangs }, common };
}

/** A thread's states one after the other, each with how many pictures it lasts. */
export function stripOf({ frames }: LoopRun, lane: number): { status: ThreadStatus; length: number }[] {
  const strip: { status: ThreadStatus; length: number }[] = [];
  for (const frame of frames) {
    const { status } = frame.lanes[lane]!;
    const last = strip.at(-1);
    if (last?.status === status) last.length++;
    else strip.push({ status, length: 1 });
  }
  return strip;
}

/** Every status that the strips of both runs show, in the order of the statuses. */
export function statusesOf({ names, runs }: Loop): ThreadStatus[] {
  const all = Object.values(runs).flatMap((run) => names.flatMap((_, lane) => stripOf(run, lane)));
  const seen = new Set(all.map(({ status }) => status));
  return THREAD_STATUSES.filter((status) => seen.has(status) && !HIDDEN.includes(status));
}
