import type { ExploreOptions } from '../engines/python/analysis/explore.ts';
import { levelsFrom } from '../engines/python/analysis/levels.ts';
import { STRATEGIES, type StrategyName } from '../engines/python/analysis/strategies.ts';
import { GRANULARITIES } from '../engines/python/interpreter/program.ts';
import { OPTIONS } from './options.ts';
import { oneOf, parse, UsageError, wholeNumber } from './usage.ts';

/** Strategies that an option is for. With another it would say nothing. */
const ONLY_FOR: Readonly<Record<'depth' | 'preemptions', readonly StrategyName[]>> = {
  depth: ['auto', 'pct'],
  preemptions: ['auto', 'dfs', 'exhaustive'],
};

/** Reads the command line of `lab explore`. `workers`: null where the user has named no number. @throws UsageError */
export function searchOptions(args: readonly string[]) {
  const { values, positionals } = parse(args, OPTIONS.explore);
  const strategy = oneOf('strategy', values.strategy, STRATEGIES);
  for (const name of ['depth', 'preemptions'] as const)
    if (values[name] !== undefined && !ONLY_FOR[name].includes(strategy))
      throw new UsageError(`--${name} goes with ${ONLY_FOR[name].join(', ')}, not with ${strategy}`);
  const granularities =
    values.granularity === undefined
      ? levelsFrom('operation')
      : [oneOf('granularity', values.granularity, GRANULARITIES)];
  if (strategy === 'dpor' && !granularities.includes('access'))
    throw new UsageError('dpor needs to know what steps touch: use --granularity access');
  const options = {
    schedules: wholeNumber('schedules', values.schedules, 1),
    strategy,
    from: wholeNumber('seed', values.seed, 0),
    granularities,
    maxSteps: wholeNumber('max-steps', values['max-steps'], 1),
    count: values.all,
    ...(values.time !== undefined && { seconds: wholeNumber('time', values.time, 1) }),
    ...(values.depth !== undefined && { depth: wholeNumber('depth', values.depth, 1, 20) }),
    ...(values.preemptions !== undefined && { preemptions: wholeNumber('preemptions', values.preemptions, 0, 20) }),
  } satisfies ExploreOptions;
  const workers = values.workers === undefined ? null : wholeNumber('workers', values.workers, 1, 64);
  return { positionals, options, workers, json: values.json, junit: values.junit, sarif: values.sarif };
}
