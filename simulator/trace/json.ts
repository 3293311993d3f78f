import { CLOCK, KINDS, type EventKind, type TraceEvent } from './events.ts';
import { LAYOUT } from './layout.ts';
import { Trace, type NewEvent, type ObjectInfo, type QueueInfo, type ThreadInfo } from './trace.ts';
import { Player } from './player.ts';

const FORMAT = 'thread-pool-lab/trace';
const VERSION = 1;

/** The reason why a file is not one of our traces; `where` is a path into it. */
export class TraceFileError extends Error {
  readonly reason: 'not-json' | 'not-a-trace' | 'newer' | 'bad-event' | 'impossible' | 'does-not-match';
  readonly where: string;
  constructor(reason: TraceFileError['reason'], where = '') {
    super(`${reason} ${where}`.trim());
    this.name = 'TraceFileError';
    this.reason = reason;
    this.where = where;
  }
}

/**
 * The trace as text that {@link importTrace} reads back: one event a line, fields that are zero or false left out.
 * `origin` says where it comes from, and is not read here.
 */
export function exportTrace(trace: Trace, origin: object = {}): string {
  const head = JSON.stringify({
    format: FORMAT,
    version: VERSION,
    ...origin,
    threads: trace.threads,
    queues: trace.queues,
    // Only engines that run real programs have these.
    ...(trace.objects.length > 0 && { objects: trace.objects }),
    ...(trace.items.length > 0 && { items: trace.items }),
  });
  const events: string[] = [];
  for (let i = 0; i < trace.length; i++) {
    const { seq: _, state, line, step, thread, until, ...rest } = trace.at(i) as TraceEvent & { until?: number };
    events.push(
      JSON.stringify({
        ...rest,
        thread: thread === CLOCK ? 'clock' : thread,
        // JSON has no Infinity.
        ...(until === undefined ? {} : { until: until === Infinity ? null : until }),
        ...(state && { state }),
        ...(line && { line }),
        ...(step && { step }),
      }),
    );
  }
  return `${head.slice(0, -1)},"events":[\n${events.join(',\n')}\n]}\n`;
}

/**
 * Reads a trace back and plays it once, so that what is returned can be shown at any position. `file` is the rest of it, unread.
 * @throws TraceFileError that says what is wrong, and where.
 */
export function importTrace(text: string): { trace: Trace; file: Record<string, unknown> } {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw new TraceFileError('not-json');
  }
  if (!isRecord(file) || file['format'] !== FORMAT) throw new TraceFileError('not-a-trace');
  if (typeof file['version'] !== 'number' || file['version'] > VERSION) throw new TraceFileError('newer');
  const { threads, queues, objects = [], items = [], events } = file;
  if (!isList(queues, isQueue)) throw new TraceFileError('not-a-trace', 'queues');
  if (!isList(threads, isThread) || threads.length === 0 || threads.length >= CLOCK)
    throw new TraceFileError('not-a-trace', 'threads');
  if (!isList(objects, isObject)) throw new TraceFileError('not-a-trace', 'objects');
  if (!isList(items, isName)) throw new TraceFileError('not-a-trace', 'items');
  if (!Array.isArray(events)) throw new TraceFileError('not-a-trace', 'events');

  const trace = new Trace(
    queues.map(({ name, maxsize, unordered }) => ({ name, maxsize, ...(unordered !== undefined && { unordered }) })),
  );
  for (const { name, machine } of threads) trace.addThread({ name, machine });
  for (const { name, kind } of objects) trace.objects.push({ name, kind });
  for (const item of items) trace.items.push(item);
  let last = 0;
  events.forEach((event: unknown, index) => {
    const read = readEvent(event, trace, last);
    if (!read) throw new TraceFileError('bad-event', `events[${index}]`);
    last = read.time;
    trace.append(read);
  });
  const player = new Player(trace);
  for (let i = 0; i < trace.length; i++) {
    try {
      player.seek(i + 1);
    } catch {
      throw new TraceFileError('impossible', `events[${i}]`);
    }
  }
  return { trace, file };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isList = <Item>(value: unknown, isItem: (item: unknown) => item is Item): value is Item[] =>
  Array.isArray(value) && value.every(isItem);
const isName = (value: unknown): value is string => typeof value === 'string' && value.length <= 200;
const isThread = (value: unknown): value is ThreadInfo =>
  isRecord(value) && isName(value['name']) && isName(value['machine']);
const isQueue = (value: unknown): value is QueueInfo =>
  isRecord(value) &&
  isName(value['name']) &&
  Number.isInteger(value['maxsize']) &&
  ['undefined', 'boolean'].includes(typeof value['unordered']);
const isObject = (value: unknown): value is ObjectInfo =>
  isRecord(value) && isName(value['name']) && isName(value['kind']);

/** The event if it is whole and comes no earlier than `after`; null if not. */
function readEvent(event: unknown, trace: Trace, after: number): NewEvent | null {
  if (!isRecord(event) || !KINDS.includes(event['kind'] as EventKind)) return null;
  const { kind, time, step = false, state = 0, line = 0, ...rest } = event;
  const thread = event['thread'] === 'clock' ? CLOCK : event['thread'];
  if (typeof time !== 'number' || !Number.isFinite(time) || time < after || typeof step !== 'boolean') return null;
  if (thread !== CLOCK && !isThreadOf(thread, trace)) return null;
  if (!isByte(state) || !Number.isInteger(line) || (line as number) < 0 || (line as number) > 0xffff) return null;
  const fields: Record<string, unknown> = {};
  for (const [field, , codec] of LAYOUT[kind as EventKind]) {
    const value = field === 'until' && rest[field] === null ? Infinity : rest[field];
    if (!codec.valid(value, trace)) return null;
    fields[field] = value;
  }
  return { kind, time, step, state, line, thread, ...fields } as unknown as NewEvent;
}

/** A name such as `length` is in every list. */
const isThreadOf = (thread: unknown, { threads }: Trace) =>
  Number.isInteger(thread) && (thread as number) >= 0 && (thread as number) < threads.length;

const isByte = (value: unknown) => Number.isInteger(value) && (value as number) >= 0 && (value as number) < 256;
