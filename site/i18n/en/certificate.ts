/** The words of the certificate page. */
const messages = {
  title: 'Certificate',
  lead: 'What you have done in this course, as your browser remembers it. Print it, or save it as a PDF.',
  name: 'Your name, if you like',
  nameNote: 'It stays on this device.',
  nobody: 'A learner',
  print: 'Print',
  course: 'Thread Pool Lab',
  passed: 'wrote a thread pool that holds its specification under {schedules} schedules, on {date}.',
  open: 'is taking the course. Still to do is a pool of their own: ',
  openLink: 'Lesson {number}: {title}',
  lessons: '{done} of {total} lessons marked as done, {passed} of {exercises} exercises passed.',
  caption: 'Lessons and exercises',
  columns: { lesson: 'Lesson', done: 'Done', exercise: 'Exercise', passed: 'Passed' },
  done: 'done',
  notDone: 'not yet',
  notPassed: 'not yet',
  none: '–',
  when: '{date}, {schedules} schedules',
  honest:
    'This page was made on {date} by a browser, from what it keeps on one device. That is lessons marked as done, and exercises whose checks passed there. Anyone who uses the browser can change that, so this page proves nothing to others. The code does: `npm run lab -- check {exercise} pool.py` checks it again anywhere.',
  notKept:
    'This browser does not let the page keep or read anything, so it cannot know what you have done. The lessons and the checks work all the same.',
  link: 'Your certificate',
};

export type CertificateMessages = typeof messages;

export default messages;
