/** Id of the messages that every exercise of a page may need. */
export const EXERCISE_MESSAGES_ID = 'exercise-messages';

/** Id of a file that several workbenches of a page begin with. */
export const fileId = (name: string, text: string): string => `file-${name}-${text.length}`;
