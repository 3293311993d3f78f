import { describe, expect, test } from 'vitest';
import { OPTIONS } from '../../../simulator/cli/options.ts';
import { searchOptions } from '../../../simulator/cli/search-options.ts';
import { takenByNpm } from '../../../simulator/cli/usage.ts';

describe('an option of a search with a wrong value is refused, and the message names its values', () => {
  test.each([
    ['--strategy fair', '--strategy takes one of auto, surw, urw, pos, pct, random, dpor, dfs, exhaustive, not fair'],
    ['--strategy=', '--strategy takes one of auto, surw, urw, pos, pct, random, dpor, dfs, exhaustive, not nothing'],
    ['--strategy=AUTO', '--strategy takes one of auto, surw, urw, pos, pct, random, dpor, dfs, exhaustive, not AUTO'],
    ['--depth 0', '--depth takes a whole number from 1 to 20, not 0'],
    ['--depth 21', '--depth takes a whole number from 1 to 20, not 21'],
    ['--depth=-1', '--depth takes a whole number from 1 to 20, not -1'],
    ['--depth 3.0', '--depth takes a whole number from 1 to 20, not 3.0'],
    ['--workers 0', '--workers takes a whole number from 1 to 64, not 0'],
    ['--workers 65', '--workers takes a whole number from 1 to 64, not 65'],
    ['--workers 1e1', '--workers takes a whole number from 1 to 64, not 1e1'],
    ['--workers=', '--workers takes a whole number from 1 to 64, not nothing'],
    ['--time 0', '--time takes a whole number from 1 to 4294967295, not 0'],
    ['--time 1.5', '--time takes a whole number from 1 to 4294967295, not 1.5'],
    ['--time NaN', '--time takes a whole number from 1 to 4294967295, not NaN'],
    ['--time 4294967296', '--time takes a whole number from 1 to 4294967295, not 4294967296'],
    ['--preemptions 21', '--preemptions takes a whole number from 0 to 20, not 21'],
    ['--strategy dpor --granularity line', 'dpor needs to know what steps touch: use --granularity access'],
    ['--strategy surw --depth 2', '--depth goes with auto, pct, not with surw'],
    ['--strategy random --preemptions 2', '--preemptions goes with auto, dfs, exhaustive, not with random'],
    ['--time -1', "Option '--time' argument is ambiguous."],
    ['--workers', "Option '--workers <value>' argument missing"],
  ])('%s', (args, message) => {
    expect(() => searchOptions(['a.py', ...args.split(' ')])).toThrow(message);
  });
});

test('each option of a search says what it says', () => {
  const args = '--strategy pct --depth 4 --time 9 --workers 3 --seed 0 --granularity access --max-steps 7 --all';
  expect(searchOptions(['a.py', ...args.split(' '), '--', '--all'])).toMatchObject({
    positionals: ['a.py', '--all'],
    options: { strategy: 'pct', depth: 4, seconds: 9, from: 0, granularities: ['access'], maxSteps: 7, count: true },
    workers: 3,
  });
});

test('options that npm took are given back to the command, and one whose value npm lost is refused', () => {
  const taken = (env: NodeJS.ProcessEnv) => takenByNpm(OPTIONS.explore, { npm_lifecycle_event: 'lab', ...env });
  expect(taken({ npm_config_json: 'true', npm_config_max_steps: '9' })).toEqual(['--max-steps=9', '--json']);
  expect(() => taken({ npm_config_junit: 'true' })).toThrow('npm took --junit for itself');
  expect(takenByNpm(OPTIONS.explore, { npm_config_json: 'true' })).toEqual([]);
});
