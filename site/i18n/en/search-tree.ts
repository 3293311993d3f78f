import { plural } from '../plural.ts';

const messages = {
  title: 'The orders that were tried',
  about: {
    drawn: plural('en', {
      one: '{count} order. Schedules that only swap steps which commute are one order.',
      other: '{count} orders. Schedules that only swap steps which commute are one order.',
    }),
    more: 'Of {all} orders, {count} are drawn.',
    cut: plural('en', {
      one: '{count} run was left early: its rest was known.',
      other: '{count} runs were left early: their rest was known.',
    }),
  },
  keys: 'Arrow keys move in the tree, and Enter opens an order.',
  none: 'This search did not look at what steps touch, so it has no tree of orders.',
  draw: 'Try each order and draw the tree',
  open: 'Step through this order',
  root: 'All begin alike',
  other: 'Another order',
  and: '; and ',
  before: '{first} before {second}',
  alone: '{first} first',
  left: 'Not tried: {first} before {second}. These two steps commute.',
  end: ' → {end}',
  times: ' ({runs})',
  runs: plural('en', { one: '{count} schedule', other: '{count} schedules' }),
  deed: {
    read: '*{thread}* read `{name}`',
    write: '*{thread}* wrote `{name}`',
    take: '*{thread}* took `{name}`',
    give: '*{thread}* gave back `{name}`',
    try: '*{thread}* tried to take `{name}`',
    use: '*{thread}* used `{name}`',
    join: '*{thread}* waited for the end of *{name}*',
    end: '*{thread}* ended',
    unnamed: '*{thread}* used a `{name}` without a name',
    library: '*{thread}* used a lock inside the library',
  },
  it: {
    library: '*{thread}* used it',
    read: '*{thread}* read it',
    write: '*{thread}* wrote it',
    take: '*{thread}* took it',
    give: '*{thread}* gave it back',
    try: '*{thread}* tried to take it',
    use: '*{thread}* used it',
  },
};

export type SearchTreeMessages = typeof messages;

export default messages;
