import { deflateSync, strFromU8, strToU8 } from 'fflate';
import * as v from 'valibot';
import type { Scenario } from '../scenario/scenario.ts';
import { isTooLarge, validate } from '../scenario/validate.ts';
import { natural, policySchema } from '../schedule/schema.ts';
import { fnv1a } from '../trace/hash.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { inflateUpTo } from './inflate.ts';
import type { Schedule } from '../schedule/scheduler.ts';

/** The contents of a permalink: all it takes to show the same state again. */
export interface Permalink {
  scenario: Scenario;
  schedule: Schedule;
  position: number;
}

/** The reason why a link cannot be followed. */
export class LinkError extends Error {
  readonly reason: 'corrupt' | 'newer' | 'too-large' | 'not-a-scenario';
  constructor(reason: LinkError['reason']) {
    super(`this link cannot be followed: ${reason}`);
    this.name = 'LinkError';
    this.reason = reason;
  }
}

const VERSION = 1;
/** Bytes a link may unpack to: far above any honest one. */
const MAX_BYTES = 1_000_000;

const body = v.strictObject({
  s: v.unknown(),
  p: policySchema,
  k: v.array(natural),
  n: natural,
});

/** Encodes the permalink as text for a URL's fragment. */
export function encodeLink({ scenario, schedule, position }: Permalink): string {
  const k = packOverrides(schedule.picks);
  return encodeFragment({ s: scenario, p: schedule.policy, k, n: position });
}

/** Encodes plain data as text for a URL's fragment: version, checksum, and deflated JSON in base64url. */
export function encodeFragment(value: unknown): string {
  const data = toBase64Url(deflateSync(strToU8(JSON.stringify(value)), { level: 9 }));
  return `${VERSION}.${checksum(data)}.${data}`;
}

/** Reads a text of {@link encodeFragment}, up to `limit` bytes of it. @throws LinkError */
export function decodeFragment(text: string, limit = MAX_BYTES): unknown {
  const [version, sum, data] = text.split('.');
  if (!/^\d+$/.test(version ?? '') || sum === undefined || data === undefined) throw new LinkError('corrupt');
  if (Number(version) > VERSION) throw new LinkError('newer');
  return inflate(data, sum, limit);
}

/** Reads and checks a text of {@link encodeLink}. @throws LinkError */
export function decodeLink(text: string): Permalink {
  const parsed = v.safeParse(body, decodeFragment(text));
  if (!parsed.success) throw new LinkError('corrupt');
  const { s, p, k, n } = parsed.output;
  const checked = validate(s);
  if ('problems' in checked) throw new LinkError(isTooLarge(checked.problems) ? 'too-large' : 'not-a-scenario');
  const schedule = { policy: p as Schedule['policy'], picks: unpackOverrides(k) };
  return { scenario: checked.scenario, schedule, position: n };
}

/** Encodes overrides by the differences of their steps: small numbers, and ascending by construction. */
export function packOverrides(overrides: Schedule['picks']): number[] {
  let last = 0;
  return overrides.flatMap(([step, thread]) => {
    const pair = [step - last, thread];
    last = step;
    return pair;
  });
}

export function unpackOverrides(packed: readonly number[]): Schedule['picks'] {
  let step = 0;
  const overrides: [number, number][] = [];
  for (let i = 0; i + 1 < packed.length; i += 2) overrides.push([(step += packed[i]!), packed[i + 1]!]);
  return overrides;
}

function inflate(data: string, sum: string, limit: number): unknown {
  try {
    if (checksum(data) !== sum) throw new LinkError('corrupt');
    const out = inflateUpTo(fromBase64Url(data), limit);
    if (!out) throw new LinkError('too-large');
    return JSON.parse(strFromU8(out));
  } catch (error) {
    throw error instanceof LinkError ? error : new LinkError('corrupt');
  }
}

/** Tells a mistyped or cut link from a whole one. */
const checksum = (data: string): string => fnv1a(data).toString(36);
