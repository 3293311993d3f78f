import type { CsvMessages } from './csv.ts';

/** Messages of the table of hand-ins in English: for the command line, and for the site. */
export const tableEn: CsvMessages = {
  columns: { name: 'Name', file: 'File', made: 'Made', title: 'Class', note: 'Note' },
  lessons: ['Lessons done', 'Lessons'],
  quiz: ['Questions right', 'Questions'],
  predictions: ['Predictions right', 'Predictions'],
  claimed: '{exercise}: the file says passed',
  yes: 'yes',
  no: 'no',
  verdicts: {
    open: 'not regraded',
    empty: 'no code',
    unknown: 'no such exercise here',
    passed: 'passed',
    failed: 'not passed',
    flagged: 'not graded: read the line in the note',
    hangs: 'not passed: it hangs',
    crashed: 'not passed: Python died of it',
    unchecked: 'handed in; it has no check',
  },
  problems: {
    'not-a-hand-in': 'This is no hand-in.',
    cut: 'This hand-in was cut off: a part of the file is missing.',
    older: 'This hand-in is of an older version, which this site no longer reads.',
    newer: 'This hand-in is from a newer version of this site. Reload the page and open it again.',
    'too-large': 'This file is larger than a hand-in can be.',
    unreadable: 'This hand-in was changed so that it cannot be read.',
    empty: 'This file is empty.',
    'not-text': 'This file is not text in UTF-8 or UTF-16, so it cannot be read.',
    'no-access': 'This file could not be opened: the system does not let it be read.',
    'broken-link': 'This is a link to a file that is not there.',
    'link-loop': 'This is a link that leads back to itself.',
    'not-a-file': 'This is not a file but a pipe, a socket or a device.',
  },
  edited: 'Changed after it was made.',
  resaved: 'Saved again by another program, in another encoding.',
  same: 'The same as {file}.',
  reaches:
    '{exercise} was not graded: line {line} of {file} reaches for the interpreter ({name}). No solution needs that. Read the line.',
  others: 'Exercises that this site does not have: {count}.',
};
