import { describe, expect, test } from 'vitest';
import { csvOf } from '../../../simulator/class/csv.ts';
import {
  entriesFor,
  handInFile,
  readHandIn,
  readHandInLink,
  handInLink,
  type HandIn,
} from '../../../simulator/class/hand-in.ts';
import { tableEn } from '../../../simulator/class/messages.ts';
import { scenariosIn, taskOf, type OwnTask } from '../../../simulator/class/own-task.ts';
import {
  classFile,
  decodeClass,
  encodeClass,
  isClassFile,
  planOf,
  readClassFile,
  type ClassPlan,
} from '../../../simulator/class/plan.ts';
import { regrade, toGrade } from '../../../simulator/class/regrade.ts';
import { rowOf, rowsWith, withOwn } from '../../../simulator/class/row.ts';
import { exercisesOf, needsClass } from '../../../simulator/class/table.ts';
import { encodeFragment } from '../../../simulator/link/permalink.ts';
import { draft, key } from './rows.ts';
import { refused } from './refused.ts';

const CHECK = `"""The check of the till."""
import threading

def opens(lab):
    """The till opens."""
    import till
    lab.expect(till.opened, "Is it open?")

def _helper(lab):
    pass

def adds_2(lab: object) -> None:  # without a docstring
    lab.expect(True, "x")

def after_opens(lab, run):
    pass

class Till:
    def method(self, lab):
        pass
`;
const own: OwnTask = {
  id: 'own-a1b2c',
  title: '收银台 <b>',
  text: 'Mend it.\n\n<script>alert(1)</script>',
  files: { 'till.py': 'opened = False\n', 'rates.txt': '1' },
  check: CHECK,
};
const plan: ClassPlan = { title: 'T', lessons: [], exercises: [], own: [own], policy: null, granularity: null };

