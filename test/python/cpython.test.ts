import { describe, expect, test } from 'vitest';
import { installation, modulesOf, testFiles } from './installation.ts';
import { Judge, SCHEDULES, type ScheduleName } from './judge.ts';
import { leftOut } from './left-out.ts';

const ALL = Object.keys(SCHEDULES) as ScheduleName[];
const found = installation();

if (found === null) {
  const missing = "no Python 3.13 with its `test` package is on this machine: CPython's own tests are not run";
  test(missing, () => console.warn(missing));
} else {
  const files = testFiles(found);
  const judge = new Judge(files);
  const listed = await judge.list(modulesOf(files));

  describe(`the tests of CPython ${found.version} pass on our threads`, () => {
    for (const [module, names] of Object.entries(listed)) {
      if (typeof names === 'string') {
        test(`${module} has tests`, () => expect.fail(names));
        continue;
      }
      const idOf = (name: string) => `${module.replace(/^test\./, '')}.${name}`;
      const withoutOf = (name: string): readonly ScheduleName[] => {
        const out = leftOut(idOf(name));
        return out === null ? [] : (out.schedules ?? ALL);
      };
      // Those that are expected to pass are run together, and so are the others: a start costs more than most tests.
      const passing = (schedule: ScheduleName) => names.filter((name) => !withoutOf(name).includes(schedule));
      const failing = names.filter((name) => withoutOf(name) === ALL);
      for (const name of names) {
        const id = idOf(name);
        const out = leftOut(id);
        const without = withoutOf(name);
        const under = ALL.filter((schedule) => !without.includes(schedule));
        if (under.length > 0) {
          test(id, async () => {
            for (const schedule of under)
              expect(await judge.complaint(module, name, schedule, passing(schedule)), schedule).toBeNull();
          });
        }
        if (out !== null) {
          test(`${id} is left out: ${out.reason}`, async () => {
            if (out.endless) return;
            for (const schedule of without)
              if (!(await judge.passes(module, name, schedule, out.schedules ? [name] : failing))) return;
            expect.fail(`${id} passes under ${without.join(', ')}: take it off the list`);
          });
        }
      }
    }
  });
}
