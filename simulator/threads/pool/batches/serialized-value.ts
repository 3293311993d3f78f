import { DataCloneError } from '../../errors.ts';
import { exactJson } from '../exact-json.ts';

/** The form in which a value travels in a message. */
export const FORM = {
  /** As it is: it does not change, or it is a clone of its own. */
  itself: 0,
  json: 1,
  /** Of arguments: there are none; it is the only one. Else the value is all of them. */
  none: 2,
  one: 4,
  /** Of an answer: the callable raised it. */
  raised: 8,
} as const;

/** A value that is a copy from now on, and its form. */
export interface SerializedValue {
  readonly form: number;
  readonly value: unknown;
}

/** @throws DataCloneError */
export function serialize(value: unknown, flags: number): SerializedValue {
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'function' || typeof value === 'symbol')
      throw new DataCloneError(`a ${typeof value} cannot be cloned`);
    return { form: flags, value };
  }
  const json = exactJson(value);
  if (json !== null) return { form: flags | FORM.json, value: json };
  try {
    return { form: flags, value: structuredClone(value) };
  } catch (error) {
    throw new DataCloneError((error as Error).message);
  }
}

export const deserialize = (form: number, value: unknown): unknown =>
  (form & FORM.json) === 0 ? value : (JSON.parse(value as string) as unknown);

/** @throws DataCloneError */
export function serializeArgs(args: readonly unknown[]): SerializedValue {
  if (args.length === 0) return { form: FORM.none, value: null };
  return args.length === 1 ? serialize(args[0], FORM.one) : serialize(args, 0);
}

export function deserializeArgs(form: number, value: unknown): unknown[] {
  if ((form & FORM.none) !== 0) return [];
  const content = deserialize(form, value);
  return (form & FORM.one) === 0 ? (content as unknown[]) : [content];
}
