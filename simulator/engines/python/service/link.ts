import * as v from 'valibot';
import { LinkError, encodeFragment, packOverrides, decodeFragment, unpackOverrides } from '../../../link/permalink.ts';
import { natural, policySchema } from '../../../schedule/schema.ts';
import type { Schedule } from '../../../schedule/scheduler.ts';
import { GRANULARITIES, type Granularity, type Program } from '../interpreter/program.ts';

/** Content of a link to a program: enough to come to the same picture, once the program is run. */
export interface ProgramLink {
  program: Program;
  granularity: Granularity;
  into: boolean;
  over: readonly string[];
  /** The text that `input()` reads; left out or empty: none. */
  input?: string;
  schedule: Schedule;
  /** Steps taken; -1: the program alone. */
  steps: number;
}

/** Bytes of code that a link may unpack to. */
const MAX_BYTES = 3_000_000;
const MAX_FILES = 40;
const MAX_INPUT = 100_000;

const fileName = v.pipe(v.string(), v.regex(/^[\w][\w./-]{0,99}$/), v.notValue('..'));
const body = v.strictObject({
  f: v.pipe(v.record(fileName, v.string()), v.maxEntries(MAX_FILES)),
  e: fileName,
  g: v.picklist(GRANULARITIES),
  i: v.optional(v.boolean(), false),
  o: v.optional(v.pipe(v.array(fileName), v.maxLength(MAX_FILES)), []),
  t: v.optional(v.pipe(v.string(), v.maxLength(MAX_INPUT)), ''),
  p: policySchema,
  k: v.array(natural),
  n: v.pipe(v.number(), v.integer(), v.minValue(-1)),
});

/** The content as text for a URL's fragment. */
export function encodeProgram({ program, granularity, into, over, input, schedule, steps }: ProgramLink): string {
  const { files, entry } = program;
  return encodeFragment({
    f: files,
    e: entry,
    g: granularity,
    i: into,
    o: over,
    // Pages of before do not know it.
    ...(input && { t: input }),
    p: schedule.policy,
    k: packOverrides(schedule.picks),
    n: steps,
  });
}

/** Reads what {@link encodeProgram} wrote, and believes none of it; nothing is run. @throws LinkError */
export function decodeProgram(text: string): ProgramLink {
  const parsed = v.safeParse(body, decodeFragment(text, MAX_BYTES));
  if (!parsed.success) throw new LinkError('corrupt');
  const { f, e, g, i, o, t, p, k, n } = parsed.output;
  if (!Object.hasOwn(f, e) || Object.keys(f).some((name) => name.includes('..'))) throw new LinkError('corrupt');
  const schedule = { policy: p as Schedule['policy'], picks: unpackOverrides(k) };
  return {
    program: { files: f, entry: e },
    granularity: g,
    into: i,
    over: o,
    ...(t && { input: t }),
    schedule,
    steps: n,
  };
}
