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

/** Parts of the `test` package that are copied: the tests of threads, and their support. */
const FILES = ['__init__', 'lock_tests', 'test_queue', 'test_thread', 'test_threading', 'test_threading_local'];
const FOLDERS = ['support', 'test_concurrent_futures'];

/** Modules with tests, under all their names through the versions. */
const MODULES =
  /^test\/(test_(queue|thread|threading|threading_local|concurrent_futures)|test_concurrent_futures\/test_(thread_pool|wait|as_completed|future|init|shutdown))\.py$/;

/** The tests that the list of what is left out was made with. */
const VERSIONS = ['3.13'];

const ASK = 'import sys, test; print(".".join(map(str, sys.version_info[:2])), test.__path__[0])';

const complete = (folder: string) =>
  [...FILES.map((name) => `${name}.py`), 'support/threading_helper.py'].every((file) => existsSync(join(folder, file)));

/** Asks an interpreter on the PATH for its version; null: there is none, or it came without its tests. */
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
 * The newest `test` package of a Python on this machine, 3.13; null: there is none. The variable PYTHON_TESTS
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

/**
 * Numbers of threads and items made smaller, for speed: what is tested is the order of things, which the schedules vary.
 * By files: a text in it, and what stands for it.
 */
const SMALLER: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'test_queue.py': [
    ['N = 50\n', 'N = 5\n'],
    ['list(range(10000))', 'list(range(60))'],
    ['list(range(1000))', 'list(range(60))'],
    ['nb_msgs = 1024*64\n', 'nb_msgs = 1024\n'],
  ],
  'test_weakref.py': [
    ['range(70000)', 'range(700)'],
    ['gc_ctr % 10000 == 0', 'gc_ctr % 100 == 0'],
    ['NUM_THREADED_ITERATIONS = 100000\n', 'NUM_THREADED_ITERATIONS = 1000\n'],
  ],
};
const smaller = (name: string, text: string) =>
  (SMALLER[name] ?? []).reduce((shorter, [from, to]) => shorter.replaceAll(from, to), text);

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
      .map((name) => [`test/${name}`, smaller(name, readFileSync(join(folder, name), 'utf8'))]),
  );
}

/** The files of other modules of the `test` package, by their names without `test.`, and all that they lean on. */
export function moduleFiles(found: Installation, modules: readonly string[]): Record<string, string> {
  const { folder } = found;
  const named = modules.map((name) => `${name.replaceAll('.', '/')}.py`);
  const leant = ['mapping_tests.py', '_test_multiprocessing.py', 'test_importlib/threaded_import_hangers.py'];
  const packages = [...new Set(named.filter((name) => name.includes('/')).map((name) => name.replace(/[^/]*$/, '')))];
  return {
    ...testFiles(found),
    ...Object.fromEntries(
      [...named, ...leant].map((name) => [`test/${name}`, smaller(name, readFileSync(join(folder, name), 'utf8'))]),
    ),
    // Their packages ask for sockets and processes as soon as they are imported.
    ...Object.fromEntries(packages.map((name) => [`test/${name}__init__.py`, ''])),
  };
}

/** The modules among the files that have tests of threads; those that are only about processes are not among them. */
export const modulesOf = (files: Readonly<Record<string, string>>): string[] =>
  Object.keys(files)
    .filter((name) => MODULES.test(name))
    .map((name) => name.replace(/\.py$/, '').replaceAll('/', '.'));
