/** Buffers of a board, for a worker. */
export interface BoardHandle {
  readonly memory: SharedArrayBuffer;
  /** The pool's arena, and one of the worker's own. */
  readonly requests: SharedArrayBuffer;
  readonly answers: SharedArrayBuffer;
}
