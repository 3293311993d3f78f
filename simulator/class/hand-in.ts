import * as v from 'valibot';
import { entriesNow } from '../link/lesson-names.ts';
import { LinkError, encodeFragment, decodeFragment } from '../link/permalink.ts';
import { fnv1a } from '../trace/hash.ts';
import { WORK_FORMAT, WORK_VERSION, deviceWorkIn } from './device-work.ts';
import { isFileName, type OwnTask } from './own-task.ts';
import { exercisesIn, planNow, planSchema, VERSION, versionOf, type ClassPlan } from './plan.ts';

const FORMAT = 'thread-pool-lab-hand-in';
/** Characters that a hand-in may have: far above any honest one. */
const MAX_HAND_IN = 4_000_000;
const MAX_FILES = 40;

/** A learner's work, as the instructor of the class gets it. */
export interface HandIn {
  /** May be empty. */
  name: string;
  /** The moment it was made: an ISO date with its time. */
  made: string;
  class: ClassPlan;
  /** The entries of the learner's browser, by their keys (see the site's `work-file.ts`). */
  entries: Record<string, string>;
}

/** The reason why a text cannot be read as a hand-in. `cut`: only the beginning of one is there. */
export type HandInProblem =
  | 'not-a-hand-in'
  | 'cut'
  | 'older'
  | 'newer'
  | 'too-large'
  | 'unreadable'
  /** Of a file: it has no bytes; its bytes are no text; the system does not give them. */
  | 'empty'
  | 'not-text'
  | 'no-access'
  /** Of a file: a link that leads to nothing, or back to itself; a pipe, a socket or a device. */
  | 'broken-link'
  | 'link-loop'
  | 'not-a-file';

/**
 * A hand-in that was read. `edited`: changed since it was made; `resaved`: in another encoding. `classless`: the work of a
 * device without a class; what it names stands for a plan.
 */
export interface Read {
  handIn: HandIn;
  edited: boolean;
  resaved?: boolean;
  classless?: boolean;
}

export class HandInError extends Error {
  override name = 'HandInError';
  readonly reason: HandInProblem;
  constructor(reason: HandInProblem) {
    super(reason);
    this.reason = reason;
  }
}

const schema = v.object({
  name: v.pipe(v.string(), v.maxLength(200)),
  made: v.pipe(v.string(), v.maxLength(40)),
  class: planSchema,
  entries: v.record(v.string(), v.string()),
  sum: v.optional(v.string(), ''),
});
const anyVersion = v.object({ format: v.picklist([FORMAT, WORK_FORMAT]), version: v.number() });
const draftSchema = v.object({ files: v.record(v.string(), v.object({ text: v.string() })) });

/** The entries that belong to a class: its lessons' marks and answers, its exercises' marks and code. */
export function entriesFor(plan: ClassPlan, entries: Readonly<Record<string, string>>): Record<string, string> {
  const ours = (key: string) =>
    plan.lessons.some(
      (lesson) => key === `done:${lesson}` || key.startsWith(`quiz:${lesson}:`) || key.startsWith(`predict:${lesson}:`),
    ) || exercisesIn(plan).some((id) => key === `passed:${id}` || key === draftKey(id));
  return Object.fromEntries(Object.entries(entries).filter(([key]) => ours(key)));
}

const draftKey = (exercise: string) => `draft:v1:try-${exercise}`;

const dataOf = (handIn: HandIn) => ({
  format: FORMAT,
  version: versionOf(handIn.class),
  ...handIn,
  sum: sumOf(handIn),
});

/** Counts the questions and predictions with an answer, right or wrong. A quiz has one for each question. */
export const answersIn = (entries: Readonly<Record<string, string>>): number =>
  Object.entries(entries)
    .filter(([key]) => /^(quiz|predict):/.test(key))
    .reduce((sum, [, given]) => sum + given.split(',').filter((choice) => choice.trim() !== '').length, 0);

/** The hand-in as the text of a file. */
export const handInFile = (handIn: HandIn): string => `${JSON.stringify(dataOf(handIn), null, 1)}\n`;

/** The hand-in as text for a URL's fragment. */
export const handInLink = (handIn: HandIn): string => encodeFragment(dataOf(handIn));

