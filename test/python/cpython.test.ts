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
      const classOf = (name: string) => name.replace(/\.[^.]*$/, '');
      const withoutOf = (name: string): readonly ScheduleName[] => {
        const out = leftOut(idOf(name));
        return out === null ? [] : (out.schedules ?? ALL);
      };
      for (const name of names) {
        const id = idOf(name);
        const out = leftOut(id);
        const without = withoutOf(name);
        const under = ALL.filter((schedule) => !without.includes(schedule));
        const group = (schedule: ScheduleName) =>
          names.filter((other) => classOf(other) === classOf(name) && !withoutOf(other).includes(schedule));
        if (under.length > 0) {
          test(id, async () => {
            for (const schedule of under)
              expect(await judge.complaint(module, name, schedule, group(schedule)), schedule).toBeNull();
          });
        }
        if (out !== null) {
          test(`${id} is left out: ${out.reason}`, async () => {
            if (out.endless) return;
            for (const schedule of without) if ((await judge.complaint(module, name, schedule)) !== null) return;
            expect.fail(`${id} passes under ${without.join(', ')}: take it off the list`);
          });
        }
      }
    }
  });
}
