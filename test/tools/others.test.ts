import { afterEach, expect, test, vi } from 'vitest';
import { findOther, withoutIt } from './others.mjs';

afterEach(() => vi.unstubAllEnvs());

test('a variable names the program that drives a browser, and a wrong one is an error', () => {
  vi.stubEnv('FIREFOX', process.execPath);
  expect(findOther('Firefox')).toBe(process.execPath);
  vi.stubEnv('WEBKIT_DRIVER', '/nowhere/driver');
  expect(() => findOther('WebKit')).toThrow('WEBKIT_DRIVER is set to /nowhere/driver, which is not there.');
});

test('a browser that cannot be had is one line, with the packages that bring it', () => {
  expect(withoutIt('WebKit')).toBe(
    'No WebKit was found or could be fetched, so nothing was tried in it. Install webkit2gtk-driver, xvfb, xauth, or set WEBKIT_DRIVER to the path of its program.',
  );
});
