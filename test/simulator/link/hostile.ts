import fc from 'fast-check';

/** Values that nobody expects, and keys that every object inherits. */
const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 0.5, 1e308, 2 ** 53, '', 'constructor', '__proto__', [], {}, [[]], '\ud800'),
  fc.integer(),
  fc.string(),
  fc.constant('x'.repeat(10_000)),
  fc.constant(JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1}')),
);

/** Every part of a value, as the path to it. */
function paths(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, part]) => paths(part, [...at, key]))];
}

/** The value with the part at a path changed by `change`; undefined takes it away. */
function changed(value: unknown, [key, ...rest]: readonly string[], change: (part: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  const entries = Object.entries(value as object).flatMap(([name, part]) => {
    const next = name === key ? changed(part, rest, change) : part;
    return next === undefined ? [] : [[name, next] as const];
  });
  return Array.isArray(value) ? entries.map(([, part]) => part) : Object.fromEntries(entries);
}

const INHERITED = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length'];

/** Values like `value` but for a few parts: removed, replaced, doubled, or put under a key that every object inherits. */
export const like = (value: unknown): fc.Arbitrary<unknown> =>
  fc
    .array(fc.tuple(fc.nat(), fc.nat(9), odd, fc.constantFrom(...INHERITED)), { minLength: 1, maxLength: 3 })
    .map((changes) =>
      changes.reduce<unknown>((now, [where, how, instead, name]) => {
        const all = paths(now);
        return changed(now, all[where % all.length]!, (part) => {
          if (how === 0) return undefined;
          if (how === 1 && Array.isArray(part)) return [...part, ...part];
          if (how === 2 && typeof part === 'object' && part !== null)
            return Object.fromEntries([...Object.entries(part), [name, instead]]) as unknown;
          if (how === 3) return name;
          return how < 7 ? instead : part;
        });
      }, value),
    );

/** A text like `text`: cut, doubled, with characters of its own alphabet in other places, or something else. */
export const likeText = (text: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.nat(text.length).map((at) => text.slice(0, at)),
    fc
      .tuple(fc.nat(text.length), fc.string({ unit: fc.constantFrom(...new Set(text)), maxLength: 8 }))
      .map(([at, put]) => text.slice(0, at) + put + text.slice(at + put.length)),
    fc.nat(text.length).map((at) => text.slice(0, at) + text.slice(at) + text),
  );

/** The keys of the prototypes, so that a test can see that nothing was added. */
export const prototypes = (): string =>
  [Object.prototype, Array.prototype, Function.prototype, String.prototype]
    .map((each) => Reflect.ownKeys(each).map(String).join())
    .join('\n');
