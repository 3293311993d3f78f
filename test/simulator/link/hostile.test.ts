import fc from 'fast-check';
import { deflateSync, strToU8 } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  codeOf,
  handInFile,
  HandInError,
  readHandIn,
  readHandInBytes,
  readHandInLink,
  type HandIn,
} from '../../../simulator/class/hand-in.ts';
import { decodeClass, encodeClass, planOf } from '../../../simulator/class/plan.ts';
import { rowOf } from '../../../simulator/class/row.ts';
import { exercisesOf } from '../../../simulator/class/table.ts';
import { runScenario } from '../../../simulator/engines/model/execution.ts';
import type { WorkersExecution } from '../../../simulator/engines/workers/execution.ts';
import {
  readScheduleText,
  scheduleText,
  ScheduleTextError,
} from '../../../simulator/engines/python/analysis/schedule-text.ts';
import { decodeProgram, encodeProgram } from '../../../simulator/engines/python/service/link.ts';
import { decodeLink, encodeLink, LinkError, encodeFragment } from '../../../simulator/link/permalink.ts';
import { GALLERY } from '../../../simulator/scenario/gallery.ts';
import { validate } from '../../../simulator/scenario/validate.ts';
import { ROUND_ROBIN } from '../../../simulator/schedule/scheduler.ts';
import { exportExecution, importExecution } from '../../../simulator/session/file.ts';
import { TraceFileError } from '../../../simulator/trace/json.ts';
import { decodeFiles, encodeFiles } from '../../../simulator/typescript/link.ts';
import { editorAsked, stageAsked } from '../../../site/embed/parameters.ts';
import { readWork, WorkFileError } from '../../../site/progress/work-file.ts';
import { resumed } from '../../../site/scorm/progress.ts';
import { like, likeText, prototypes } from './hostile.ts';

/** A value, or one of these errors. */
const answers = (read: () => unknown, ...errors: (new (...args: never[]) => Error)[]): unknown => {
  try {
    return read();
  } catch (error) {
    if (!errors.some((kind) => error instanceof kind)) throw error;
    return null;
  }
};

const policy = { kind: 'round-robin' } as const;
const scenario = GALLERY['failing-job'];
const schedule = { policy: { kind: 'random', seed: 3 } as const, picks: [[1, 0]] as const };
const made = runScenario(scenario, ROUND_ROBIN);
const free: WorkersExecution = { ...runScenario(GALLERY['queue-full'], ROUND_ROBIN), real: 'uncontrolled', missing: 0 };
const handIn: HandIn = {
  name: 'Zoë',
  made: '2026-11-23T10:00:00.000Z',
  class: {
    title: 'T',
    lessons: ['01-a'],
    exercises: ['put-all'],
    policy: { kind: 'pct', seed: 1, depth: 2 },
    granularity: 'line',
  },
  entries: {
    'quiz:01-a:q': '0,1',
    'draft:v1:try-put-all': JSON.stringify({ revision: '1', after: '', files: { 'a.py': { text: 'x', from: 'y' } } }),
  },
};
const key = {
  lessons: { '01-a': { quizzes: { q: [0, 1] }, predictions: { p: 1 } } },
  exercises: {
    'put-all': {
      id: 'put-all',
      lesson: '01-a',
      starter: { 'a.py': '' },
      solution: {},
      given: [],
      check: '',
      scenarios: [],
    },
  },
};
const work = {
  format: 'thread-pool-lab-work',
  version: 1,
  saved: '2026',
  entries: { 'done:01-a': 'yes', 'draft:v1:x': '{}' },
};
const program = {
  program: { files: { 'a.py': 'x', 'b.py': 'y' }, entry: 'a.py' },
  granularity: 'line',
  into: true,
  over: ['b.py'],
  schedule,
  steps: 3,
} as const;

