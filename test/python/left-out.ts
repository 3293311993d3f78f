import type { ScheduleName } from './judge.ts';

/** Tests of CPython that are not passed here, and why. */
export interface LeftOut {
  readonly tests: RegExp;
  readonly reason: string;
  /** Where it is left out; nothing: everywhere. */
  readonly schedules?: readonly ScheduleName[];
}

export const LEFT_OUT: readonly LeftOut[] = [
  { tests: /\.ProcessPool\w*\./, reason: 'processes' },
  { tests: /\.InterpreterPool\w*\./, reason: 'subinterpreters' },
];

/** Why a test is left out, or null. */
export const leftOut = (id: string): LeftOut | null => LEFT_OUT.find(({ tests }) => tests.test(id)) ?? null;
