/** Raised where an expectation of a check does not hold. It ends the check, and is no exception of the program. */
export class Unmet extends Error {
  override name = 'Unmet';
}

/** Functions that a scenario of a check is called with. The program under check has no way to them. */
export interface CheckLab {
  /** Says what must hold. The first that does not hold ends the scenario. @param key Of the exercise's messages. */
  expect(holds: boolean, key: string, values?: Readonly<Record<string, string | number>>): void;
  /** The function or class that a module of the learner's exports. @throws where there is none: that is the verdict. */
  attribute<T = (...args: never[]) => unknown>(module: object, name: string): T;
}

/** Makes them. @param tell Takes what does not hold to the page, as JSON. */
export function labOf(tell: (failed: string) => void): CheckLab {
  const fail = (key: string, values: object): never => {
    tell(JSON.stringify({ key, values }));
    throw new Unmet(key);
  };
  return Object.freeze({
    // Only `true` will do: a program's own object could be taken for it.
    expect: (holds: boolean, key: string, values = {}) => void (holds === true || fail(key, values)),
    attribute<T>(module: object, name: string): T {
      const found = (module as Record<string, unknown>)[name];
      return typeof found === 'function' ? (found as T) : fail('missing', { name });
    },
  });
}