/** Every text from outside that is read, an example of it, and how it is read. */
const DECODERS: readonly [name: string, example: string, read: (text: string) => unknown][] = [
  [
    'a link of the simulator',
    encodeLink({ scenario, schedule, position: 3 }),
    (text) => answers(() => decodeLink(text), LinkError),
  ],
  ['a link of the playground', encodeProgram(program), (text) => answers(() => decodeProgram(text), LinkError)],
  [
    'a link of the TypeScript playground',
    encodeFiles({ files: { 'a.ts': 'x' }, entry: 'a.ts' }),
    (text) => answers(() => decodeFiles(text), LinkError),
  ],
  ['a link of a class', encodeClass(handIn.class), (text) => answers(() => decodeClass(text), LinkError)],
  ['a plan that was kept', JSON.stringify(handIn.class), planOf],
  ['a hand-in', handInFile(handIn), (text) => answers(() => readHandIn(text), HandInError)],
  [
    'a link of a hand-in',
    encodeFragment(JSON.parse(handInFile(handIn))),
    (text) => answers(() => readHandInLink(text), HandInError),
  ],
  [
    'a draft in a hand-in',
    handIn.entries['draft:v1:try-put-all']!,
    (text) => codeOf({ ...handIn, entries: { 'draft:v1:try-put-all': text } }, 'put-all'),
  ],
  ['work from another device', JSON.stringify(work), (text) => answers(() => readWork(text), WorkFileError)],
  ['what a learning platform has kept', encodeFragment({ 'done:01-a': 'yes' }), resumed],
  ['a trace', exportExecution(made), (text) => answers(() => importExecution(text), TraceFileError)],
  ['a trace of free threads', exportExecution(free), (text) => answers(() => importExecution(text), TraceFileError)],
  [
    'a schedule',
    scheduleText({
      granularity: 'line',
      schedule: {
        policy,
        picks: [
          [3, 1],
          [70, 2],
        ],
      },
      steps: 99,
    }),
    (text) => answers(() => readScheduleText(text), ScheduleTextError),
  ],
  [
    'the address of a stage',
    `?s=${encodeLink({ scenario, schedule, position: 0 })}&at=3&show=lanes`,
    (text) => stageAsked(text, ['a']),
  ],
  [
    'the address of an editor',
    '?listing=a&theme=dark&granularity=line',
    (text) => editorAsked(text, { listing: ['a'], exercise: ['b'] }),
  ],
];

let before = '';
beforeEach(() => (before = prototypes()));
afterEach(() => expect(prototypes()).toBe(before));

test.each(DECODERS)('%s that is damaged is read, or refused by its own error', (_, example, read) => {
  expect(read(example)).not.toBeNull();
  fc.assert(fc.property(likeText(example), (text) => void read(text)));
});

/** The same with the data behind the text changed, and the text made as we would. */
const DATA: readonly [name: string, data: unknown, read: (data: unknown) => unknown][] = [
  [
    'a link of the simulator, and its run',
    { s: scenario, p: schedule.policy, k: [1, 0], n: 3 },
    (data) => {
      const place = answers(() => decodeLink(encodeFragment(data)), LinkError) as ReturnType<typeof decodeLink> | null;
      return place && runScenario(place.scenario, place.schedule, 5000);
    },
  ],
  [
    'a link of the playground',
    { f: { 'a.py': 'x', 'b.py': 'y' }, e: 'a.py', g: 'line', i: true, o: ['b.py'], p: policy, k: [1, 1], n: 3 },
    (data) => answers(() => decodeProgram(encodeFragment(data)), LinkError),
  ],
  [
    'a link of the TypeScript playground',
    { ts: { 'a.ts': 'x' }, e: 'a.ts' },
    (data) => answers(() => decodeFiles(encodeFragment(data)), LinkError),
  ],
  [
    'a link of a class',
    { class: 1, plan: handIn.class },
    (data) => answers(() => decodeClass(encodeFragment(data)), LinkError),
  ],
  [
    'a hand-in, and its row',
    JSON.parse(handInFile(handIn)),
    (data) => {
      const row = rowOf('a.json', JSON.stringify(data) ?? '', key, []);
      exercisesOf([row]);
      for (const id of Object.keys(row.exercises)) codeOf(row.handIn!, id);
      return row;
    },
  ],
  [
    'a link of a hand-in',
    JSON.parse(handInFile(handIn)),
    (data) => answers(() => readHandInLink(encodeFragment(data)), HandInError),
  ],
  [
    'a draft in a hand-in',
    JSON.parse(handIn.entries['draft:v1:try-put-all']!),
    (data) => codeOf({ ...handIn, entries: { 'draft:v1:try-put-all': JSON.stringify(data) ?? '' } }, 'put-all'),
  ],
  ['work from another device', work, (data) => answers(() => readWork(JSON.stringify(data) ?? ''), WorkFileError)],
  ['what a learning platform has kept', { 'done:01-a': 'yes' }, (data) => resumed(encodeFragment(data))],
  [
    'a trace',
    JSON.parse(exportExecution(made)),
    (data) => answers(() => importExecution(JSON.stringify(data) ?? ''), TraceFileError),
  ],
  [
    'a trace of free threads',
    JSON.parse(exportExecution(free)),
    (data) => answers(() => importExecution(JSON.stringify(data) ?? ''), TraceFileError),
  ],
  ['a scenario', scenario, validate],
];

