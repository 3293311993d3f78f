/** The words of the course page, and of what stands beside the lessons. */
const messages = {
  page: {
    title: 'The course',
    lead: 'Six parts, from a queue and a few threads to a pool in production. Each lesson is short and stands on the ones before it.',
    parts: [
      {
        label: 'Part I',
        title: 'By hand',
        text: 'Build a pool from a queue and a few threads, and find out what it gets wrong.',
      },
      {
        label: 'Part II',
        title: 'The pool you use',
        text: 'ThreadPoolExecutor: submit, map, futures, exceptions, shutdown, and the submit that hangs.',
      },
      {
        label: 'Part III',
        title: 'Inside threadpool',
        text: 'Read a small, real library from its constructor to its strangest bugs.',
      },
      {
        label: 'Part IV',
        title: 'The GIL',
        text: 'What one lock around the interpreter allows, what it prevents, and the ways around it.',
      },
      {
        label: 'Part V',
        title: 'In production',
        text: 'How many workers, what to do with too much work, and how to stop a pool that hangs.',
      },
      {
        label: 'Part VI',
        title: 'Today and beyond',
        text: 'What is new in Python, the same pool in the browser, and a pool that you write yourself.',
      },
    ],
    both: '{without}, {with} with exercises',
    done: 'done',
    progress: '{done} of {total} lessons done, about {duration} to go',
    partTime: 'About {duration}',
    allDone: 'All done.',
    partProgress: '{done} of {total} done, about {duration} to go',
    open: 'Go on with lesson {number}',
  },
  ways: {
    title: 'Three ways through',
    time: '{without} without exercises, {with} with them',
    counted:
      'Minutes are counted at {words} words each. A question takes half a minute, a prediction {predict}. A pool view takes {view}, a small task {micro}, an exercise {exercise}, and the last one {last}.',
    hour: {
      title: 'An hour for executor users',
      text: 'You call ThreadPoolExecutor at work: what is in it, how many workers, and what to do when it hangs.',
    },
    all: {
      title: 'All of it',
      text: 'From the first queue to a pool of your own, which has to hold under 1,100 schedules.',
    },
    inside: {
      title: 'Inside threadpool',
      text: 'A small library line by line, with nine bugs that it really has or that its users write.',
    },
  },
  beside: {
    title: 'Beside the lessons',
    pages: {
      glossary: { title: 'Glossary', lead: 'Every main word of the course, in a sentence or two.' },
      cheatSheet: { title: 'Cheat sheet', lead: 'The calls, who waits on what, and six rules, on one printed page.' },
      article: { title: 'The article, checked', lead: 'What the article of 2016 says, and what was measured.' },
      museum: {
        title: 'The bug museum',
        lead: 'A game of twenty-one bugs: break each as its scheduler, then repair it.',
      },
      class: { title: 'Class', lead: 'One link for a group: lessons in your order, and what they hand in.' },
      workshop: { title: 'Leading a workshop', lead: 'Plans of 90 minutes and of 3 hours, and what to prepare.' },
    },
  },
  work: {
    title: 'Your work',
    lead: 'What you answered and wrote is kept in this browser and nowhere else. Save it as a file to keep it, or to continue on another device. A hand-in of a class can be opened here too.',
    save: 'Save to a file',
    open: 'Open a file…',
    saved: 'Saved as {file}.',
    taken:
      'New here: {lessons} lessons done, {exercises} exercises passed, {answers} answers, {programs} programs. Reload the page to see them.',
    nothingNew: 'Everything in this file is already here.',
    joined: 'This device is in the class of the file now.',
    stays: 'The file is of another class. This device stays in its own.',
    left: '{left} answers are different in the file; they stay as they are here.',
    beside: '{beside} programs were written here too: their editors will show you both.',
    refused: 'This browser has no room for {refused} more.',
    noStorage: 'This browser does not let the page keep anything, so there is nothing to save and nothing to open.',
    errors: {
      'not-work': '{file} is not a file of your work from this course. Nothing was changed.',
      newer: '{file} is from a newer version of this site. Reload the page and try again.',
    },
  },
};

export type CourseMessages = typeof messages;

export default messages;