describe('an own task', () => {
  test('comes with the link and with the file of its class as it was', () => {
    expect(decodeClass(encodeClass(plan))).toEqual(plan);
    expect(readClassFile(classFile(plan))).toEqual(plan);
    expect(readClassFile(`\ufeff${classFile(plan)}`)).toEqual(plan);
    expect(planOf(JSON.stringify(plan))).toEqual(plan);
    expect([classFile(plan), `\ufeff${classFile(plan)}`, '{"format":"x"}', ''].map(isClassFile)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('makes a link that pages of before call newer; a plan without any makes the link of before', () => {
    const { own: _, ...before } = { ...plan, lessons: ['five-parts'] };
    expect(encodeClass(before)).toBe(encodeFragment({ class: 1, plan: before }));
    expect(encodeClass(plan)).toBe(encodeFragment({ class: 2, plan }));
    expect(JSON.parse(handInFile(work(before)))).toMatchObject({ version: 1 });
    expect(JSON.parse(handInFile(work(plan)))).toMatchObject({ version: 2 });
  });

  test.each([
    { id: 'put-all' },
    { id: 'own-' },
    { id: 'own-A!b2' },
    { title: 3 },
    { text: 'x'.repeat(5001) },
    { files: {} },
    { files: { 'notes.txt': '' } },
    { files: { '../a.py': '' } },
    { files: { '/lab_runtime/check.py': '' } },
    { files: { 'a.py': 1 } },
    { granularity: 'sometimes' },
    { more: 1 },
  ])('with %j cannot be followed, by link or by file', (wrong) => {
    const bad = { ...plan, own: [{ ...own, ...wrong }] };
    expect(() => decodeClass(encodeFragment({ class: 2, plan: bad }))).toThrow('corrupt');
    expect(() => readClassFile(JSON.stringify({ format: 'thread-pool-lab-class', version: 2, plan: bad }))).toThrow(
      'corrupt',
    );
  });

  test('twice under one id, or thirteen, are no plan', () => {
    const many = Array.from({ length: 13 }, (_, n) => ({ ...own, id: `own-${n + 1000}` }));
    for (const all of [[own, own], many])
      expect(() => decodeClass(encodeFragment({ class: 2, plan: { ...plan, own: all } }))).toThrow('corrupt');
  });

  test.each(
    refused(20, [
      ['', 'corrupt'],
      [classFile(plan).slice(0, 300), 'corrupt'],
      [JSON.stringify({ format: 'thread-pool-lab-class', version: 4 }), 'newer'],
      ['x'.repeat(1_000_001), 'too-large'],
    ]),
  )('$begin… is no file of a class: $reason', ({ text, reason }) => {
    expect(() => readClassFile(text)).toThrow(expect.objectContaining({ reason }));
  });
});

describe('a check of one’s own', () => {
  test('has a scenario for each function that takes a lab, named by its docstring', () => {
    expect(scenariosIn(CHECK)).toEqual([
      { id: 'opens', title: 'The till opens' },
      { id: 'adds_2', title: 'adds_2' },
    ]);
    expect(scenariosIn(CHECK.replaceAll('\n', '\r\n'))).toEqual(scenariosIn(CHECK));
    expect(scenariosIn('def f(lab): lab.expect(True, "x")\n')).toEqual([{ id: 'f', title: 'f' }]);
    expect(scenariosIn("def f(lab):\n    # why\n    'Says it isn\\'t.'\n")).toEqual([{ id: 'f', title: 'f' }]);
    expect(scenariosIn('lab = 1\n')).toEqual([]);
  });

  test('is a task of those scenarios, with the events that one of them judges', () => {
    expect(taskOf(own).scenarios.map(({ id, events }) => [id, events])).toEqual([
      ['opens', true],
      ['adds_2', false],
    ]);
    expect(taskOf({ ...own, granularity: 'bytecode' }).scenarios[0]!.granularity).toBe('bytecode');
    expect(taskOf({ id: own.id, title: '', text: '', files: own.files }).scenarios).toEqual([]);
  });
});

const work = (of: ClassPlan, name = 'Ada'): HandIn => ({
  name,
  made: '2026-11-23T10:00:00.000Z',
  class: of,
  entries: { [`draft:v1:try-${own.id}`]: draft('opened = True'), [`passed:${own.id}`]: '{}' },
});

describe('a hand-in with an own task', () => {
  test('has its code and its mark, and is not said to be edited', () => {
    const { entries } = work(plan);
    expect(entriesFor(plan, { ...entries, 'draft:v1:try-own-other': 'x' })).toEqual(entries);
    for (const read of [readHandIn(handInFile(work(plan))), readHandInLink(handInLink(work(plan)))])
      expect(read).toEqual({ handIn: work(plan), edited: false });
    const forged = handInFile(work(plan)).replace('Is it open?', 'Is it not?');
    expect(readHandIn(forged).edited).toBe(true);
  });

  test('is graded by the instructor’s own plan only, never by the check that it brings', async () => {
    const lax = { ...plan, own: [{ ...own, check: 'def opens(lab):\n    pass\n' }] };
    const text = handInFile(work(lax));
    const before = [rowOf('a.json', text, key, [])];
    expect(before[0]!.exercises[own.id]).toEqual({ claimed: true, verdict: 'unknown' });
    expect([needsClass(before), toGrade(before).length]).toEqual([true, 0]);
    const known = withOwn(key, [plan]);
    const after = rowsWith(before, known);
    expect([needsClass(after), after[0]!.exercises[own.id]!.verdict]).toEqual([false, 'open']);
    const checks: string[] = [];
    await regrade(
      toGrade(after),
      known,
      async ({ check }) => {
        checks.push(check);
        return 'passed';
      },
      () => {},
    );
    expect(checks).toEqual([CHECK]);
  });

  test('never replaces an exercise of the site, and without a check it is only handed in', () => {
    const taken = { ...plan, own: [{ ...own, id: 'put-all' }] };
    expect(withOwn(key, [taken]).exercises['put-all']).toBe(key.exercises['put-all']);
    const { check: _, ...program } = own;
    const known = withOwn(key, [{ ...plan, own: [program] }]);
    const row = rowOf('a.json', handInFile(work(plan)), known, []);
    expect(row.exercises[own.id]!.verdict).toBe('unchecked');
    expect(toGrade([row])).toEqual([]);
  });

  test('has its title in the table’s file, and its column beside those of the site', () => {
    const both = { ...plan, exercises: ['put-all'] };
    const rows = [rowOf('a.json', handInFile(work(both)), withOwn(key, [both]), [])];
    expect(exercisesOf(rows)).toEqual(['put-all', own.id]);
    expect(csvOf(rows, tableEn).split('\r\n')[0]).toContain(',收银台 <b> – own-a1b2c,');
  });
});

describe('the file of all work', () => {
  const saved = (more: object) =>
    JSON.stringify({
      format: 'thread-pool-lab-work',
      version: 1,
      saved: '2026-11-23T10:00:00.000Z',
      entries: {
        'done:01-a': 'yes',
        'quiz:01-a:q': '0,2,1',
        'done:gone': 'yes',
        'draft:v1:try-put-all': draft('x'),
        'draft:v1:try-a-listing': draft('x'),
        'draft:v1:play-hello': draft('x'),
      },
      ...more,
    });

  test('counts as a hand-in of the class and the name that it has', () => {
    const row = rowOf('a.json', saved({ name: 'Ada', class: { ...plan, exercises: ['put-all'] } }), key, []);
    expect([row.problem, row.edited, row.handIn!.name, row.handIn!.class.title]).toEqual([null, false, 'Ada', 'T']);
    expect(row.exercises['put-all']).toEqual({ claimed: false, verdict: 'open' });
  });

  test('of a device without a class stands for all that it has of this site', () => {
    for (const text of [saved({}), saved({ name: 3, class: { title: 'no plan' } })]) {
      const row = rowOf('a.json', text, key, []);
      expect(row.handIn!.class).toMatchObject({ title: '', lessons: ['01-a'], exercises: ['put-all'] });
      expect([row.lessons, row.quiz, row.handIn!.name]).toEqual([{ right: 1, of: 1 }, { right: 3, of: 3 }, '']);
    }
  });
});