/** Bytes that a file may have: UTF-8 takes up to three for one of the characters that are counted. */
export const MAX_BYTES = 3 * MAX_HAND_IN + 3;

/**
 * Reads the bytes of a file. Editors save with a byte order mark, or in UTF-16: what such a mark says is believed, and
 * `resaved` tells of it. Bytes that are no text are refused: code would not be what was written. @throws HandInError
 */
export function readHandInBytes(bytes: Uint8Array): Read {
  if (bytes.length === 0) throw new HandInError('empty');
  if (bytes.length > MAX_BYTES) throw new HandInError('too-large');
  const [encoding] = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte)) ?? ['utf-8', []];
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new HandInError('not-text');
  }
  const resaved = encoding !== 'utf-8' || bytes[0] === 0xef;
  return { ...readHandIn(text), resaved };
}

/** The marks that a text begins with, by its encoding. */
const MARKS = [
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
] as const;

/** Reads a file of {@link handInFile}. `edited`: the text was changed since. @throws HandInError */
export function readHandIn(text: string): Read {
  if (text.length > MAX_HAND_IN) throw new HandInError('too-large');
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new HandInError([FORMAT, WORK_FORMAT].some((name) => text.includes(name)) ? 'cut' : 'not-a-hand-in');
  }
  return check(data);
}

/** Reads a link of {@link handInLink}. @throws HandInError */
export function readHandInLink(text: string): Read {
  let data: unknown;
  try {
    data = decodeFragment(text, MAX_HAND_IN);
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    const { reason } = error;
    throw new HandInError(reason === 'newer' || reason === 'too-large' ? reason : 'cut');
  }
  return check(data);
}

function check(data: unknown): Read {
  if (!v.is(anyVersion, data)) throw new HandInError('not-a-hand-in');
  const isWork = data.format === WORK_FORMAT;
  if (data.version > (isWork ? WORK_VERSION : VERSION)) throw new HandInError('newer');
  if (data.version < 1) throw new HandInError('older');
  if (isWork) {
    const work = deviceWorkIn(data);
    if (!work) throw new HandInError('unreadable');
    return work;
  }
  const parsed = v.safeParse(schema, data);
  if (!parsed.success) throw new HandInError('unreadable');
  const { sum, ...rest } = parsed.output;
  const sent = rest as HandIn;
  const handIn = { ...sent, class: planNow(sent.class), entries: entriesNow(sent.entries) };
  return { handIn, edited: sum !== sumOf(sent) };
}

/** Tells hand-ins apart, and finds changes by hand. It is no protection: a forger can compute it, too. */
function sumOf(handIn: HandIn): string {
  return hash([handIn.made, fingerprintOf(handIn)]);
}

/** The same for hand-ins that say the same, whenever they were made. */
export function fingerprintOf({ name, class: plan, entries }: HandIn): string {
  const { title, lessons, exercises, policy, granularity, own = [] } = plan;
  const sorted = Object.entries(entries).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return hash([
    name,
    title,
    lessons,
    exercises,
    policy && Object.entries(policy).toSorted(),
    granularity,
    sorted,
    ...own.map(ownIn),
  ]);
}

const ownIn = ({ id, title, text, files, check, granularity }: OwnTask) => [
  id,
  title,
  text,
  Object.entries(files),
  check,
  granularity,
];

/** Twice from different starts, so that 500 hand-ins do not look the same by chance. */
function hash(value: unknown): string {
  const text = JSON.stringify(value);
  return [undefined, 0x01000193].map((start) => fnv1a(text, start).toString(36)).join('');
}

/**
 * The files of an exercise that the learner has edited; null: none, or what is there is no code.
 * A file whose name leads out of the program's folder is left out.
 */
export function codeOf({ entries }: HandIn, exercise: string): Record<string, string> | null {
  let draft: unknown;
  try {
    draft = JSON.parse(entries[draftKey(exercise)] ?? 'null');
  } catch {
    return null;
  }
  if (!v.is(draftSchema, draft)) return null;
  const files = Object.entries(draft.files).filter(([name]) => isFileName(name));
  if (files.length === 0 || files.length > MAX_FILES) return null;
  return Object.fromEntries(files.map(([name, { text }]) => [name, text]));
}
