import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LISTINGS, python } from './python.ts';

const article = readFileSync(`${LISTINGS}article.py`, 'utf8');
const closed = article.replace('print((name, args)\n', 'print((name, args))\n');
/** Threads that print at once may share a line, so lines are not what to count. */
const jobs = (stdout: string) => stdout.match(/\('Thread-/g)?.length;
const mended = closed.replace('isAlive()', 'is_alive()');

test('as printed, the article is a SyntaxError, and not even a line before it is run', () => {
  const { stdout, stderr } = python(['-'], `print("before")\n${article}`);
  expect(stdout).toBe('');
  expect(stderr).toContain("SyntaxError: '(' was never closed");
});

test('with the parenthesis closed, the article does all 999 jobs but never prints the cost; the traceback comes first', () => {
  const { stdout } = python(['-'], `import sys\nsys.stderr = sys.stdout\n${closed}`);
  expect(jobs(stdout)).toBe(999);
  expect(stdout).not.toContain('cost');
  // Another thread may print between the name of an exception and its message.
  const [before, after] = stdout.split("'Work' object has no attribute 'isAlive'");
  expect(before).toContain('AttributeError');
  // Main is at its first join when the 99 threads are started, each with one job in hand.
  expect(jobs(after!)!).toBeGreaterThan(jobs(before!) ?? 0);
});

test('whatever is queued, the worker of the article calls do_job', () => {
  const { stdout, stderr } = python(
    ['-'],
    mended.replace(
      'manager = WorkManager(999, 99)\n',
      `manager = WorkManager(1, 0)
    manager.add_job(print, "send_mail")
    manager.threads.append(Work(manager.work_queue))
`,
    ),
  );
  expect(stdout).toMatch(/^\('Thread-1', \[0\]\)\n\('Thread-1', \['send_mail'\]\)\ncost all time: /);
  expect(stderr).toBe('');
});

test('with is_alive as well, it seems to work: 999 jobs and the cost, which is more than 1.1 s', () => {
  const { stdout, stderr } = python(['-'], mended);
  expect(jobs(stdout)).toBe(999);
  expect(Number(/cost all time: (.*)/.exec(stdout)![1])).toBeGreaterThan(1.1);
  expect(stderr).toBe('');
});

test('with do(args) instead of do_job(self.name, args) and nothing else changed, no job is done, and nothing says so', () => {
  // 99 workers take a job each, which lacks an argument: TypeError, break. 900 jobs stay in the queue.
  const oneWord = mended.replace('do_job(self.name, args)', 'do(args)');
  const asked = `
    print("left:", manager.work_queue.qsize())
    try:
        do_job([0])
    except TypeError as error:
        print(error)
`;
  const { stdout, stderr } = python(['-'], oneWord.trimEnd() + asked);
  expect(jobs(stdout)).toBeUndefined();
  expect(stdout).toMatch(/^cost all time: .*\nleft: 900\ndo_job\(\) missing 1 required positional argument: 'args'\n$/);
  expect(stderr).toBe('');
});

test('with the parameter name gone as well, the program does its 999 jobs and prints its cost', () => {
  const whole = mended
    .replace('do_job(self.name, args)', 'do(args)')
    .replace('def do_job(name, args)', 'def do_job(args)')
    .replace('print((name, args))', 'print(args)');
  const { stdout, stderr } = python(['-'], whole);
  expect(stdout.match(/\[\d+\]/g)).toHaveLength(999);
  expect(stdout).toContain('cost all time: 1.');
  expect(stderr).toBe('');
});

test('a job that calls sys.exit() is reported by the repaired manager, and its worker lives on', () => {
  const { stdout, stderr } = python(
    ['-'],
    `
import sys
import work_manager_fixed as fixed
manager = fixed.WorkManager(0, 1)
def leave(args):
    sys.exit("bye")
manager.add_job(leave)
manager.wait_allcomplete()
print(manager.threads[0].is_alive())
manager.close()
try:
    manager.add_job(leave)
except RuntimeError as error:
    print(error)
`,
  );
  expect(stdout).toBe("leave([]) failed: SystemExit('bye')\nTrue\nadd_job() after close()\n");
  expect(stderr).toBe('');
});
