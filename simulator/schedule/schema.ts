import * as v from 'valibot';

export const natural = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1));

/** Schema of a policy from a link or a file. */
export const policySchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('round-robin') }),
  v.strictObject({ kind: v.literal('run-to-block') }),
  v.strictObject({ kind: v.literal('random'), seed: natural }),
  v.strictObject({
    kind: v.literal('pct'),
    seed: natural,
    depth: v.pipe(natural, v.minValue(1), v.maxValue(20)),
    length: v.optional(v.pipe(natural, v.minValue(1))),
    fair: v.optional(natural),
  }),
]);

/** Schema of a schedule from a link or a file. */
export const scheduleSchema = v.strictObject({ policy: policySchema, picks: v.array(v.tuple([natural, natural])) });
