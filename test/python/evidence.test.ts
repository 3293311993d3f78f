import { expect, test } from 'vitest';
import { Evidence } from '../../simulator/engines/python/interpreter/evidence.ts';

const [EXPECT, SCENARIO, MAIN, ENTER, STRANGER] = [11, 22, 33, 44, 99];

/** Evidence, and a way to say who is on the stack, innermost first. */
function evidence() {
  let stack: number[] = [];
  const found = new Evidence((most) => stack.slice(0, most), [EXPECT, SCENARIO, MAIN, ENTER]);
  const from = (...codes: number[]) => {
    stack = codes;
    return found;
  };
  return from;
}

test('a scenario is over when it says so on main’s own stack, with every line met', () => {
  const from = evidence();
  from(SCENARIO, MAIN, ENTER).needs([7, 9]);
  from(EXPECT, SCENARIO).holds(7);
  expect(from(SCENARIO, MAIN, ENTER).over()).toBe(false);
  from(EXPECT, SCENARIO).holds(9);
  expect(from(SCENARIO, MAIN, ENTER).over()).toBe(true);
});

test('nobody else is believed: not that it holds, not that it does not, not that it is over', () => {
  const from = evidence();
  from(SCENARIO, MAIN, ENTER).needs([7]);
  from(STRANGER, EXPECT).holds(7);
  expect(from(SCENARIO, MAIN, ENTER).over()).toBe(false);
  expect(from(STRANGER).fromExpect()).toBe(false);
  from(EXPECT).holds(7);
  expect(from(STRANGER, SCENARIO, MAIN, ENTER).over()).toBe(false);
  expect(from(SCENARIO, STRANGER, MAIN, ENTER).over()).toBe(false);
  expect(from().over()).toBe(false);
});

test('what a scenario must come to is told once, by the scenario', () => {
  const from = evidence();
  from(STRANGER).needs([]);
  from(SCENARIO, MAIN, ENTER).needs([7]);
  from(SCENARIO, MAIN, ENTER).needs([]);
  from(EXPECT).holds(8);
  expect(from(SCENARIO, MAIN, ENTER).over()).toBe(false);
});

test('a scenario in which nothing was expected is not over', () => {
  const from = evidence();
  from(SCENARIO, MAIN, ENTER).needs([]);
  expect(from(SCENARIO, MAIN, ENTER).over()).toBe(false);
});

test('the first line that reaches for the interpreter is kept', () => {
  const from = evidence();
  from().reached('a.py', 3, '__globals__');
  from().reached('a.py', 9, 'f_back');
  expect(from().reach).toEqual({ file: 'a.py', line: 3, name: '__globals__' });
});
