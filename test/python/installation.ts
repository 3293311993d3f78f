import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The tests of a Python installation: where they are, and which version's. */
export interface Installation {
  readonly folder: string;
  /** Such as `3.13`. */
  readonly version: string;
}

/** What is copied of the `test` package: the tests of threads, and what they lean on. */
const FILES = ['__init__', 'lock_tests', 'test_queue', 'test_thread', 'test_threading', 'test_threading_local'];
const FOLDERS = ['support', 'test_concurrent_futures'];

/** Newer ones first, for they were written for the library that we run. */
const VERSIONS = Array.from({ length: 4 }, (_, n) => `3.${14 - n}`);

const ASK = 'import sys, test; print(".".join(map(str, sys.version_info[:2])), test.__path__[0])';

const complete = (folder: string) =>
  [...FILES.map((name) => `${name}.py`), 'support/threading_helper.py'].every((file) => existsSync(join(folder, file)));

/** What an interpreter on the PATH says of itself; null: there is none, or it came without its tests. */
function asked(command: string): Installation | null {
  const { status, stdout } = spawnSync(command, ['-c', ASK], { encoding: 'utf8', timeout: 20_000 });
  const [, version, folder] = (status === 0 && /^(\S+) (.+)$/m.exec(stdout)) || [];
  return version && folder && complete(folder) ? { folder, version } : null;
}

/** An interpreter that pyenv keeps, on the PATH or not. */
function kept(version: string): Installation | null {
  const root = process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv');
  const folder = globSync(join(root, `versions/${version}.*/lib/python${version}/test`)).find(complete);
  return folder ? { folder, version } : null;
}

/**
 * The newest `test` package of a Python on this machine, from 3.11 to 3.14; null: there is none. The variable PYTHON_TESTS
 * names another one: a version and a folder, as in `3.14:/usr/lib/python3.14/test`.
 */
export function installation(): Installation | null {
  const [version, folder] = process.env['PYTHON_TESTS']?.split(/:(.*)/s) ?? [];
  if (version && folder) return { folder, version };
  const usual = asked('python3') ?? asked('python');
  for (const wanted of VERSIONS) {
    const found = usual?.version === wanted ? usual : (asked(`python${wanted}`) ?? kept(wanted));
    if (found) return found;
  }
  return null;
}

/** The files that the tests need, name to text, as a program has them. */
export function testFiles({ folder }: Installation): Record<string, string> {
  const names = [
    ...FILES.map((name) => `${name}.py`),
    ...FOLDERS.filter((name) => existsSync(join(folder, name))).flatMap((name) =>
      readdirSync(join(folder, name)).map((file) => `${name}/${file}`),
    ),
    'test_concurrent_futures.py',
  ];
  return Object.fromEntries(
    names
      .filter((name) => name.endsWith('.py') && existsSync(join(folder, name)))
      .map((name) => [`test/${name}`, readFileSync(join(folder, name), 'utf8')]),
  );
}
