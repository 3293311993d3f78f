/**
 * Loaded before `lab` in tests: its Python is compiled once, by V8's first compiler alone. In a second of Python the better
 * code does not pay for itself, but takes a quarter of the time.
 */
import process from 'node:process';

const { execve } = process;
if (execve)
  process.execve = (path, [node, ...args], env) => execve.call(process, path, [node, '--liftoff-only', ...args], env);
