import { plural } from '../plural.ts';

/** The words of the frame of every page, and of pages that have no file of their own here. */
const messages = {
  site: {
    name: 'Thread Pool Lab',
    description:
      'Step a Python thread pool forward and back, and choose which thread runs next. See why it waits, blocks or breaks.',
    skip: 'Skip to the content',
    menu: 'Menu',
    mainNav: 'Main',
    footer:
      'Lessons and a simulator of Python thread pools. Everything runs in your browser; what you answer stays on this device.',
    footerNav: 'Pages',
    thirdParty: 'Third-party licences',
    noScript: 'JavaScript is off. You can read every lesson; the pools, the answers and the search need it.',
    unfetched:
      'This part of the page could not be fetched: is there a network? Press again when there is, or reload the page.',
    broken:
      'This part of the page could not start. Reload the page; if it stays so, another browser may do. The browser says:',
  },
  nav: {
    home: 'Home',
    course: 'Course',
    simulator: 'Simulator',
    gil: 'GIL lab',
    playground: 'Playground',
    class: 'Class',
  },
  language: { other: '中文' },
  theme: { label: 'Theme', light: 'Light', dark: 'Dark', system: 'As the system' },
  search: {
    open: 'Search',
    title: 'Search the course',
    placeholder: 'A word or a method',
    close: 'Close',
    searching: 'Searching…',
    none: 'Nothing found for “{query}”.',
    near: 'Nothing found for “{query}”. Nearly the same:',
    found: plural('en', { one: '{count} page found.', other: '{count} pages found.' }),
    more: '{count} pages found; these are the best {shown}.',
    missing: 'The search index is not here. It is made when the site is built, so a development server has none.',
    unfetched: 'The search could not be fetched: is there a network? Reload the page when there is.',
    offline: 'You are offline, and the search index is not on this device yet.',
    hint: '↑ ↓ choose a result, Enter opens it, Esc closes.',
  },
  offline: {
    title: 'Without network',
    lead: 'Keep the whole site in this browser, with the editor and Python, and use it where there is no network. That is {size} MB, fetched once.',
    keep: 'Keep it on this device',
    keeping: '{done} of {of} files',
    kept: 'The whole site is on this device. It stays as it is until you fetch a new version.',
    forget: 'Remove it from this device',
    update: 'There is a new version of this site. This device still shows the old one.',
    updateInClass:
      'There is a new version of this site. It waits while you are in a class, so that all see the same. Fetch it when your instructor says so.',
    facts: 'It takes {size} MB and was kept {age} ({date}).',
    /** Between two sentences. */
    between: ' ',
    fetch: 'Fetch the new one',
    failed: 'It could not be fetched whole, so nothing has changed. Is there a network? Try once more.',
    full: 'This browser has no room for it. Nothing has changed.',
    absent:
      'This browser cannot keep a site, or may not. Serve the zip of the site instead, if you need it without network.',
    plainHttp:
      'At a plain http address no browser keeps a site. The way out: unpack the zip of the site on your own machine, serve it there and open http://localhost:4321/. Or use an address with https.',
    notBuilt: 'A development server has nothing to keep.',
  },
  glossary: {
    title: 'Glossary',
    lead: 'The main words of the course. In a lesson, the first use of each leads here.',
    lesson: 'Lesson {number}',
  },
  playground: {
    title: 'Playground',
    lead: 'Write Python with real threads, run it here, and step it forward and back. Let the lab look for the schedule that breaks it.',
    languages: 'Language of the programs',
    typescript: {
      title: 'Playground: TypeScript',
      lead: 'The same pools in TypeScript, on Web Workers: threads of the browser’s own, which run at the same time. Change one and run it here.',
    },
  },
  gil: {
    title: 'GIL lab',
    lead: 'The GIL, Python’s global interpreter lock, is one lock that a thread must hold to run Python code. Here real threads run with it, without it, and as processes.',
  },
  museum: {
    title: 'The bug museum',
    lead: 'Twenty-one small programs, with a bug each. You are the scheduler: break them in as few switches as you can, then repair them.',
    groups: {
      deadlocks: 'Deadlocks',
      lost: 'Lost things',
      numbers: 'Numbers that never come down',
      order: 'Order',
    },
    number: 'Exhibit {number}',
    first: 'Schedule {schedule} of the search breaks it: {what}.',
    heartbeat: 'it hangs, with a heartbeat',
    all: 'All of the first {of} schedules break it, whatever way they are chosen.',
    rate: 'Of the first {of} schedules, {pct} break it when threads have random priorities (PCT), and {random} when any thread may come next.',
    steps: 'The smallest run that fails has {steps} steps.',
    switched: {
      operation: 'Threads are switched before operations such as `put` and `get`.',
      line: 'Threads are switched before every line.',
      access: 'Threads are switched before every access to memory that others see.',
      bytecode: 'Threads are switched before every bytecode.',
      cpython: 'Threads are switched where CPython checks.',
    },
    open: 'Search it and step it here',
    what: 'What goes wrong',
    fixed: 'Repaired',
    none: 'None of {fixed} schedules breaks the repaired program.',
    inLesson: 'The program, and why: lesson {number}',
  },
  simulator: {
    title: 'Simulator',
    lead: 'Set up a pool, choose its jobs and its queues, and step it as far as you like.',
  },
  missing: {
    title: 'There is no such page',
    lead: 'The address may be mistyped, or the page has moved.',
    home: 'Go to the first page',
    course: 'Go to the course',
    moved: 'This lesson has a new address.',
  },
};

export type Messages = typeof messages;

export default messages;
