import type { SerializedValue } from './serialized-value.ts';

/** A request on its way. */
export interface RequestMessage<T> extends SerializedValue {
  readonly request: T;
  readonly serial: number;
  readonly callable: string;
}
