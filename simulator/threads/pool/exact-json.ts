/** Objects and arrays that are compared with each other; a value with more goes the longer way. */
const PARTS = 24;

const parts: unknown[] = [];

/** An object as JSON, where JSON gives back exactly this object; else null. */
export function exactJson(value: unknown): string | null {
  const plain = isPlain(value);
  parts.length = 0;
  return plain ? JSON.stringify(value) : null;
}

/** No part twice, no -0, nothing that JSON leaves out. */
function isPlain(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || parts.length >= PARTS || parts.includes(value)) return false;
  parts.push(value);
  if (Array.isArray(value)) {
    if (Object.getPrototypeOf(value) !== Array.prototype) return false;
    for (let i = 0; i < value.length; i++) if (!isPlain(value[i])) return false;
    return true;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype || Object.getOwnPropertySymbols(value).length > 0) return false;
  for (const key in value)
    if (key === '__proto__' || !isPlain((value as Readonly<Record<string, unknown>>)[key])) return false;
  return true;
}