test.each(DATA)('%s whose data are odd is read, or refused by its own error', (_, data, read) => {
  expect(read(data)).not.toBeNull();
  fc.assert(fc.property(like(data), (odd) => void read(odd)));
});

describe('what unpacks to more than it may is cut off', () => {
  /** A link whose few kilobytes unpack to so many megabytes. */
  const bomb = (megabytes: number) => deflateSync(strToU8(`"${'x'.repeat(2 ** 20 * megabytes)}"`), { level: 9 });
  const data = Buffer.from(bomb(64)).toString('base64url');
  const link = `1.${fnv(data)}.${data}`;

  test.each([
    ['a link of the simulator', () => decodeLink(link)],
    ['a link of the playground', () => decodeProgram(link)],
    ['a link of the TypeScript playground', () => decodeFiles(link)],
    ['a link of a class', () => decodeClass(link)],
    ['a link of a hand-in', () => readHandInLink(link)],
  ])('%s', (_, read) => {
    const held = process.memoryUsage().arrayBuffers;
    expect(read).toThrow(expect.objectContaining({ reason: 'too-large' }));
    // 64 MB are never there: what is held beyond before is the room that the longest of them has.
    expect(process.memoryUsage().arrayBuffers - held).toBeLessThan(16 * 2 ** 20);
  });

  test('a schedule of millions of overrides', () => {
    const zeros = Buffer.from(deflateSync(new Uint8Array(64 * 2 ** 20), { level: 9 })).toString('base64url');
    const body = `lB${zeros}`;
    const sum = (Number.parseInt(fnv(body), 36) % 36 ** 3).toString(36).padStart(3, '0');
    expect(() => readScheduleText(body + sum)).toThrow(ScheduleTextError);
  });

  test('a file of a hand-in', () => {
    expect(() => readHandInBytes(new Uint8Array(13_000_000).fill(32))).toThrow(
      expect.objectContaining({ reason: 'too-large' }),
    );
  });
});

/** FNV-1a, 32 bits, in base 36: written once more, so that the format is held by something else than itself. */
function fnv(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return hash.toString(36);
}

test.each([
  ['a step that is no number', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]],
  ['a number that never ends', Array.from({ length: 2000 }, () => 0xff)],
  ['half an override', [5, 1]],
  ['nothing', []],
])('a schedule with %s is refused', (_, bytes) => {
  const body = `lb${Buffer.from(bytes).toString('base64url')}`;
  const sum = (Number.parseInt(fnv(body), 36) % 36 ** 3).toString(36).padStart(3, '0');
  expect(() => readScheduleText(body + sum)).toThrow(ScheduleTextError);
});
