import { parse, stringify } from 'devalue';
import { DataCloneError } from './errors.ts';
import { own } from '../trace/own.ts';

const NUMBER = 0;
const TEXT = 1;
const DATA = 2;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const errors: Readonly<Record<string, ErrorConstructor>> = {
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};
/** Reducers for devalue, which knows neither errors nor arrays that have names beside their numbers, as of a match. */
export const reducers = {
  Error: (value: unknown) => value instanceof Error && [value.name, value.message, value.stack, value.cause],
  NamedArray: (value: unknown) => Array.isArray(value) && hasNames(value) && [value.slice(), namesOf(value)],
};
/** An error that {@link reducers} made data of. */
export const revivers = {
  Error([name, message, stack, cause]: [string, string, string, unknown]) {
    const error = new (own(errors, name) ?? Error)(message, cause === undefined ? undefined : { cause });
    if (error.name !== name) Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true });
    Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true });
    return error;
  },
  NamedArray: ([array, names]: [unknown[], object]) => Object.assign(array, names),
};

/** Numbers come first among its keys. */
const hasNames = (array: object): boolean => /\D/.test(Object.keys(array).at(-1) ?? '');

const namesOf = (array: object) => Object.fromEntries(Object.entries(array).filter(([key]) => /\D/.test(key)));

/**
 * A value as bytes, for memory that threads share: everything that JavaScript itself can clone, cycles included. Not what
 * only a browser knows, such as a Blob. @throws DataCloneError for functions, symbols, promises and objects of classes.
 */
export function toBytes(value: unknown): Uint8Array {
  if (typeof value === 'number') {
    const bytes = new Uint8Array(9);
    bytes[0] = NUMBER;
    new DataView(bytes.buffer).setFloat64(1, value);
    return bytes;
  }
  const [tag, text] =
    typeof value === 'string' && value.isWellFormed() ? [TEXT, value] : [DATA, wellFormed(writeData(value))];
  const body = encoder.encode(text);
  const bytes = new Uint8Array(body.length + 1);
  bytes[0] = tag;
  bytes.set(body, 1);
  return bytes;
}

/** The value that {@link toBytes} made the bytes of; they are not shared memory. */
export function fromBytes(bytes: Uint8Array<ArrayBuffer>): unknown {
  if (bytes[0] === NUMBER) return new DataView(bytes.buffer, bytes.byteOffset).getFloat64(1);
  const text = decoder.decode(bytes.subarray(1));
  return bytes[0] === TEXT ? text : readData(text);
}

/** Writes a value as a text, from which {@link readData} makes it again. @throws DataCloneError */
export function writeData(value: unknown): string {
  try {
    return stringify(value, reducers);
  } catch (error) {
    const { message, path } = error as { message: string; path?: string };
    throw new DataCloneError(path ? `${message} (${path})` : message);
  }
}

export const readData = (text: string): unknown => parse(text, revivers);

/** UTF-8 has no half of a pair; JSON can escape it. */
const wellFormed = (text: string): string =>
  text.replace(/\p{Surrogate}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`);
