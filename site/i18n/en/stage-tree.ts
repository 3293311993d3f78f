/** The words of the pool as a tree that is read by keyboard. Marked like those of `stage.ts`. */
const messages = {
  label: 'The pool as a structure',
  thread: '{thread}: {status}',
  held: '{thread}: {status}, {late}',
  again: '{thread}, as above',
  has: 'has {item}',
  waitsQueue: 'waits on `{condition}` of `{queue}`',
  waitsObject: 'waits on `{name}` ({kind})',
  waitsExit: 'waits until {thread} has exited',
  couldEnd: 'could end that: {thread}',
  holdsIt: 'held by {thread}',
  waitsForIt: 'waited for by {thread}',
  nobody: 'no thread is left that could end that',
  queue: '`{queue}`: {size}',
  object: '`{name}` ({kind})',
};

export type StageTreeMessages = typeof messages;

export default messages;
