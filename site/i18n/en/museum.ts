/** The museum's game: break a program as its scheduler, then repair it. */
const messages = {
  level: 'Level {number}',
  lead: 'You are the scheduler. Break it in as few switches as you can, then repair it.',
  all: 'All levels',
  next: 'Next level: {title}',
  playground: 'Open it in the playground',
  break: {
    title: 'Break it',
    goal: {
      deadlock: 'Bring all threads to a stop: a deadlock.',
      livelock: 'Make main wait for something that never comes.',
      exception: 'Make it end with {error}.',
    },
    rule: 'A *switch* stops a thread that could go on. When a thread waits or ends, choosing who runs next is free.',
    par: {
      0: 'No switch is needed.',
      1: 'One switch is enough, and without one it never breaks.',
      more: '{par} switches are enough, and with fewer it never breaks.',
    },
    how: 'Step with → and ←. To let another thread run, choose it by its number (0 is main) and press S. Or use the buttons.',
    start: 'Take over the scheduler',
    again: 'Start anew',
    so: 'Switches so far: {count}. Par: {par}.',
    well: 'This run ended well. Step back, and let another thread run.',
    won: 'You broke it, with {count} switches: {what}.',
    wonOne: 'You broke it, with one switch: {what}.',
    wonFree: 'You broke it without any switch: {what}.',
    atPar: 'Fewer will not do it.',
    overPar: 'It can be done with {par}. Start anew to try.',
    hint: 'Hint {number}',
    why: 'What happened',
  },
  repair: {
    title: 'Repair it',
    task: 'Change the program so that no schedule breaks it. These lines must stay as they are:',
    free: 'Change the program so that no schedule breaks it.',
    open: 'Go straight to the repair',
    check: 'Check the repair',
    hint: 'A hint for the repair',
    stopped: 'Stopped. Nothing was decided.',
    missing: 'This line must stay as it is: {line}',
    broke: 'Schedule {count} still breaks it: {what}.',
    look: 'Step the failing schedule',
    lookWhy: 'The check found this.',
    output: 'It ends, but its last line is “{last}”. It should be “{wanted}”.',
    endless: 'A run did not come to an end, so it was not counted as repaired.',
    unstable: 'It does not do the same under the same schedule, so nothing can be said about it.',
    passed: 'Repaired: none of {count} schedules breaks it.',
    solution: 'One way to repair it',
  },
  stars: {
    broken: 'Broken',
    par: 'In the fewest switches',
    repaired: 'Repaired',
    label: '{count} of 3 stars',
    sum: '{count} of {of} stars on this device',
  },
};

export type MuseumMessages = typeof messages;

export default messages;
