import { deflateSync } from 'fflate';
import { fromBase64Url, toBase64Url } from '../../../link/base64url.ts';
import { inflateUpTo } from '../../../link/inflate.ts';
import { fnv1a } from '../../../trace/hash.ts';
import { roundRobin, runToBlock } from '../../../schedule/policies.ts';
import type { Override, Schedule, Scheduler } from '../../../schedule/scheduler.ts';
import { GRANULARITIES, type Granularity } from '../interpreter/program.ts';

/** Everything it takes to run a program again in the same way. */
export interface Replay {
  granularity: Granularity;
  schedule: Schedule;
  /** Steps that the run has; 0: not known. A replay with another number is not the same run. */
  steps: number;
}

/** The text is none that {@link scheduleText} wrote. */
export class ScheduleTextError extends Error {
  constructor() {
    super('this is not a whole schedule: was it cut, or mistyped?');
    this.name = 'ScheduleTextError';
  }
}

/** The policies that overrides are written against; the shorter list is written. */
const BASES = { b: 'run-to-block', r: 'round-robin' } as const;
/** Bytes that a text may unpack to. */
const MAX_BYTES = 8_000_000;

/**
 * Writes the replay as a short text, safe in a URL and on a command line. It has a letter for the granularity and one
 * for the policy. Then come steps and overrides as deflated numbers in base64url, and a checksum of three characters.
 */
export function scheduleText({ granularity, schedule, steps }: Replay): string {
  const base = Object.entries(BASES).find(([, kind]) => kind === schedule.policy.kind)?.[0];
  if (base === undefined) throw new Error(`a ${schedule.policy.kind} schedule is written as the overrides it made`);
  const numbers = [steps];
  let last = 0;
  for (const [step, thread] of schedule.picks) {
    numbers.push(step - last, thread);
    last = step;
  }
  const plain = Uint8Array.from(numbers.flatMap(varint));
  const packed = deflateSync(plain, { level: 9 });
  const shorter = packed.length < plain.length;
  const body = `${granularity[0]}${shorter ? base.toUpperCase() : base}${toBase64Url(shorter ? packed : plain)}`;
  return body + checksum(body);
}

/** Reads and checks a text of {@link scheduleText}. @throws ScheduleTextError */
export function readScheduleText(text: string): Replay {
  const body = text.slice(0, -3);
  const granularity = GRANULARITIES.find((name) => name[0] === body[0]);
  const kind = BASES[body[1]?.toLowerCase() as keyof typeof BASES];
  if (!granularity || !kind || checksum(body) !== text.slice(-3)) throw new ScheduleTextError();
  const numbers = numbersOf(body.slice(2), body[1] !== body[1]!.toLowerCase());
  const overrides: Override[] = [];
  let step = 0;
  for (let i = 1; i + 1 < numbers.length; i += 2) overrides.push([(step += numbers[i]!), numbers[i + 1]!]);
  return { granularity, schedule: { policy: { kind }, picks: overrides }, steps: numbers[0]! };
}

/** Passes on the choices of a scheduler, and keeps them as overrides of the policies that {@link scheduleText} can write. */
export class Writer implements Scheduler {
  private readonly inner: Scheduler;
  private readonly bases = Object.values(BASES).map((kind) => ({
    kind,
    policy: kind === 'run-to-block' ? runToBlock() : roundRobin(),
    overrides: [] as Override[],
  }));

  constructor(inner: Scheduler) {
    this.inner = inner;
  }

  next: Scheduler['next'] = (runnable, current, step) => {
    const thread = this.inner.next(runnable, current, step);
    for (const { policy, overrides } of this.bases)
      if (policy.next(runnable, current, step) !== thread) overrides.push([step, thread]);
    return thread;
  };

  /** Writes the choices against the policy that needs fewer overrides. */
  get schedule(): Schedule {
    const [{ kind, overrides }] = this.bases.toSorted((a, b) => a.overrides.length - b.overrides.length) as [
      Writer['bases'][number],
    ];
    return { policy: { kind }, picks: overrides };
  }
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

function numbersOf(data: string, packed: boolean): number[] {
  let bytes: Uint8Array | null;
  try {
    const raw = fromBase64Url(data);
    bytes = packed ? inflateUpTo(raw, MAX_BYTES) : raw;
  } catch {
    throw new ScheduleTextError();
  }
  if (!bytes) throw new ScheduleTextError();
  const numbers: number[] = [];
  let value = 0;
  let scale = 1;
  for (const byte of bytes) {
    value += (byte % 128) * scale;
    scale *= 128;
    if (byte >= 128) continue;
    if (!Number.isSafeInteger(value)) throw new ScheduleTextError();
    numbers.push(value);
    value = 0;
    scale = 1;
  }
  if (numbers.length % 2 === 0 || scale !== 1) throw new ScheduleTextError();
  return numbers;
}

/** A mistyped or cut text is told from a whole one, but for one in 46,656. */
const checksum = (data: string): string => (fnv1a(data) % 36 ** 3).toString(36).padStart(3, '0');
