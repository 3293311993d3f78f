import type { Parcel } from './parcel.ts';

/** A request on its way. */
export interface Packet<T> extends Parcel {
  readonly request: T;
  readonly serial: number;
  readonly callable: string;
}
