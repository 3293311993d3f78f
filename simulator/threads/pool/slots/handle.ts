/** Buffers of a slot ring, for a worker. */
export interface SlotRingHandle {
  readonly memory: SharedArrayBuffer;
  /** The pool's arena, and one of the worker's own. */
  readonly requests: SharedArrayBuffer;
  readonly answers: SharedArrayBuffer;
}
