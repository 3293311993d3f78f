/** The words of the home page. */
const messages = {
  title: 'Learn how Python thread pools really work, by stepping them',
  lead: 'For Python programmers whose pool hangs, is slow, or only seems to work, and for those who teach it. Step a pool forward and back, choose which thread runs next, and find the order that breaks your code.',
  ways: [
    '{count} lessons, about {time}, English and 中文',
    'Real CPython in your browser: edit and run everything, install nothing',
    'For a class: no accounts, no server, works offline',
  ],
  loop: {
    label: 'A thread pool that moves',
    back: 'Back',
    step: 'Step',
    play: 'Play',
    pause: 'Pause',
    break: 'Make it deadlock',
    mend: 'Save it',
    at: 'step {step} of {steps}',
    time: 't = {time} s',
    deadlock:
      'The result queue has one slot, and main takes no result before it has put all requests. So the workers wait for main, and main waits for them. Can you save it?',
    mended: 'Saved: with room for every result, no worker has to wait for main.',
  },
  forWhom: 'Who it is for',
  readers: [
    {
      title: 'You use pools and want to know what happens inside',
      text: 'You know some Python. You have called `submit` or `map`, it worked, and then one day it hung.',
    },
    {
      title: 'You look for bugs that show up once in a thousand runs',
      text: 'Here a schedule is yours to choose, so the thousandth run can be the first one.',
    },
    {
      title: 'You teach',
      text: 'Every lesson has a question to ask before running and a pool for the wall. It also has notes for the instructor.',
    },
  ],
  canDo: 'What you can do',
  abilities: [
    {
      title: 'Predict, then run',
      text: 'Say what will happen before you let it happen. A wrong guess is where the learning is.',
    },
    { title: 'Be the scheduler', text: 'At every switch point you decide who goes on. Going back costs nothing.' },
    {
      title: 'Read the real code',
      text: 'Two small pools, line by line: one made by hand, and a port of the `threadpool` package.',
    },
    {
      title: 'Check every statement',
      text: 'What is said about Python carries its source, or the experiment that shows it.',
    },
  ],
  start: 'Start with lesson 1',
  openSimulator: 'Open the simulator',
  course: 'The course',
};

export type HomeMessages = typeof messages;

export default messages;
