import { CONDITIONS, ERRORS, METHODS, type EventKind } from './events.ts';

/** The side tables of a trace, which codecs use. */
export interface SideTables {
  readonly threads: { readonly length: number };
  readonly queues: { readonly length: number };
  readonly objects: { readonly length: number };
  deadline(until: number): number;
  deadlineOf(index: number): number;
  text(value: string): number;
  textOf(index: number): string;
}

/** The conversion between one field of an event and a column of integers. */
interface Codec {
  encode(value: never, tables: SideTables): number;
  decode(column: number, tables: SideTables): unknown;
  /** True if `value`, read from a file, can be encoded. */
  valid(value: unknown, tables: SideTables): boolean;
}

const whole = (value: unknown): value is number => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;
const below = (value: unknown, length: number) => whole(value) && value >= 0 && value < length;

const int: Codec = { encode: (n: number) => n, decode: (n) => n, valid: whole };
const natural: Codec = { ...int, valid: (n) => whole(n) && n >= 0 };
const thread: Codec = { ...int, valid: (id, tables) => below(id, tables.threads.length) };
const object: Codec = { ...int, valid: (index, tables) => below(index, tables.objects.length) };
const queue: Codec = { ...int, valid: (index, tables) => below(index, tables.queues.length) };
/** `null` is 0, and everything else one more than it would be. */
const maybe = (codec: Codec): Codec => ({
  encode: (value: never, tables) => (value === null ? 0 : codec.encode(value, tables) + 1),
  decode: (n, tables) => (n === 0 ? null : codec.decode(n - 1, tables)),
  valid: (value, tables) => value === null || codec.valid(value, tables),
});
const oneOf = (names: readonly string[]): Codec => ({
  encode: (name: string) => names.indexOf(name),
  decode: (n) => names[n],
  valid: (name) => names.includes(name as string),
});
const flag: Codec = { encode: Number, decode: (n) => n !== 0, valid: (value) => typeof value === 'boolean' };
const deadline: Codec = {
  encode: (until: number, tables) => tables.deadline(until),
  decode: (index, tables) => tables.deadlineOf(index),
  valid: (until) => typeof until === 'number' && until >= 0,
};
const text: Codec = {
  encode: (value: string, tables) => tables.text(value),
  decode: (index, tables) => tables.textOf(index),
  valid: (value) => typeof value === 'string',
};
/** Python's usual exceptions are numbers; any other has a text, and is one more than its index, below zero. */
const error: Codec = {
  encode: (name: string, tables) => {
    const known = (ERRORS as readonly string[]).indexOf(name);
    return known >= 0 ? known : -1 - tables.text(name);
  },
  decode: (n, tables) => (n >= 0 ? ERRORS[n] : tables.textOf(-1 - n)),
  valid: (name) => typeof name === 'string',
};
const method = oneOf(METHODS);
const condition = oneOf(CONDITIONS);

export type Column = 'object' | 'a' | 'b';
type Field = readonly [field: string, column: Column, codec: Codec];
const QUEUE: Field = ['queue', 'object', queue];
const ITEM: Field = ['item', 'a', natural];
const TARGET: Field = ['target', 'a', thread];
const PENDING: Field = ['pending', 'b', natural];
const UNTIL: Field = ['until', 'b', deadline];
const OBJECT: Field = ['object', 'object', object];

/** The columns in which each kind keeps its fields: the wire format of traces. */
export const LAYOUT: { readonly [Name in EventKind]: readonly Field[] } = {
  tick: [],
  start: [TARGET],
  exit: [],
  exception: [['error', 'a', error]],
  call: [['method', 'a', method]],
  return: [['method', 'a', method]],
  raise: [
    ['error', 'a', error],
    ['queue', 'object', maybe(queue)],
  ],
  put: [QUEUE, ITEM],
  get: [QUEUE, ITEM],
  wait: [QUEUE, ['condition', 'a', condition], UNTIL],
  notify: [QUEUE, TARGET, ['condition', 'b', condition]],
  timeout: [QUEUE, ['condition', 'a', condition]],
  task_done: [QUEUE, ['unfinished', 'a', natural]],
  join: [
    ['queue', 'object', maybe(queue)],
    ['target', 'a', maybe(thread)],
  ],
  wait_exit: [TARGET, UNTIL],
  sleep: [UNTIL],
  wake: [],
  run: [ITEM, UNTIL],
  done: [ITEM],
  fail: [ITEM, ['error', 'b', error]],
  dismiss: [TARGET],
  look: [['dismissed', 'a', flag]],
  register: [ITEM, PENDING],
  unregister: [ITEM, PENDING],
  callback: [ITEM],
  exc_callback: [ITEM],
  make: [['count', 'a', natural]],
  output: [
    ['text', 'a', text],
    ['stderr', 'b', flag],
  ],
  check: [PENDING],
  acquire: [OBJECT],
  release: [OBJECT],
  reach: [['what', 'a', text]],
  block: [OBJECT, UNTIL],
  unblock: [OBJECT, TARGET],
  expire: [OBJECT],
  set: [OBJECT],
  clear: [OBJECT],
  task: [['object', 'object', maybe(object)]],
};
