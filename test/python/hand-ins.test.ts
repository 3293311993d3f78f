import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handInFile } from '../../simulator/class/hand-in.ts';
import { classFile } from '../../simulator/class/plan.ts';
import type { Row } from '../../simulator/class/row.ts';
import { lab, labJson } from './lab.ts';

const solution = readFileSync(new URL('../../lessons/listings/fetch_all.py', import.meta.url), 'utf8');
const draft = (text: string) =>
  JSON.stringify({ revision: '1', after: '', files: { 'fetching.py': { text, from: 'x' } } });
const handIn = (name: string, code?: string, more: Record<string, string> = {}) =>
  handInFile({
    name,
    made: '2026-11-23T10:00:00.000Z',
    class: {
      title: 'T',
      lessons: ['the-gil-is-a-lock'],
      exercises: ['overlap-the-waits'],
      policy: null,
      granularity: null,
    },
    entries: { ...(code && { 'draft:v1:try-overlap-the-waits': draft(code) }), ...more },
  });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hand-ins-'));
  mkdirSync(join(folder, 'more.json'));
  const files = {
    'a.json': handIn('Ada', solution, { 'passed:overlap-the-waits': '{}', 'done:the-gil-is-a-lock': 'yes' }),
    'b.json': handIn('=Bob', 'def fetch_all(urls, workers, fetch):\n    return []\n', {
      'passed:overlap-the-waits': '{}',
    }),
    'c.json': handIn('王小明'),
    'd.json': handIn('Dan', solution).slice(0, 400),
    'e.json': handIn('Ada', solution, { 'passed:overlap-the-waits': '{}', 'done:the-gil-is-a-lock': 'yes' }),
    'notes.txt': 'no hand-in',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.concurrent('lab check --hand-ins', () => {
  test('grades all of a class anew, whatever the files say of themselves', async ({ expect }) => {
    const { code, report } = await labJson<{ handIns: (Row & { name: string })[] }>('check', '--hand-ins', folder);
    expect(code).toBe(1);
    const rows = report.handIns.map(({ file, name, problem, sameAs, lessons, exercises }) => [
      file,
      name,
      problem ?? sameAs,
      lessons.right,
      exercises['overlap-the-waits'],
    ]);
    expect(rows.toSorted()).toEqual([
      ['a.json', 'Ada', null, 1, { claimed: true, verdict: 'passed' }],
      ['b.json', '=Bob', null, 0, { claimed: true, verdict: 'failed' }],
      ['c.json', '王小明', null, 0, { claimed: false, verdict: 'empty' }],
      ['d.json', null, 'cut', 0, undefined],
      ['e.json', 'Ada', 'a.json', 1, { claimed: true, verdict: 'passed' }],
    ]);
  });

  test('prints a table', async ({ expect }) => {
    const { stdout } = await lab('check', '--hand-ins', folder);
    const lines = stdout.split('\n');
    expect(lines).toHaveLength(7);
    expect(lines[0]).toMatch(/^name +file +lessons +quiz +predictions +overlap-the-waits +note$/);
    expect(stdout).toMatch(/^=Bob +b\.json +0\/1 .* not passed \(says: passed\)$/m);
    expect(stdout).toMatch(/^ +d\.json .* This hand-in was cut off/m);
  });

  test('or a file for a spreadsheet, in which no name is a formula', async ({ expect }) => {
    const { stdout } = await lab('check', '--hand-ins', folder, '--csv');
    expect(stdout).toContain("\r\n'=Bob,b.json,");
    expect(stdout.split('\r\n')[0]).toContain('overlap-the-waits');
  });

  test('grades own tasks by the file of their class, which lies beside the hand-ins', async ({ expect }) => {
    const folder = mkdtempSync(join(tmpdir(), 'own-'));
    const check = 'def opens(lab):\n    import till\n    lab.expect(till.opened, "Is it open?")\n';
    const task = { id: 'own-till1', title: 'The till', text: '', files: { 'till.py': 'opened = False\n' }, check };
    const plan = { title: 'T', lessons: [], exercises: [], policy: null, granularity: null };
    const code = { revision: '1', after: '', files: { 'till.py': { text: 'opened = None\n', from: 'x' } } };
    const lax = { ...plan, own: [{ ...task, check: 'def opens(lab):\n    pass\n' }] };
    const entries = { 'draft:v1:try-own-till1': JSON.stringify(code) };
    const sent = handInFile({ name: 'Ada', made: '2026-11-23T10:00:00.000Z', class: lax, entries });
    writeFileSync(join(folder, 'ada.json'), sent);
    const unknown = await lab('check', '--hand-ins', folder);
    writeFileSync(join(folder, 'class.json'), classFile({ ...plan, own: [task] }));
    const known = await lab('check', '--hand-ins', folder);
    rmSync(folder, { recursive: true });
    expect(unknown.stdout).toContain('no such exercise here');
    expect(known.stdout.split('\n')).toHaveLength(3);
    expect(known.stdout).toContain('not passed');
  });

  test('has a row for whatever cannot be read, and grades all others', async ({ expect }) => {
    const folder = mkdtempSync(join(tmpdir(), 'odd-'));
    const path = (name: string) => join(folder, name);
    symlinkSync('loop.json', path('loop.json'));
    symlinkSync('gone', path('broken.json'));
    symlinkSync('/proc/self/mem', path('shut.json'));
    execFileSync('mkfifo', [path('pipe.json')]);
    mkdirSync(path('folder.json'));
    writeFileSync(path('empty.json'), '');
    writeFileSync(path('huge.json'), '');
    // It takes no room on the disk.
    truncateSync(path('huge.json'), 5 * 2 ** 30);
    const whole = handIn('Zoë', solution);
    writeFileSync(path('latin.json'), whole, 'latin1');
    writeFileSync(path('mark.json'), `\ufeff${whole}`);
    writeFileSync(
      path('WIDE.JSON'),
      `\ufeff${handIn('Zoë', 'def fetch_all(urls, workers, fetch):\n    return []\n')}`,
      'utf16le',
    );
    const { stdout, stderr } = await lab('check', '--hand-ins', folder, '--json');
    rmSync(folder, { recursive: true });
    const { handIns } = JSON.parse(stdout) as { handIns: (Row & { name: string })[] };
    const rows = handIns.map(({ file, name, problem, resaved, exercises }) => [
      file,
      problem ?? name,
      resaved,
      exercises['overlap-the-waits']?.verdict,
    ]);
    expect(rows.toSorted()).toEqual([
      ['WIDE.JSON', 'Zoë', true, 'failed'],
      ['broken.json', 'broken-link', false, undefined],
      ['empty.json', 'empty', false, undefined],
      ['huge.json', 'too-large', false, undefined],
      ['latin.json', 'not-text', false, undefined],
      ['loop.json', 'link-loop', false, undefined],
      ['mark.json', 'Zoë', true, 'passed'],
      ['pipe.json', 'not-a-file', false, undefined],
      ['shut.json', 'no-access', false, undefined],
    ]);
    expect(stderr).toBe('lab: a folder, and left out: folder.json\n');
  });

  test.each([
    [['--hand-ins', 'nowhere'], 'there is no folder nowhere'],
    [['--hand-ins', '.'], 'there is no hand-in (*.json) in .'],
    [['overlap-the-waits', 'greet.py', '--csv'], '--csv goes with --hand-ins'],
    [['--hand-ins', '.', 'more'], '--hand-ins takes one folder, and nothing else: more'],
  ])('says what it cannot do: %s', async (args, message) => {
    const { code, stderr } = await lab('check', ...args);
    expect([code, stderr.split('\n')[0]]).toEqual([2, `lab: ${message}`]);
  });
});
