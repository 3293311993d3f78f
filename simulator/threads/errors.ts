/** `queue.Empty`: there was nothing to get, or not in time. */
export class Empty extends Error {
  override name = 'Empty';
}

/** `queue.Full`: the queue had no free slot, or not in time. */
export class Full extends Error {
  override name = 'Full';
}

/** Python's ValueError. */
export class ValueError extends Error {
  override name = 'ValueError';
}

/** A value cannot be taken to another thread: it says which part of it. */
export class DataCloneError extends Error {
  override name = 'DataCloneError';
}

/** Python's RuntimeError. */
export class RuntimeError extends Error {
  override name = 'RuntimeError';
}

/** A function goes to another thread by the name its module exports it under, and has none. */
export class NotExported extends Error {
  override name = 'NotExported';
}
