/** The words of presenting, in a file of their own: they are fetched with its code. */
const messages = {
  bar: 'Presenting',
  back: 'Back',
  next: 'Next',
  leave: 'Leave',
  fullScreen: 'Full screen',
  openNotes: 'Open the notes window',
  openLesson: 'Open the lesson for the wall',
  place: '{screen} / {screens}',
  said: 'Screen {screen} of {screens}: {title}',
  more: 'More below: ↓',
  keys: '→ ← Space PageUp PageDown: move. Esc: leave.',
  taken: 'The keys belong to what you are using. PageUp and PageDown still move; Esc gives the others back.',
  typing: 'The keys belong to the text you are writing. Esc gives them back.',
  blocked: 'The browser did not open a window. Open {address} in a second one yourself: it will be in step.',
  noChannel: 'This browser cannot keep two windows in step: each moves by itself.',
  alone: 'No other window shows this lesson.',
  together: 'In step: {windows}. A move in one moves them all.',
  and: ', ',
  windows: { lesson: '{count} × the lesson', notes: '{count} × notes' },
  kinds: {
    predict: 'a prediction',
    stage: 'a pool view',
    program: 'a program to run',
    exercise: 'an exercise',
    museum: 'an exhibit',
    quiz: 'a question',
  },
  notes: {
    title: 'Notes: {lesson}',
    current: 'On the wall',
    next: 'Next',
    last: 'That was the last screen.',
    kind: '{title}: {kind}',
    own: 'A picture of the screen. Pool views and programs are used in the window on the wall.',
    none: 'This lesson has no notes.',
    timer: 'Time',
    start: 'Start',
    pause: 'Pause',
    reset: 'Reset',
  },
};

export type PresentWords = typeof messages;

export default messages;
