import { plural } from '../plural.ts';

const messages = {
  files: 'Files',
  field: '{label}: {file}',
  edited: 'You have edits.',
  editedFile: 'edited',
  reset: 'Reset to original',
  undo: 'Bring back my code',
  newFile: {
    open: 'New file',
    name: 'Name of the new file',
    add: 'Add',
    bad: 'A name of letters, digits, _ and -, with .py, .txt, .csv or .json at its end.',
    badTypeScript: 'A name of letters, digits, _ and -, with .ts at its end.',
    taken: 'There is a file of this name.',
  },
  remove: 'Remove {file}',
  plain: 'Plain editor',
  full: 'Full editor',
  loading: 'The full editor is loading. You can type meanwhile.',
  failed: 'The full editor could not be loaded. This plain one does the same.',
  again: 'Try again',
  hintPlain: 'The Tab key leaves the field.',
  hintFull: 'Tab indents. Press {keys} and Tab leaves the editor; press it again to indent.',
  find: '{keys}: find.',
  readOnly: 'You are stepping a run. Stop stepping to edit.',
  pressLine: 'Press a line number, or Enter in a line, to run to it.',
  noScript: 'With JavaScript, you can change this code and run it.',
  problems: { none: 'No problems.', some: plural('en', { one: '{count} problem', other: '{count} problems' }) },
  problemLine: 'line {line}',
  problemFile: '{file}, line {line}',
  problemSaid: '{count}. {where}: {message}',
  marks: 'Where the threads are',
  mark: 'Line {line}: {threads}',
  thread: '{thread}, {status}',
  chosen: '{thread}, {status}, chosen',
  comma: '; ',
  status: {
    new: 'new',
    ready: 'ready',
    running: 'running',
    blocked: 'blocked',
    waiting: 'waiting',
    sleeping: 'sleeping',
    exited: 'exited',
    died: 'died',
  },
  notKept: {
    absent:
      'This browser lets the page keep nothing, so your code is lost when you leave the page. Copy it to keep it.',
    full: 'The storage of this browser is full: your last edits are on this page only. Copy them before you leave.',
  },
  other: 'Another tab has different code for this. Until you choose, both are kept.',
  otherTake: 'Use the other tab’s code',
  otherMine: 'Keep mine',
  otherShow: 'Show the other tab’s code',
  originalChanged:
    'The original has changed since you began to edit it. Your code is kept; a reset takes the new original.',
  understood: 'Understood',
};

export type EditorMessages = typeof messages;

export default messages;
