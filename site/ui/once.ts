const given = new WeakMap<Request, Set<string>>();

/** True the first time a page asks for `key`: for what several stages on it share. */
export function once(page: Request, key: string): boolean {
  const keys = given.get(page) ?? new Set();
  given.set(page, keys);
  return keys.size < keys.add(key).size;
}
