import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { LISTINGS } from '../lessons/python.ts';

/**
 * The port of the lessons beside the package it is a port of, where somebody has that: installed for `python3`, or in the
 * folder that `THREADPOOL` names. Every listing that uses a pool has to print the same with either;
 * with the port, `test/lessons/listings.test.ts` sees to it.
 */
const installed = spawnSync('python3', ['-I', '-c', 'import threadpool; print(threadpool.__file__)'], {
  encoding: 'utf8',
});
const original = process.env['THREADPOOL'] ?? (installed.status === 0 ? dirname(installed.stdout.trim()) : null);

const read = (file: string) => readFileSync(LISTINGS + file, 'utf8');
const listings = readdirSync(LISTINGS)
  .filter((file) => file.endsWith('.out'))
  .map((file) => file.replace(/out$/, 'py'))
  .filter((file) => /^import threadpool|^from threadpool/m.test(read(file)) && !read(file).includes('perf_counter'));

const RUN = `
import runpy, sys
sys.path[:0] = [sys.argv[1], sys.argv[2]]
runpy.run_path(sys.argv[2] + sys.argv[3], run_name="__main__")
`;

test('there are listings that use a pool', () => {
  expect(listings.length).toBeGreaterThan(10);
});

if (original !== null) {
  test.each(listings)('%s prints the same with the original', (file) => {
    const { stdout } = spawnSync('python3', ['-B', '-c', RUN, original, LISTINGS, file], { encoding: 'utf8' });
    expect(stdout).toBe(read(file.replace(/py$/, 'out')));
  });
}
